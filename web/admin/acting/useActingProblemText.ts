import { useTranslation } from 'react-i18next'
import type { Problem } from '../../api.ts'
import { brand } from '../../shell/brand.ts'
import { useProblemText } from '../../shell/useProblemText.ts'
import { reasonOf } from './line-action.ts'

/** The sentence for a problem; when a line cannot be configured, why. */
export function useActingProblemText(): (problem: Problem) => string {
  const { t } = useTranslation('directory')
  const say = useProblemText()
  return (problem) => {
    const reason = problem.code === 'acting.not-allowed' ? reasonOf(problem.facts.reason) : undefined
    return reason ? t(`reason.${reason}`, { support: brand.supportNumber }) : say(problem)
  }
}
