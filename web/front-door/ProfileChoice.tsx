import { Button, Radio } from '@mantine/core'
import { IconBuilding, IconUser } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { Dialog } from '../design/Dialog.tsx'
import { FormProblem } from '../design/FormProblem.tsx'
import { Hint } from '../design/Note.tsx'
import { PageTitle } from '../design/PageTitle.tsx'
import { Rich } from '../design/Rich.tsx'
import { acceptSession, type GateSession, type View } from '../shell/session.ts'
import { showNumber } from '../shell/show-number.ts'
import { useProblemText } from '../shell/useProblemText.ts'
import { useSubmit } from '../shell/useSubmit.ts'
import './ProfileChoice.css'

const choices = [
  { view: 'administrator', icon: IconBuilding, name: 'profile.administrator', text: 'profile.administratorText' },
  { view: 'user', icon: IconUser, name: 'profile.user', text: 'profile.userText' },
] as const

/**
 * The pop-up of guide figures 2 and 14, for administrators at every sign-in. The first access begins with
 * “End user” chosen; later the last choice is.
 */
export function ProfileChoice({ session }: { session: GateSession }) {
  const { t } = useTranslation('access')
  const say = useProblemText()
  const { busy, problem, submit } = useSubmit()
  const [view, setView] = useState<View>(session.firstAccess ? 'user' : (session.view ?? 'administrator'))

  function send(event: FormEvent): void {
    event.preventDefault()
    void submit(async () => acceptSession((await api('POST /api/session/view', { body: { view } })).session))
  }

  return (
    <>
      <span className="vh">
        <PageTitle>{t('profile.page')}</PageTitle>
      </span>
      <Dialog
        title={t('profile.title')}
        lead={<span className="nums">{showNumber(session.number)}</span>}
        place="right"
        size={464}
      >
        <form className="door-form" onSubmit={send}>
          {problem && <FormProblem title={say(problem)} />}
          <Radio.Group aria-label={t('profile.choices')} value={view} onChange={(value) => setView(value as View)}>
            <div className="choices">
              {choices.map(({ view: value, icon: Icon, name, text }) => (
                <Radio.Card
                  key={value}
                  value={value}
                  className="choice"
                  radius="lg"
                  aria-labelledby={`choice-${value}`}
                  aria-describedby={`choice-${value}-text`}
                  data-autofocus={view === value || undefined}
                >
                  <span className="choice-icon">
                    <Icon size={22} stroke={1.7} aria-hidden="true" />
                  </span>
                  <span className="choice-words">
                    <b id={`choice-${value}`}>{t(name)}</b>
                    <span id={`choice-${value}-text`}>{t(text)}</span>
                  </span>
                  <Radio.Indicator />
                </Radio.Card>
              ))}
            </div>
          </Radio.Group>
          {session.firstAccess && (
            <Hint warm>
              <Rich text={t('profile.first')} />
            </Hint>
          )}
          <Button type="submit" size="md" fullWidth loading={busy}>
            {t('profile.submit')}
          </Button>
        </form>
      </Dialog>
    </>
  )
}
