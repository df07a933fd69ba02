import type { CallContext } from '#domain/call-history/call-context.ts'
import { linesOf } from '#domain/call-history/records.ts'
import type { EngineEvent } from '#telephony/call-engine.ts'
import type { House } from '../house.ts'
import { contextsOf } from './contexts-of.ts'

type Telling = Extract<EngineEvent, { readonly context: string }>

/**
 * Says at once whose phone rings and who is in a call, to whoever looks. Told by the portal that hears the engine, and
 * by the hub to the others.
 */
export function tellCallStates(house: House, events: readonly EngineEvent[]): void {
  for (const event of events) {
    // Who was sent on still talks, until a goodbye.
    if (!('context' in event) || event.kind === 'transferred') continue
    for (const context of contextsOf(event)) tellOne(house, event, context)
  }
}

function tellOne(house: House, event: Telling, context: CallContext): void {
  const { companyId } = context
  const say = (lineId: string, state: 'ringing' | 'in-call' | 'over') =>
    house.live.say({ companyId, lineId, topic: 'call', callId: event.callId, state })
  if (event.kind === 'ringing') {
    const { lineId, kind } = context.steps[event.step]?.[event.target] ?? {}
    if (lineId && kind === 'device') say(lineId, 'ringing')
    if (context.caller.lineId) say(context.caller.lineId, 'in-call')
  } else if (event.kind === 'answered') {
    const taker = context.steps[event.step]?.[event.target]
    const speaking = [context.caller.lineId, taker?.kind === 'device' ? taker.lineId : undefined]
    for (const lineId of linesOf(context)) say(lineId, speaking.includes(lineId) ? 'in-call' : 'over')
  } else for (const lineId of linesOf(context)) say(lineId, 'over')
}
