import { type OutsideBehaviour, outsideNumbers } from '#domain/outside-world/numbers.ts'

export { type OutsideBehaviour, type OutsideNumber, outsideNumbers } from '#domain/outside-world/numbers.ts'

/** Emergency calls of a demo end here: a voice that says so, and never a real operator. */
export const emergencyNumbers = ['112', '113', '115', '117', '118', '114', '1530'] as const

/** By what was dialled, in any spelling a trunk gives: `+39011…`, `0039011…`, `011…`, `112`, `+39112`. */
export function behaviourOf(dialled: string): { behaviour: OutsideBehaviour; number: string } | undefined {
  const national = dialled.replace(/^(?:\+39|0039)/, '')
  if (emergencyNumbers.some((number) => number === national)) return { behaviour: 'emergency', number: national }
  return outsideNumbers.find(({ number }) => number === `+39${national}`)
}
