import { Button } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer, api, asProblem } from '../../api.ts'
import { Choice } from '../../design/Choice.tsx'
import { FormProblem } from '../../design/FormProblem.tsx'
import { toastDone, toastError } from '../../design/toast.ts'
import { UnsavedGuard } from '../../shell/UnsavedGuard.tsx'
import { useProblemText } from '../../shell/useProblemText.ts'
import { useSubmit } from '../../shell/useSubmit.ts'
import { ConfirmDialog } from '../list/ConfirmDialog.tsx'
import { Conflicts } from '../short-codes/Conflicts.tsx'
import { useConflictWords } from '../short-codes/useConflictWords.ts'
import { type Plan, refreshExtensions } from './plan.ts'

const none = 'none'
/** 1 is missing: 112 begins with it. */
const digits = ['0', '2', '3', '4', '5', '6', '7', '8', '9'] as const
const lengths = ['2', '3', '4', '5', '6'] as const

/** How long extensions are, and the digit before a number outside (spec/product 8.1). */
export function PlanForm({ plan }: { plan: Plan }) {
  const { t } = useTranslation(['dial-plan', 'shell'])
  const say = useProblemText()
  const sayConflict = useConflictWords()
  const { busy, problem, submit } = useSubmit()
  const [length, setLength] = useState(String(plan.length))
  const [prefix, setPrefix] = useState(plan.externalPrefix ?? none)
  const [met, setMet] = useState<Answer<'POST /api/extensions/plan/check'> | null>(null)
  const changed = length !== String(plan.length) || prefix !== (plan.externalPrefix ?? none)

  const send = (body: { length: number; externalPrefix: string | null; accepted: boolean }) =>
    api('POST /api/extensions/plan', { body })

  async function save(accepted: boolean): Promise<void> {
    await send({ length: Number(length), externalPrefix: prefix === none ? null : prefix, accepted })
    await refreshExtensions()
    setMet(null)
    toastDone(t('extensions.plan.saved'), () => {
      send({ length: plan.length, externalPrefix: plan.externalPrefix, accepted: true }).then(
        refreshExtensions,
        (error) => toastError(say(asProblem(error))),
      )
    })
  }

  function confirm(event: FormEvent): void {
    event.preventDefault()
    void submit(async () => {
      const fresh = prefix !== none && prefix !== plan.externalPrefix
      const found = fresh ? await api('POST /api/extensions/plan/check', { body: { externalPrefix: prefix } }) : null
      if (found && found.total > 0) setMet(found)
      else await save(false)
    })
  }
  const conflict = problem?.code === 'code.conflict' ? sayConflict(problem.facts as never) : null
  return (
    <div className="list-card">
      <h2>{t('extensions.plan.title')}</h2>
      <p className="sub">{t('extensions.plan.counts', { with: plan.withExtension, without: plan.withoutExtension })}</p>
      <UnsavedGuard when={changed && !busy} />
      <form className="extensions-plan" onSubmit={confirm}>
        {problem && <FormProblem title={conflict ?? say(problem)} />}
        <Choice
          label={t('extensions.plan.length')}
          description={t('extensions.plan.lengthHint')}
          data={lengths.map((value) => ({ value, label: value }))}
          value={length}
          onChange={setLength}
        />
        <Choice
          label={t('extensions.plan.prefix')}
          description={t('extensions.plan.prefixHint')}
          data={[
            { value: none, label: t('extensions.plan.prefixNone') },
            ...digits.map((value) => ({ value, label: value })),
          ]}
          value={prefix}
          onChange={setPrefix}
        />
        {changed && (
          <div className="list-actions">
            <Button
              variant="default"
              disabled={busy}
              onClick={() => {
                setLength(String(plan.length))
                setPrefix(plan.externalPrefix ?? none)
              }}
            >
              {t('shell:action.cancel')}
            </Button>
            <Button type="submit" loading={busy}>
              {t('extensions.plan.save')}
            </Button>
          </div>
        )}
      </form>
      {met && (
        <ConfirmDialog
          title={t('extensions.plan.askTitle', { digit: prefix })}
          text={t('extensions.plan.ask', { count: met.total, digit: prefix })}
          verb={t('extensions.plan.askVerb', { digit: prefix })}
          onClose={() => setMet(null)}
          send={() => save(true)}
        >
          {met.conflicts.some(({ refused }) => refused) ? (
            <Conflicts conflicts={met.conflicts.filter(({ refused }) => refused)} />
          ) : (
            <p className="sub nums">{met.conflicts.map((one) => `${one.with} ${one.name}`).join(' · ')}</p>
          )}
        </ConfirmDialog>
      )}
    </div>
  )
}
