import { useTranslation } from 'react-i18next'
import { LoadError } from '../../design/LoadError.tsx'
import { SidePanel } from '../../design/SidePanel.tsx'
import { SkeletonRows } from '../../design/Skeletons.tsx'
import { useApi } from '../../shell/queries.ts'
import { showNumber } from '../../shell/show-number.ts'
import { codesOf, type Entry } from './entry.ts'
import '../list/list.css'

/** “Chi lo usa”: whose calls are forwarded to where the code leads. */
export default function CodeUsers({ entry, onClose }: { entry: Entry; onClose: () => void }) {
  const { t } = useTranslation('dial-plan')
  const { data, error, refetch } = useApi('GET /api/short-codes/:entryId/users', { params: { entryId: entry.id } })
  return (
    <SidePanel title={t('codes.users.title', { code: codesOf(entry) })} lead={t('codes.users.lead')} onClose={onClose}>
      {!data && !error && <SkeletonRows rows={3} height={48} />}
      {error && <LoadError onRetry={() => void refetch()} />}
      {data?.total === 0 && <p className="sub">{t('codes.users.none')}</p>}
      {data && data.total > 0 && (
        <>
          <p className="sub">{t('codes.users.count', { count: data.total })}</p>
          <ul className="list-conflicts">
            {data.lines.map((line) => (
              <li key={line.lineId}>
                <span className="nums">{line.extension || showNumber(line.number)}</span>
                <bdi>{line.name}</bdi>
              </li>
            ))}
          </ul>
          {data.total > data.lines.length && <p className="sub">{t('codes.users.more')}</p>}
        </>
      )}
    </SidePanel>
  )
}
