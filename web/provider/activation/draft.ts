import { useTranslation } from 'react-i18next'
import type { DraftFlawCode, DraftStep } from '#domain/provider/draft.ts'
import { type Answer, api } from '../../api.ts'
import { queries } from '../../shell/queries.ts'
import { showNumber } from '../../shell/show-number.ts'

export type Draft = Answer<'GET /api/provider/drafts/:draftId'>
export type DraftData = Draft['data']
export type Flaw = Draft['flaws'][number]
export const draftKey = 'GET /api/provider/drafts/:draftId'

/** Steps as addresses name them: `?passo=sedi`. */
export const stepWords = {
  company: 'azienda',
  sites: 'sedi',
  numbers: 'numeri',
  services: 'servizi',
  lines: 'linee',
  activation: 'consegna',
  summary: 'riepilogo',
} as const satisfies Record<DraftStep | 'summary', string>
export type Step = keyof typeof stepWords
export const steps = Object.keys(stepWords) as Step[]

export const stepOf = (word: unknown): Step => steps.find((step) => stepWords[step] === word) ?? 'company'

export const nextStep = (step: Step): Step => steps[steps.indexOf(step) + 1] ?? 'summary'

/** What the server answered to a change is what stands on the page now. */
export function acceptDraft(draft: Draft): void {
  queries.setQueryData([draftKey, { params: { draftId: draft.id } }], draft)
  void queries.invalidateQueries({ queryKey: ['GET /api/provider/drafts'] })
}

export const rereadDraft = (draftId: string): Promise<void> =>
  queries.invalidateQueries({ queryKey: [draftKey, { params: { draftId } }] })

export const freshDraft = (draftId: string): Promise<Draft> => api(draftKey, { params: { draftId } })

/** The sentence of what is still wrong. */
export function useFlawText(): (flaw: Flaw) => string {
  const { t } = useTranslation('activation')
  return ({ code, facts }) => {
    const { number } = facts
    const shown = typeof number === 'string' ? { ...facts, number: showNumber(number) } : facts
    return String(t(`flaw.${code as DraftFlawCode}`, shown as never))
  }
}
