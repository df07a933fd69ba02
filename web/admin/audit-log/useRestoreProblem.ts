import { useTranslation } from 'react-i18next'
import type { Problem } from '../../api.ts'
import { useProblemText } from '../../shell/useProblemText.ts'
import { useConflictWords } from '../short-codes/useConflictWords.ts'

/** Why a thing cannot be as it was any more, in the words of the page where it is changed by hand. */
export function useRestoreProblem(): (problem: Problem) => string {
  const { t, i18n } = useTranslation(['dial-plan', 'sites'])
  const say = useProblemText()
  const sayConflict = useConflictWords()
  return (problem) => {
    const reason = String(problem.facts.reason ?? '')
    switch (problem.code) {
      case 'code.conflict':
        return sayConflict(problem.facts as never)
      case 'setting.refused':
        return i18n.exists(`dial-plan:refused.${reason}`)
          ? t(`refused.${reason}` as 'refused.other')
          : t('refused.other')
      case 'extension.range':
        return reason === 'overlap'
          ? t('extensions.ranges.overlap', { site: String(problem.facts.site) })
          : t('extensions.ranges.shape')
      case 'site.refused': {
        const flaws = (problem.facts.flaws ?? []) as string[]
        const words = flaws.map((flaw) => t(`sites:flaw.${flaw}` as 'sites:flaw.name'))
        return [say(problem), ...new Set(words)].join(' ')
      }
      default:
        return say(problem)
    }
  }
}
