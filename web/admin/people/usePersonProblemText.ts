import { useTranslation } from 'react-i18next'
import type { Problem } from '../../api.ts'
import { brand } from '../../shell/brand.ts'
import { useProblemText } from '../../shell/useProblemText.ts'

/** The sentence for a problem; when it cannot be done to this line, why. */
export function usePersonProblemText(): (problem: Problem) => string {
  const { t, i18n } = useTranslation('people')
  const say = useProblemText()
  return (problem) => {
    const key = `refused.${String(problem.facts.reason)}` as 'refused.self'
    const known = problem.code === 'person.refused' && i18n.exists(`people:${key}`)
    return known ? t(key, { support: brand.supportNumber }) : say(problem)
  }
}
