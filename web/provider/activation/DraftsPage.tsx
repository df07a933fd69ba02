import { Button, TextInput } from '@mantine/core'
import { IconBuildingPlus, IconPlus } from '@tabler/icons-react'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { draftLimits } from '#domain/provider/draft-limits.ts'
import { api } from '../../api.ts'
import { Dialog, DialogFoot } from '../../design/Dialog.tsx'
import { Empty } from '../../design/Empty.tsx'
import { FormProblem } from '../../design/FormProblem.tsx'
import { LoadError } from '../../design/LoadError.tsx'
import { PageTitle } from '../../design/PageTitle.tsx'
import { Pill } from '../../design/Pill.tsx'
import { SearchField } from '../../design/SearchField.tsx'
import { SkeletonRows } from '../../design/Skeletons.tsx'
import { useApi } from '../../shell/queries.ts'
import { useProblemText } from '../../shell/useProblemText.ts'
import { useSubmit } from '../../shell/useSubmit.ts'
import { PageTurner } from '../import/PageTurner.tsx'
import { showWhen } from './show-day.ts'
import './Activation.css'
import '../import/Import.css'

/** Customers "in lavorazione", and the way to a new one. */
export default function DraftsPage() {
  const { t } = useTranslation('activation')
  const address: { cerca?: string; pagina?: string } = useSearch({ strict: false })
  const navigate = useNavigate()
  const [beginning, setBeginning] = useState(false)
  const search = address.cerca ?? ''
  const page = Math.max(1, Number.parseInt(address.pagina ?? '1', 10) || 1)
  const { data, error, refetch } = useApi('GET /api/provider/drafts', {
    query: { page, ...(search ? { search: search.slice(0, 80) } : {}) },
  })
  const go = (next: { cerca?: string; pagina?: string }, replace = false) =>
    void navigate({ to: '.', search: next, replace, resetScroll: false })
  const pages = data ? Math.max(1, Math.ceil(data.total / data.size)) : 1
  const begin = (
    <Button leftSection={<IconPlus size={18} stroke={1.9} aria-hidden="true" />} onClick={() => setBeginning(true)}>
      {t('list.begin')}
    </Button>
  )
  return (
    <>
      <div className="page-head">
        <div>
          <PageTitle>{t('list.title')}</PageTitle>
          <p className="sub">{t('list.lead')}</p>
        </div>
        {begin}
      </div>
      <section className="card drafts">
        {(search !== '' || (data?.total ?? 0) > 0) && (
          <SearchField
            aria-label={t('list.search')}
            placeholder={t('list.search')}
            maxLength={80}
            value={search}
            onSearch={(cerca, replace) => go(cerca ? { cerca } : {}, replace)}
            clearLabel={t('list.clear')}
          />
        )}
        {error ? (
          <LoadError title={t('list.error')} onRetry={() => void refetch()} />
        ) : !data ? (
          <SkeletonRows rows={4} />
        ) : data.total === 0 ? (
          <Empty
            icon={IconBuildingPlus}
            title={t(search ? 'list.nothing' : 'list.none')}
            text={search ? undefined : t('list.noneText')}
            action={
              search ? (
                <Button variant="default" onClick={() => go({})}>
                  {t('list.clear')}
                </Button>
              ) : undefined
            }
          />
        ) : (
          <ul className="draft-lines" aria-label={t('list.region')}>
            {data.drafts.map((draft) => (
              <li key={draft.id}>
                <div className="draft-line-who">
                  <Link className="link" to="/attivazione/$draftId" params={{ draftId: draft.id }}>
                    <bdi>{draft.name}</bdi>
                  </Link>
                  <span className="sub">
                    {draft.vatNumber && `P. IVA ${draft.vatNumber} · `}
                    {t('list.lines', { count: draft.lines })}
                  </span>
                  <span className="sub">
                    {t('list.saved', { when: showWhen(draft.updatedAt), by: draft.updatedBy })}
                  </span>
                </div>
                <Pill tone="accent">{t('list.state')}</Pill>
              </li>
            ))}
          </ul>
        )}
        <PageTurner
          page={page}
          pages={pages}
          words={{ previous: t('list.previous'), next: t('list.next'), page: t('list.page', { page, pages }) }}
          onTurn={(next) => go({ ...(search ? { cerca: search } : {}), pagina: String(next) })}
        />
      </section>
      {beginning && <BeginDialog onClose={() => setBeginning(false)} />}
    </>
  )
}

function BeginDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('activation')
  const say = useProblemText()
  const navigate = useNavigate()
  const [name, setName] = useState('')
  const [tried, setTried] = useState(false)
  const { busy, problem, submit } = useSubmit()
  const missing = name.trim() === ''
  const begin = () =>
    submit(async () => {
      setTried(true)
      if (missing) return
      const { id } = await api('POST /api/provider/drafts', { body: { name: name.trim() } })
      await navigate({ to: '/attivazione/$draftId', params: { draftId: id } })
    })
  return (
    <Dialog title={t('begin.title')} lead={t('begin.lead')} onClose={onClose}>
      <form
        className="step-fields"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void begin()
        }}
      >
        {problem && <FormProblem title={say(problem)} />}
        <TextInput
          data-autofocus
          label={t('begin.name')}
          maxLength={draftLimits.companyName}
          autoComplete="off"
          value={name}
          error={tried && missing && t('begin.nameMissing')}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <DialogFoot>
          <Button type="submit" size="md" loading={busy}>
            {t('begin.submit')}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  )
}
