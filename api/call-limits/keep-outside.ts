import { isOffHours, italianDay } from '#domain/call-limits/fraud-signals.ts'
import type { EngineEvent } from '#telephony/call-engine.ts'
import { contextsOf } from '../call-history/contexts-of.ts'
import type { House } from '../house.ts'
import { warnSpender } from './spend.ts'
import { answerLegs, endLegs } from './use.sql.ts'

type OfCall = Extract<EngineEvent, { readonly context: string }>

/** What became of calls with a way outside, for the counters: answered outside, or the way is free again. */
export async function keepOutside(house: House, events: readonly EngineEvent[]): Promise<void> {
  const outside = events.filter((event): event is OfCall => 'context' in event && goesOutside(event))
  const answered = outside.flatMap((event) => (event.kind === 'answered' ? answeredBy(event) : []))
  const over = outside.flatMap((event) => {
    if (event.kind !== 'ended' && event.kind !== 'failed' && event.kind !== 'cancelled') return []
    const at = new Date(event.at)
    const seconds = event.kind === 'ended' ? Math.max(0, Math.round(event.seconds)) : 0
    return [{ call: event.callId, seconds, at: event.at, day: italianDay(at).date, offHours: isOffHours(at) }]
  })
  if (answered.length + over.length === 0) return
  await house.cellar.asService(async (trx) => {
    if (answered.length > 0) await answerLegs(trx, answered)
    const spenders = over.length > 0 ? await endLegs(trx, over) : []
    for (const spender of spenders) await warnSpender(house, trx, spender)
  })
}

const goesOutside = (event: OfCall): boolean =>
  contextsOf(event).some(({ steps }) => steps.some((step) => step.some(({ kind }) => kind === 'outside')))

function answeredBy(event: Extract<OfCall, { kind: 'answered' }>) {
  const takers = contextsOf(event).map(({ steps }) => steps[event.step]?.[event.target])
  const taker = takers.find((one) => one?.kind === 'outside' && one.lineId)
  return [{ call: event.callId, line: taker?.lineId ?? null, number: taker?.number ?? null, at: event.at }]
}
