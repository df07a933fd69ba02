import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Answer } from '../../api.ts'
import { LoadError } from '../../design/LoadError.tsx'
import { Note } from '../../design/Note.tsx'
import { SearchField } from '../../design/SearchField.tsx'
import { useApi } from '../../shell/queries.ts'
import { showNumber } from '../../shell/show-number.ts'
import { PageTurner } from '../import/PageTurner.tsx'
import { UploadFile } from '../import/UploadFile.tsx'
import type { Draft } from './draft.ts'
import { LineDialog } from './LineDialog.tsx'

type Line = Answer<'GET /api/provider/drafts/:draftId/lines'>['lines'][number]

/** The draft's lines: by hand, or all of them from a file. */
export function LinesStep({ draft }: { draft: Draft }) {
  const { t } = useTranslation('activation')
  const [search, setSearch] = useState('')
  const [page, setPage] = useState(1)
  const [editing, setEditing] = useState<Line | 'new' | null>(null)
  const found = useApi('GET /api/provider/drafts/:draftId/lines', {
    params: { draftId: draft.id },
    query: { page, ...(search ? { search } : {}) },
  })
  const { data, error, refetch } = found
  const pages = data ? Math.max(1, Math.ceil(data.total / data.size)) : 1
  return (
    <section className="card step-card">
      <div>
        <h2 className="h2">{t('step.lines')}</h2>
        <p className="sub">{t('lines.lead')}</p>
      </div>
      {draft.openImport && (
        <Note tone="warm" title={t('lines.openImport')}>
          <Link className="link" to="/importazioni/$importId" params={{ importId: draft.openImport }}>
            {t('lines.resume')}
          </Link>
        </Note>
      )}
      <div className="step-foot">
        <Button
          variant="default"
          leftSection={<IconPlus size={18} stroke={1.9} aria-hidden="true" />}
          disabled={draft.data.sites.length === 0}
          onClick={() => setEditing('new')}
        >
          {t('lines.add')}
        </Button>
        <UploadFile whose={{ draft: draft.id }} />
      </div>
      {draft.data.sites.length === 0 && <p className="sub">{t('lines.sitesFirst')}</p>}
      {draft.lines > 0 && (
        <>
          <p className="sub" role="status">
            {t('lines.total', { count: draft.lines, administrators: draft.administrators })}
          </p>
          <SearchField
            aria-label={t('lines.search')}
            placeholder={t('lines.search')}
            maxLength={80}
            value={search}
            onSearch={(next) => {
              setSearch(next)
              setPage(1)
            }}
            clearLabel={t('lines.clear')}
          />
        </>
      )}
      {error && <LoadError title={t('error')} onRetry={() => void refetch()} />}
      {data && data.total === 0 && (
        <p className="sub">{search ? t('lines.nothing') : `${t('lines.none')}. ${t('lines.noneText')}`}</p>
      )}
      {data && data.total > 0 && (
        <ul className="draft-lines" aria-label={t('lines.region')}>
          {data.lines.map((line) => (
            <li key={line.id}>
              <div className="draft-line-who">
                <b>
                  <bdi>{line.name}</bdi>
                </b>
                <span className="sub nums">
                  {showNumber(line.number)}
                  {line.extension && ` · ${line.extension}`}
                </span>
                <span className="sub">
                  <bdi>{line.site}</bdi> ·{' '}
                  {draft.byService.find(({ code }) => code === line.service)?.name ?? line.service}
                  {line.userType !== 'user' && ` · ${t(`lines.${line.userType}`)}`}
                </span>
              </div>
              <Button
                variant="default"
                size="xs"
                aria-label={t('lines.editOne', { name: line.name })}
                onClick={() => setEditing(line)}
              >
                {t('lines.edit')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <PageTurner
        page={page}
        pages={pages}
        words={{ previous: t('list.previous'), next: t('list.next'), page: t('list.page', { page, pages }) }}
        onTurn={setPage}
      />
      {editing && (
        <LineDialog draft={draft} line={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
      )}
    </section>
  )
}
