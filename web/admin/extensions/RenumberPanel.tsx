import { Button, Radio, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer, api, asProblem } from '../../api.ts'
import { Choice } from '../../design/Choice.tsx'
import { FormProblem } from '../../design/FormProblem.tsx'
import { Note } from '../../design/Note.tsx'
import { SidePanel } from '../../design/SidePanel.tsx'
import { toastDone, toastError } from '../../design/toast.ts'
import { delicate } from '../../shell/step-up.ts'
import { useProblemText } from '../../shell/useProblemText.ts'
import { useSubmit } from '../../shell/useSubmit.ts'
import { Pages } from '../list/Pages.tsx'
import { Conflicts } from '../short-codes/Conflicts.tsx'
import { useConflictWords } from '../short-codes/useConflictWords.ts'
import { undoRenumbering } from './ExtensionsPage.tsx'
import { type Plan, refreshExtensions } from './plan.ts'
import '@mantine/core/styles/Radio.layer.css'
import './ExtensionsPage.css'

type Preview = Answer<'POST /api/extensions/renumber/preview'>
type Rule =
  | { kind: 'beginning'; from: string; to: string }
  | { kind: 'last-digits'; length: number }
  | { kind: 'sequence'; first: string }
  | { kind: 'site-ranges' }
type Asked = { rule: Rule; siteId?: string }

const kinds = ['beginning', 'last-digits', 'sequence', 'site-ranges'] as const
const everywhere = 'all'

/** New extensions for many lines: a rule, what it would do, then all of it at once, with a way back. */
export default function RenumberPanel({ plan, onClose }: { plan: Plan | undefined; onClose: () => void }) {
  const { t } = useTranslation(['dial-plan', 'shell'])
  const say = useProblemText()
  const sayConflict = useConflictWords()
  const { busy, problem, submit } = useSubmit()
  const [kind, setKind] = useState<Rule['kind']>('beginning')
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const [length, setLength] = useState('4')
  const [first, setFirst] = useState('')
  const [site, setSite] = useState(everywhere)
  const [tried, setTried] = useState(false)
  const [seen, setSeen] = useState<{ asked: Asked; page: number; preview: Preview } | null>(null)
  const digits = (text: string) => text.replace(/\D/g, '')
  const firstRight = kind !== 'sequence' || /^\d{2,6}$/.test(first)

  function ruleOf(): Rule {
    if (kind === 'beginning') return { kind, from, to }
    if (kind === 'last-digits') return { kind, length: Number(length) }
    if (kind === 'sequence') return { kind, first }
    return { kind }
  }

  async function look(asked: Asked, page: number): Promise<void> {
    setSeen({ asked, page, preview: await api('POST /api/extensions/renumber/preview', { body: { ...asked, page } }) })
  }

  function ask(event: FormEvent): void {
    event.preventDefault()
    setTried(true)
    if (firstRight) void submit(() => look({ rule: ruleOf(), ...(site === everywhere ? {} : { siteId: site }) }, 1))
  }

  function carryOut({ asked, preview }: NonNullable<typeof seen>): void {
    void submit(async () => {
      const body = { ...asked, fingerprint: preview.fingerprint }
      const { id, changed } = await delicate(() => api('POST /api/extensions/renumber', { body }))
      await refreshExtensions()
      toastDone(t('extensions.renumbering.done', { count: changed }), () => {
        undoRenumbering(id).then(
          (undone) => toastDone(t('extensions.renumbering.undone', { count: undone.changed })),
          (error) => toastError(say(asProblem(error))),
        )
      })
      onClose()
    })
  }
  const conflict = problem?.code === 'code.conflict' ? sayConflict(problem.facts as never) : null
  return (
    <SidePanel
      title={t('extensions.renumbering.title')}
      lead={t('extensions.renumbering.lead')}
      changed={seen !== null}
      onClose={busy ? () => undefined : onClose}
    >
      {problem && problem.code !== 'step-up' && <FormProblem title={conflict ?? say(problem)} />}
      {!seen && (
        <form className="list-form" noValidate onSubmit={ask}>
          <Radio.Group
            label={t('extensions.renumbering.rule')}
            value={kind}
            onChange={(value) => setKind(value as Rule['kind'])}
          >
            <div className="renumber-rule">
              {kinds.map((value) => (
                <Radio
                  key={value}
                  value={value}
                  label={t(`extensions.renumbering.${value}`)}
                  description={t(`extensions.renumbering.${value}Hint`)}
                />
              ))}
            </div>
          </Radio.Group>
          {kind === 'beginning' && (
            <div className="list-two">
              <TextInput
                label={t('extensions.renumbering.from')}
                inputMode="numeric"
                autoComplete="off"
                maxLength={5}
                value={from}
                onChange={(event) => setFrom(digits(event.currentTarget.value))}
              />
              <TextInput
                label={t('extensions.renumbering.to')}
                inputMode="numeric"
                autoComplete="off"
                maxLength={5}
                value={to}
                onChange={(event) => setTo(digits(event.currentTarget.value))}
              />
            </div>
          )}
          {kind === 'last-digits' && (
            <Choice
              label={t('extensions.renumbering.length')}
              data={(['2', '3', '4', '5', '6'] as const).map((value) => ({ value, label: value }))}
              value={length as '4'}
              onChange={setLength}
            />
          )}
          {kind === 'sequence' && (
            <TextInput
              label={t('extensions.renumbering.first')}
              inputMode="numeric"
              autoComplete="off"
              maxLength={6}
              value={first}
              onChange={(event) => setFirst(digits(event.currentTarget.value))}
              error={tried && !firstRight && t('extensions.renumbering.firstMissing')}
            />
          )}
          <Choice
            label={t('extensions.renumbering.where')}
            searchable
            data={[
              { value: everywhere, label: t('extensions.renumbering.everywhere') },
              ...(plan?.sites ?? []).map(({ id, name }) => ({ value: id, label: name })),
            ]}
            value={site}
            onChange={setSite}
          />
          <div className="side-panel-foot">
            <Button variant="default" size="md" disabled={busy} onClick={onClose}>
              {t('shell:action.cancel')}
            </Button>
            <Button type="submit" size="md" loading={busy}>
              {t('extensions.renumbering.look')}
            </Button>
          </div>
        </form>
      )}
      {seen && (
        <div className="list-form">
          <Summary preview={seen.preview} />
          {seen.preview.changed > 0 && <MoveTable preview={seen.preview} />}
          <Pages
            page={seen.page}
            total={seen.preview.changed}
            size={seen.preview.size}
            onPage={(page) => void submit(() => look(seen.asked, page))}
          />
          <div className="side-panel-foot">
            <Button variant="default" size="md" disabled={busy} onClick={() => setSeen(null)}>
              {t('extensions.renumbering.back')}
            </Button>
            {seen.preview.changed > 0 && seen.preview.refused === 0 && (
              <Button size="md" loading={busy} onClick={() => carryOut(seen)}>
                {t('extensions.renumbering.verb', { count: seen.preview.changed })}
              </Button>
            )}
          </div>
        </div>
      )}
    </SidePanel>
  )
}

function Summary({ preview }: { preview: Preview }) {
  const { t } = useTranslation('dial-plan')
  const { changed, unchanged, left, refused, warnings, follow } = preview
  return (
    <div className="list-form" role="status">
      <p>
        <b>
          {changed === 0
            ? t('extensions.renumbering.nothing')
            : t('extensions.renumbering.changed', { count: changed })}
        </b>
        <br />
        <span className="sub">
          {t('extensions.renumbering.unchanged', { count: unchanged })}
          {left > 0 && ` · ${t('extensions.renumbering.left', { count: left })}`}
        </span>
      </p>
      {refused > 0 && <Note tone="error" title={t('extensions.renumbering.refused', { count: refused })} />}
      {warnings > 0 && <Note tone="warm" title={t('extensions.renumbering.warnings', { count: warnings })} />}
      {changed > 0 && (
        <div className="list-told">
          <b>{t('extensions.renumbering.followTitle')}</b>
          <p>{t('extensions.renumbering.follow', follow)}</p>
          <p>{t('extensions.renumbering.notFollow')}</p>
        </div>
      )}
    </div>
  )
}

function MoveTable({ preview }: { preview: Preview }) {
  const { t } = useTranslation('dial-plan')
  return (
    <table className="list-table">
      <caption className="vh">{t('extensions.renumbering.caption')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('extensions.renumbering.who')}</th>
          <th scope="col">{t('extensions.renumbering.before')}</th>
          <th scope="col">{t('extensions.renumbering.after')}</th>
        </tr>
      </thead>
      <tbody>
        {preview.moves.map((move) => (
          <tr key={move.lineId}>
            <th scope="row">
              <bdi>{move.name}</bdi>
              <div className="sub">
                <bdi>{move.site}</bdi>
              </div>
              <Conflicts conflicts={move.conflicts} />
            </th>
            <td className="nums">{move.from || '—'}</td>
            <td className="nums">
              <b>{move.to}</b>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
