import { Button, Checkbox, Radio, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer, api, asProblem, type Problem } from '../../api.ts'
import { FormProblem } from '../../design/FormProblem.tsx'
import { SidePanel } from '../../design/SidePanel.tsx'
import { toastDone, toastError } from '../../design/toast.ts'
import { showNumber } from '../../shell/show-number.ts'
import { UnsavedGuard } from '../../shell/UnsavedGuard.tsx'
import { useProblemText } from '../../shell/useProblemText.ts'
import { useSubmit } from '../../shell/useSubmit.ts'
import { Conflicts } from './Conflicts.tsx'
import { codesOf, type Entry, refreshCodes } from './entry.ts'
import { useConflictWords } from './useConflictWords.ts'
import '@mantine/core/styles/Radio.layer.css'
import '../list/list.css'

type Written = { first: string; count: number; label: string; visible: boolean; to: string }
type Checked = Answer<'POST /api/short-codes/check'>

const fresh: Written = { first: '', count: 1, label: '', visible: true, to: '' }
const writtenOf = ({ first, count, label, visible, number }: Entry): Written => ({
  first,
  count,
  label,
  visible,
  to: showNumber(number),
})
const refusals = [
  'range',
  'range-of-extension',
  'not-a-number',
  'unknown-extension',
  'emergency',
  'feature-code',
] as const

/** A short code or a range of them; what it meets and whom it reaches are told while it is written. */
export default function CodeForm({ entry, onClose }: { entry: Entry | null; onClose: () => void }) {
  const { t } = useTranslation(['dial-plan', 'shell'])
  const say = useProblemText()
  const sayConflict = useConflictWords()
  const { busy, problem, submit } = useSubmit()
  const before = entry ? writtenOf(entry) : fresh
  const [written, setWritten] = useState(before)
  const [range, setRange] = useState(before.count > 1)
  const [tried, setTried] = useState(false)
  const set = (part: Partial<Written>) => setWritten((now) => ({ ...now, ...part }))
  const changed = (Object.keys(before) as (keyof Written)[]).some((key) => written[key] !== before[key])
  const codeRight = /^\d{1,6}$/.test(written.first)
  const countRight = !range || (written.count >= 2 && written.count <= 1_000)
  const count = range && countRight ? written.count : 1
  const [asked] = useDebouncedValue({ first: written.first, count, to: written.to.trim() }, 250)
  const { data: checked } = useQuery<Checked, Problem>({
    queryKey: ['POST /api/short-codes/check', asked, entry?.id],
    queryFn: () =>
      api('POST /api/short-codes/check', {
        body: {
          first: asked.first,
          count: asked.count,
          ...(asked.to ? { to: asked.to } : {}),
          ...(entry ? { entryId: entry.id } : {}),
        },
      }),
    enabled: /^\d{1,6}$/.test(asked.first),
    placeholderData: (old) => old,
    staleTime: 0,
  })
  const reason = (why: string) => t(`refused.${refusals.find((one) => one === why) ?? 'other'}`)
  const refused = checked?.refused ? reason(checked.refused) : null
  const inTheWay = problem?.code === 'setting.refused' ? reason(String(problem.facts.reason)) : null
  const conflict = problem?.code === 'code.conflict' ? sayConflict(problem.facts as never) : null

  async function save(): Promise<void> {
    const body = { ...written, count, label: written.label.trim(), to: written.to.trim() }
    const saved = entry
      ? await api('PATCH /api/short-codes/:entryId', {
          params: { entryId: entry.id },
          body: { ...body, version: entry.version },
        })
      : await api('POST /api/short-codes', { body })
    await refreshCodes()
    const code = codesOf(saved)
    const undo = () => {
      const back = entry
        ? api('PATCH /api/short-codes/:entryId', {
            params: { entryId: entry.id },
            body: { ...writtenOf(entry), to: entry.number, version: saved.version },
          })
        : api('DELETE /api/short-codes/:entryId', { params: { entryId: saved.id } })
      Promise.resolve(back).then(refreshCodes, (error) => toastError(say(asProblem(error))))
    }
    toastDone(t(entry ? 'codes.form.saved' : 'codes.form.created', { code }), undo)
    onClose()
  }

  function confirm(event: FormEvent): void {
    event.preventDefault()
    setTried(true)
    if (codeRight && countRight && written.to.trim()) void submit(save)
  }
  return (
    <SidePanel
      title={entry ? t('codes.form.edit', { code: codesOf(entry) }) : t('codes.form.new')}
      changed={changed}
      onClose={busy ? () => undefined : onClose}
    >
      <UnsavedGuard when={changed && !busy} />
      <form className="list-form" noValidate onSubmit={confirm}>
        {problem && <FormProblem title={conflict ?? inTheWay ?? say(problem)} />}
        <Radio.Group
          label={t('codes.form.kind')}
          value={range ? 'range' : 'one'}
          onChange={(value) => {
            setRange(value === 'range')
            set({ count: value === 'range' ? Math.max(10, before.count) : 1 })
          }}
        >
          <div className="list-choices">
            <Radio value="one" label={t('codes.form.one')} />
            <Radio value="range" label={t('codes.form.range')} description={t('codes.form.rangeHint')} />
          </div>
        </Radio.Group>
        <div className={range ? 'list-two' : undefined}>
          <TextInput
            data-autofocus
            label={t(range ? 'codes.form.first' : 'codes.form.code')}
            description={t('codes.form.codeHint')}
            inputMode="numeric"
            autoComplete="off"
            maxLength={6}
            aria-required="true"
            value={written.first}
            onChange={(event) => set({ first: event.currentTarget.value.trim() })}
            error={(tried || written.first !== '') && !codeRight && t('codes.form.codeMissing')}
          />
          {range && (
            <TextInput
              label={t('codes.form.count')}
              description={checked?.last ? t('codes.form.upTo', { first: written.first, last: checked.last }) : ' '}
              inputMode="numeric"
              autoComplete="off"
              maxLength={4}
              value={String(written.count || '')}
              onChange={(event) => set({ count: Number(event.currentTarget.value.replace(/\D/g, '')) })}
              error={!countRight && t('codes.form.countMissing')}
            />
          )}
        </div>
        <div aria-live="polite">{codeRight && <Conflicts conflicts={checked?.conflicts ?? []} several={range} />}</div>
        <TextInput
          label={t(range ? 'codes.form.toFirst' : 'codes.form.to')}
          autoComplete="off"
          maxLength={40}
          aria-required="true"
          value={written.to}
          onChange={(event) => set({ to: event.currentTarget.value })}
          error={(tried && !written.to.trim() && t('codes.form.toMissing')) || (codeRight && refused)}
          description={codeRight && checked?.to ? <Leads to={checked.to} /> : ' '}
        />
        <TextInput
          label={t('codes.description')}
          description={t('codes.form.labelHint')}
          autoComplete="off"
          maxLength={80}
          value={written.label}
          onChange={(event) => set({ label: event.currentTarget.value })}
        />
        <Checkbox
          label={t('codes.form.visible')}
          description={t('codes.form.visibleHint')}
          checked={written.visible}
          onChange={(event) => set({ visible: event.currentTarget.checked })}
        />
        <div className="side-panel-foot">
          <Button variant="default" size="md" disabled={busy} onClick={onClose}>
            {t('shell:action.cancel')}
          </Button>
          <Button type="submit" size="md" loading={busy}>
            {t(entry ? 'codes.form.save' : 'codes.form.create')}
          </Button>
        </div>
      </form>
    </SidePanel>
  )
}

function Leads({ to }: { to: NonNullable<Checked['to']> }) {
  const { t } = useTranslation('dial-plan')
  if (to.last) return <>{t('codes.form.leadsRange', { first: showNumber(to.number), last: showNumber(to.last) })}</>
  return (
    <>{t('codes.form.leads', { who: to.name ? `${to.name} (${showNumber(to.number)})` : showNumber(to.number) })}</>
  )
}
