import { isOffHours } from '#domain/call-limits/fraud-signals.ts'
import { italianDay } from '#domain/time-zone.ts'
import type { EngineEvent } from '#telephony/call-engine.ts'
import { contextsOf } from '../call-history/contexts-of.ts'
import type { House } from '../house.ts'
import { zonesOf } from './place-outside.ts'
import { warnSpender } from './spend.ts'
import { answerLegs, endLegs } from './use.sql.ts'

type OfCall = Extract<EngineEvent, { readonly context: string }>

/** What became of calls with a way outside, for the counters: answered outside, or the way is free again. */
export async function keepOutside(house: House, events: readonly EngineEvent[]): Promise<void> {
  const outside = events.filter((event): event is OfCall => 'context' in event && goesOutside(event))
  const answered = outside.flatMap((event) => (event.kind === 'answered' ? answeredBy(event) : []))
  const over = await Promise.all(outside.filter(isOver).map((event) => ended(house, event)))
  if (answered.length + over.length === 0) return
  await house.cellar.asService(async (trx) => {
    if (answered.length > 0) await answerLegs(trx, answered)
    const spenders = over.length > 0 ? await endLegs(trx, over) : []
    for (const spender of spenders) await warnSpender(house, trx, spender)
  })
}

type Over = Extract<OfCall, { kind: 'ended' | 'failed' | 'cancelled' }>
const isOver = (event: OfCall): event is Over =>
  event.kind === 'ended' || event.kind === 'failed' || event.kind === 'cancelled'

async function ended(house: House, event: Over) {
  const at = new Date(event.at)
  const payers = waysOf(event).flatMap(({ lineId }) => (lineId ? [{ lineId }] : []))
  const zoneOf = await zonesOf(house, payers)
  return {
    ...{ call: event.callId, at: event.at, day: italianDay(at) },
    seconds: event.kind === 'ended' ? Math.max(0, Math.round(event.seconds)) : 0,
    offHours: payers.map(({ lineId }) => lineId).filter((lineId) => isOffHours(at, zoneOf(lineId))),
  }
}

const waysOf = (event: OfCall) =>
  contextsOf(event).flatMap(({ steps }) => steps.flat().filter(({ kind }) => kind === 'outside'))

const goesOutside = (event: OfCall): boolean =>
  contextsOf(event).some(({ steps }) => steps.some((targets) => targets.some(({ kind }) => kind === 'outside')))

function answeredBy(event: Extract<OfCall, { kind: 'answered' }>) {
  const takers = contextsOf(event).map(({ steps }) => steps[event.step]?.[event.target])
  const taker = takers.find((one) => one?.kind === 'outside' && one.lineId)
  return [{ call: event.callId, line: taker?.lineId ?? null, number: taker?.number ?? null, at: event.at }]
}
