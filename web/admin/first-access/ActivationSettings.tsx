import { Button, Switch } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../api.ts'
import { FormProblem } from '../../design/FormProblem.tsx'
import { toastDone } from '../../design/toast.ts'
import { queries } from '../../shell/queries.ts'
import { delicate } from '../../shell/step-up.ts'
import { useProblemText } from '../../shell/useProblemText.ts'
import { useSubmit } from '../../shell/useSubmit.ts'
import type { Cockpit } from './FirstAccessPage.tsx'

/** How lines are activated (spec/security 1.4.10, 1.4.13): both off, the guide’s way is as it is printed. */
export function ActivationSettings({ shared }: { shared: Cockpit['shared'] }) {
  const { t } = useTranslation('first-access')
  const say = useProblemText()
  const { busy, problem, submit } = useSubmit()
  const before = { approve: shared.approve, invitationsOnly: shared.invitationsOnly }
  const [wanted, setWanted] = useState(before)
  const changed = JSON.stringify(wanted) !== JSON.stringify(before)

  function send(event: FormEvent): void {
    event.preventDefault()
    void submit(async () => {
      await delicate(() => api('POST /api/first-access/settings', { body: wanted }))
      await queries.invalidateQueries({ queryKey: ['GET /api/first-access'] })
      toastDone(t('settings.done'))
    })
  }
  return (
    <section className="card first-card" aria-labelledby="settings-title">
      <h2 className="h2" id="settings-title">
        {t('settings.title')}
      </h2>
      <form className="first-settings" noValidate onSubmit={send}>
        {problem && problem.code !== 'step-up' && <FormProblem title={say(problem)} />}
        <Switch
          label={t('settings.approve')}
          description={t('settings.approveText')}
          checked={wanted.approve}
          onChange={(event) => setWanted({ ...wanted, approve: event.currentTarget.checked })}
        />
        <Switch
          label={t('settings.invitationsOnly')}
          description={t('settings.invitationsOnlyText')}
          checked={wanted.invitationsOnly}
          onChange={(event) => setWanted({ ...wanted, invitationsOnly: event.currentTarget.checked })}
        />
        <div className="first-acts">
          <Button type="submit" variant="default" loading={busy} disabled={!changed}>
            {t('settings.save')}
          </Button>
        </div>
      </form>
    </section>
  )
}
