import { useTranslation } from 'react-i18next'
import type { ProposedChange } from '#domain/support/proposal.ts'

/** What 1928 proposes, in the words that customer and agent both read. */
export function useChangeWords(): (change: ProposedChange, phone: string | null) => string {
  const { t } = useTranslation('support')
  return (change, phone) =>
    t(`change.${change.kind}`, { after: change.kind === 'voicemail' ? change.after : '', phone: phone ?? '' })
}
