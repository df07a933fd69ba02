import { Button, TextInput } from '@mantine/core'
import { IconPhoneX, IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer, api, asProblem } from '../../api.ts'
import { Dialog, DialogFoot } from '../../design/Dialog.tsx'
import { Empty } from '../../design/Empty.tsx'
import { FormProblem } from '../../design/FormProblem.tsx'
import { LoadError } from '../../design/LoadError.tsx'
import { PageTitle } from '../../design/PageTitle.tsx'
import { SkeletonRows } from '../../design/Skeletons.tsx'
import { toastDone, toastError } from '../../design/toast.ts'
import { showDay } from '../../pbx/show-time.ts'
import { queries, useApi } from '../../shell/queries.ts'
import { showNumber } from '../../shell/show-number.ts'
import { useProblemText } from '../../shell/useProblemText.ts'
import { useSubmit } from '../../shell/useSubmit.ts'
import '../list/list.css'

type Block = Answer<'GET /api/call-handling/company-blocks'>['blocks'][number]

const refresh = () => queries.invalidateQueries({ queryKey: ['GET /api/call-handling/company-blocks'] })
const refusals = ['own-number', 'emergency', 'too-many'] as const

/** Callers that no line of the company wants (spec/product 2.14, row 1). */
export default function BlocksPage() {
  const { t } = useTranslation('dial-plan')
  const say = useProblemText()
  const { data, error, refetch } = useApi('GET /api/call-handling/company-blocks')
  const [adding, setAdding] = useState(false)
  const nameOf = useCallerName()

  /** At once, with a way back (DESIGN.md 5). */
  async function remove(block: Block): Promise<void> {
    try {
      await api('DELETE /api/call-handling/company-blocks/:blockId', { params: { blockId: block.id } })
      await refresh()
      toastDone(t('blocks.removed', { caller: nameOf(block) }), () => {
        api('POST /api/call-handling/company-blocks', { body: { caller: typedOf(block), note: block.note } }).then(
          refresh,
          (failed) => toastError(say(asProblem(failed))),
        )
      })
    } catch (failed) {
      toastError(say(asProblem(failed)))
    }
  }
  return (
    <>
      <div className="page-head">
        <div>
          <PageTitle>{t('blocks.title')}</PageTitle>
          <p className="sub">{t('blocks.lead')}</p>
          <p>
            <Link to="/gestione-dati/codici-brevi" className="list-link">
              ← {t('blocks.back')}
            </Link>
          </p>
        </div>
        <Button leftSection={<IconPlus size={18} stroke={1.9} aria-hidden="true" />} onClick={() => setAdding(true)}>
          {t('blocks.add')}
        </Button>
      </div>
      <div className="card">
        {error && <LoadError title={t('blocks.error')} onRetry={() => void refetch()} />}
        {!error && !data && <SkeletonRows rows={4} height={58} />}
        {data?.blocks.length === 0 && (
          <Empty
            icon={IconPhoneX}
            title={t('blocks.none')}
            text={t('blocks.noneText')}
            action={<Button onClick={() => setAdding(true)}>{t('blocks.add')}</Button>}
          />
        )}
        {data && data.blocks.length > 0 && (
          <ul className="phones-cards blocks" aria-label={t('blocks.region')}>
            {data.blocks.map((block) => (
              <li key={block.id}>
                <div className="between">
                  <div className="phones-who">
                    <b className="nums">{nameOf(block)}</b>
                    {block.note && <bdi>{block.note}</bdi>}
                    <span>
                      {showDay(block.at)} · <bdi>{block.by}</bdi>
                    </span>
                  </div>
                  <Button
                    variant="default"
                    size="xs"
                    aria-label={t('blocks.removeOf', { caller: nameOf(block) })}
                    onClick={() => void remove(block)}
                  >
                    {t('blocks.remove')}
                  </Button>
                </div>
              </li>
            ))}
          </ul>
        )}
      </div>
      {adding && <AddDialog onClose={() => setAdding(false)} />}
    </>
  )
}

function AddDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['dial-plan', 'shell'])
  const say = useProblemText()
  const nameOf = useCallerName()
  const { busy, problem, submit } = useSubmit()
  const [caller, setCaller] = useState('')
  const [note, setNote] = useState('')
  const [tried, setTried] = useState(false)
  const reason = problem?.code === 'setting.refused' ? problem.facts.reason : undefined
  const why = reason === undefined ? undefined : (refusals.find((one) => one === reason) ?? 'other')

  function add(event: FormEvent): void {
    event.preventDefault()
    setTried(true)
    if (!caller.trim()) return
    void submit(async () => {
      const block = await api('POST /api/call-handling/company-blocks', {
        body: { caller: caller.trim(), note: note.trim() },
      })
      await refresh()
      toastDone(t('blocks.added', { caller: nameOf(block) }))
      onClose()
    })
  }
  return (
    <Dialog title={t('blocks.add')} lead={t('blocks.lead')} {...(busy ? {} : { onClose })}>
      <form className="dialog-form" noValidate onSubmit={add}>
        {problem && <FormProblem title={why ? t(`blocks.refused.${why}`) : say(problem)} />}
        <TextInput
          data-autofocus
          label={t('blocks.caller')}
          description={t('blocks.callerHint')}
          autoComplete="off"
          maxLength={40}
          aria-required="true"
          value={caller}
          onChange={(event) => setCaller(event.currentTarget.value)}
          error={tried && !caller.trim() && t('blocks.callerMissing')}
        />
        <TextInput
          label={t('blocks.note')}
          description={t('blocks.noteHint')}
          autoComplete="off"
          maxLength={80}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <DialogFoot>
          <Button variant="default" size="md" disabled={busy} onClick={onClose}>
            {t('shell:action.cancel')}
          </Button>
          <Button type="submit" size="md" loading={busy}>
            {t('blocks.verb')}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  )
}

function useCallerName(): (block: Pick<Block, 'caller'>) => string {
  const { t } = useTranslation('dial-plan')
  return ({ caller }) => {
    if (caller.kind === 'anonymous') return t('blocks.anonymous')
    if (caller.kind === 'prefix') return t('blocks.beginning', { prefix: caller.prefix.replace(/^\+39/, '') })
    return caller.kind === 'number' ? showNumber(caller.number) : ''
  }
}

/** As somebody would type it again. */
const typedOf = ({ caller }: Block): string =>
  caller.kind === 'anonymous'
    ? 'anonimo'
    : caller.kind === 'prefix'
      ? `${caller.prefix}*`
      : caller.kind === 'number'
        ? caller.number
        : ''
