import type { CallSettings, Destination } from './settings.ts'

/**
 * Forwards that would send a call in a circle (spec/product 2.14). A call is followed under one condition at a time:
 * nobody answers, everybody speaks, nothing is connected. Two colleagues who forward to each other when busy are a
 * circle; one who forwards when busy to another who forwards when away is none.
 */

export type ForwardKind = 'forwardAll' | 'noAnswer' | 'busy' | 'unavailable' | 'selectiveForward'

const conditions = ['noAnswer', 'busy', 'unavailable'] as const
type Condition = (typeof conditions)[number]

/** Is this setting in force at `now`? */
export const inForce = ({ on, until }: { on: boolean; until: string | null }, now: Date): boolean =>
  on && (until === null || now < new Date(until))

/** Where a line sends a call that meets this condition. */
function sentTo(settings: CallSettings, condition: Condition, now: Date): Destination | null {
  if (inForce(settings.forwardAll, now)) return settings.forwardAll.to
  const { busy, noAnswer, unavailable } = settings
  if (condition === 'busy') return busy.action === 'forward' ? busy.to : null
  if (condition === 'unavailable' && unavailable.on) return unavailable.to
  return noAnswer.on ? noAnswer.to : null
}

/** The last line of the circle, when a forward of `lineId` would bring the call back to it. */
export function comesBackTo(
  lineId: string,
  to: Destination,
  kind: ForwardKind,
  settingsOf: (lineId: string) => CallSettings | undefined,
  now: Date,
): string | undefined {
  const under = conditions.filter(
    (condition) => kind === condition || kind === 'forwardAll' || kind === 'selectiveForward',
  )
  for (const condition of under) {
    const seen = new Set<string>()
    for (let at: Destination | null = to; at?.kind === 'line' && !seen.has(at.lineId); ) {
      seen.add(at.lineId)
      const settings = settingsOf(at.lineId)
      const next: Destination | null = settings ? sentTo(settings, condition, now) : null
      if (next?.kind === 'line' && next.lineId === lineId) return at.lineId
      at = next
    }
  }
  return undefined
}
