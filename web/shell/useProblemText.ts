import { useTranslation } from 'react-i18next'
import type { Problem } from '../api.ts'

/** The sentence for a problem, with its facts filled in. */
export function useProblemText(): (problem: Problem) => string {
  const { t, i18n } = useTranslation('problems')
  return (problem) => {
    const code = i18n.exists(`problems:${problem.code}`) ? problem.code : 'unexpected'
    return t(code, { requestId: '', ...problem.facts })
  }
}
