import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LoadError } from '../../design/LoadError.tsx'
import { SearchField } from '../../design/SearchField.tsx'
import { SkeletonRows } from '../../design/Skeletons.tsx'
import { useApi } from '../../shell/queries.ts'
import { DeskPager } from '../DeskPager.tsx'
import { UploadFile } from '../import/UploadFile.tsx'
import { LinesList } from '../lines/LinesList.tsx'
import { type CustomerPartProps, importPart, maySee } from '../registry.ts'
import { useStaff } from '../useStaffSession.ts'

const size = 25

/** The customer's lines, by anything that is known of them. */
export default function LinesTab({ customer }: CustomerPartProps) {
  const { t } = useTranslation('desk')
  const { role } = useStaff()
  const [search, setSearch] = useState('')
  const [page, setPage] = useState(1)
  const { data, error, refetch } = useApi('GET /api/provider/customers/:companyId/lines', {
    params: { companyId: customer.id },
    query: { search, page, size },
  })
  const from = (page - 1) * size + 1
  return (
    <>
      <search className="desk-tab-search">
        <SearchField
          aria-label={t('lines.search')}
          placeholder={t('lines.search')}
          maxLength={80}
          value={search}
          onSearch={(next) => {
            setSearch(next)
            setPage(1)
          }}
          clearLabel={t('customers.clear')}
        />
      </search>
      {customer.state !== 'closed' && maySee(role, importPart) && (
        <div className="desk-tab-search">
          <UploadFile whose={{ company: customer.id }} />
        </div>
      )}
      {!data && !error && <SkeletonRows rows={6} height={54} />}
      {!data && error && <LoadError onRetry={() => void refetch()} />}
      {data && data.lines.length === 0 && <p className="desk-none">{t('lines.none')}</p>}
      {data && data.lines.length > 0 && (
        <>
          <LinesList lines={data.lines} />
          <DeskPager
            page={page}
            more={page * size < data.total}
            said={t('lines.range', { from, to: from + data.lines.length - 1, total: data.total })}
            onTurn={setPage}
          />
        </>
      )}
    </>
  )
}
