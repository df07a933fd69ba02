import { useTranslation } from 'react-i18next'
import type { Problem } from '../../api.ts'
import { showInstant } from '../../pbx/show-time.ts'
import { useProblemText } from '../../shell/useProblemText.ts'

/** A refusal of a restore in the words of the desk; everything else as everywhere. */
export function useRestoreProblem(): (problem: Problem) => string {
  const { t, i18n } = useTranslation('restores')
  const say = useProblemText()
  return (problem) => {
    if (problem.code !== 'restore.refused') return say(problem)
    const reason = String(problem.facts.reason)
    const known = i18n.exists(`restores:refusal.${reason}`)
    const until = problem.facts.until
    return t(known ? (`refusal.${reason}` as 'refusal.other') : 'refusal.other', {
      by: '',
      date: typeof until === 'string' ? showInstant(until) : '',
    })
  }
}
