import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { FormProblem } from '../design/FormProblem.tsx'
import { PageTitle } from '../design/PageTitle.tsx'
import { Rich } from '../design/Rich.tsx'
import { go } from '../shell/path.ts'
import { useProblemText } from '../shell/useProblemText.ts'
import { useSubmit } from '../shell/useSubmit.ts'
import { addresses } from './addresses.ts'
import { DeadLink } from './DeadLink.tsx'
import { DoorFrame } from './DoorFrame.tsx'
import { useMailedToken } from './mailed-token.ts'

/** Behind the link mailed to the old address: one button puts it back. Opening the page changes nothing. */
export default function UndoEmail() {
  const { t } = useTranslation('access')
  const say = useProblemText()
  const { busy, problem, submit } = useSubmit()
  const [restored, setRestored] = useState<string | null>(null)
  const { token } = useMailedToken()

  function undo(): void {
    if (!token) return
    void submit(async () => setRestored((await api('POST /api/email/undo', { body: { token } })).maskedEmail))
  }

  if (!token || problem?.code === 'link.invalid') {
    return (
      <DoorFrame>
        <DeadLink text={t('link.invalid')} />
      </DoorFrame>
    )
  }
  return (
    <DoorFrame>
      <div className="door-head">
        <PageTitle key={String(restored)} tab={t('undoEmail.page')}>
          {t(restored ? 'undoEmail.doneTitle' : 'undoEmail.title')}
        </PageTitle>
        <p className="sub">
          {restored ? <Rich text={t('undoEmail.done', { email: restored })} /> : t('undoEmail.lead')}
        </p>
      </div>
      {problem && <FormProblem title={say(problem)} />}
      {restored ? (
        <Button size="md" fullWidth onClick={() => go(addresses.resetRequest)}>
          {t('undoEmail.reset')}
        </Button>
      ) : (
        <Button size="md" fullWidth loading={busy} onClick={undo}>
          {t('undoEmail.submit')}
        </Button>
      )}
    </DoorFrame>
  )
}
