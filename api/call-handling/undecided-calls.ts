import { type CallContext, type Party, type StepNote, writeContext } from '#domain/call-history/call-context.ts'
import { readDialled } from '#domain/dial-plan/read-dialled.ts'
import { readPhoneNumber } from '#domain/phone-number.ts'
import { type EngineEvent, readUndecided, type Undecided } from '#telephony/call-engine.ts'
import type { House } from '../house.ts'
import type { KnownLine } from './facts/known-line.ts'

/**
 * Calls that went their way without our decision are in their people's lists all the same: what the engine knows of them
 * becomes the context a decision would have given. The engine rang a line's own phones, all at once, or 112.
 */
export async function withContexts(house: House, events: readonly EngineEvent[]): Promise<readonly EngineEvent[]> {
  if (!events.some((event) => 'context' in event && readUndecided(event.context))) return events
  return Promise.all(
    events.map(async (event) => {
      const call = 'context' in event ? readUndecided(event.context) : undefined
      if (!call) return event
      const context = await contextOf(house, call)
      const whole = { ...event, context: context ? writeContext(context) : '' }
      // One note stands for all phones of the line.
      return 'target' in whole ? { ...whole, target: 0 } : whole
    }),
  )
}

/** Undefined: nobody of ours has to do with it any more. */
async function contextOf(house: House, call: Undecided): Promise<CallContext | undefined> {
  const caller = call.user ? await lineOfPhone(house, call.user) : undefined
  if (call.user && !caller) return undefined
  const to = await meant(house, call, caller)
  const companyId = caller?.companyId ?? to.line?.companyId
  if (companyId === undefined) return undefined
  const rule = call.why === 'failed-open' ? 'portal-away' : 'transferred'
  const people = [caller, to.line].filter((line) => line !== undefined)
  return {
    companyId,
    at: call.at,
    caller: caller ? partyOf(caller) : { lineId: null, number: readPhoneNumber(call.claimed) ?? null, name: null },
    dialled: call.dialled,
    callee: to.line ? partyOf(to.line) : { lineId: null, number: to.number, name: null },
    lines: to.line && to.line.id !== caller?.id ? [{ lineId: to.line.id, from: 0 }] : [],
    steps: [to.note],
    reasons: people.map(({ id }) => ({ rule, lineId: id, facts: {} })),
  }
}

type Meant = { readonly line?: KnownLine; readonly number: string | null; readonly note: StepNote }

/** Whom the engine rang: it takes a name of a phone, an extension and a number as they are, and 112. */
async function meant(house: House, { dialled, user }: Undecided, caller: KnownLine | undefined): Promise<Meant> {
  const company = caller && (await house.facts.company(caller.companyId))
  const read = company && readDialled(dialled, company.dialPlan)
  const number = readPhoneNumber(dialled) ?? null
  if (read?.kind === 'emergency') return { number, note: [{ kind: 'emergency', number: read.number }] }
  const phone = user ? await lineOfPhone(house, { user: dialled, domain: user.domain }) : undefined
  const found = caller ? undefined : number && (await house.facts.lineOfNumber(number))
  const lineId = read?.kind === 'line' ? read.lineId : found?.id
  const line = phone ?? (lineId === undefined ? undefined : await house.facts.line(lineId))
  return line ? { line, number: line.number, note: [{ kind: 'device', lineId: line.id }] } : { number, note: [] }
}

async function lineOfPhone(house: House, user: { user: string; domain: string }): Promise<KnownLine | undefined> {
  const phone = await house.facts.phone(user)
  return phone && house.facts.line(phone.lineId)
}

const partyOf = ({ id, number, name }: KnownLine): Party => ({ lineId: id, number, name })
