import { useTranslation } from 'react-i18next'
import type { Problem } from '../api.ts'
import { FormProblem } from '../design/FormProblem.tsx'
import { clock } from '../design/useCountdown.ts'
import { useProblemText } from '../shell/useProblemText.ts'
import type { Wait } from './useWait.ts'

/** Why the sign-in did not work: the same words for a number that exists and one that does not. */
export function SignInProblem({ problem, wait }: { problem: Problem; wait: Wait }) {
  const { t } = useTranslation('access')
  const say = useProblemText()
  if (problem.code === 'throttled' && wait.asked) {
    return wait.seconds > 0 ? (
      <FormProblem title={t('signIn.tooMany')}>
        {t('signIn.wait')}{' '}
        <span className="nums" role="timer">
          {clock(wait.seconds)}
        </span>
      </FormProblem>
    ) : (
      <p role="status" className="sub">
        {t('signIn.waitOver')}
      </p>
    )
  }
  return (
    <FormProblem title={say(problem)} focus={problem.code !== 'sign-in.refused'}>
      {problem.code === 'sign-in.refused' && t('signIn.checkAgain')}
    </FormProblem>
  )
}
