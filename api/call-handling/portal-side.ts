import type { Caller } from '#domain/call-handling/facts.ts'
import { announcementPlan, type Placed, placeCall } from '#domain/call-handling/place-call.ts'
import type { CallPlan, Reason } from '#domain/call-handling/plan.ts'
import { type CallContext, type Party, type StepNote, writeContext } from '#domain/call-history/call-context.ts'
import { contextOfCall } from '#domain/call-history/context-of-call.ts'
import { readDialled } from '#domain/dial-plan/read-dialled.ts'
import { maskPhoneNumber, type PhoneNumber, readPhoneNumber } from '#domain/phone-number.ts'
import type { Decision, EngineEvent, IncomingCall, PortalSide } from '#telephony/call-engine.ts'
import { forgetContexts } from '../call-history/contexts-of.ts'
import { keepCallRecords } from '../call-history/keep-call-records.ts'
import { keepTransfers } from '../call-history/keep-transfers.ts'
import { tellCallStates } from '../call-history/tell-call-states.ts'
import { decideCounted } from '../call-limits/decide-counted.ts'
import { keepOutside } from '../call-limits/keep-outside.ts'
import { takeWays, waysOutside, withWays } from '../call-limits/place-outside.ts'
import { proveLine } from '../first-access/line-proof.ts'
import type { House } from '../house.ts'
import { keepMessage } from '../messages/keep-message.ts'
import { noteRegistrations } from '../phones/note-registrations.ts'
import { audit } from '../provider/audit.ts'
import { putEmergencyCall } from './callers.sql.ts'
import type { KnownLine } from './facts/known-line.ts'
import { runCode } from './star-codes.ts'
import { withContexts } from './undecided-calls.ts'

/** What the phone engine asks and tells (telephony/call-engine.ts), answered from the rooms. */
export function createPortalSide(house: House, spool: string): PortalSide {
  return {
    decide: (call) => decideIncoming(house, call),
    credentials: async (user) => (await house.facts.phone(user))?.ha1 ?? undefined,
    async hear(heard) {
      const events = await withContexts(house, heard)
      tellCallStates(house, events)
      await noteRegistrations(house, events)
      await keepCallRecords(house, events)
      await keepTransfers(house, events)
      await keepOutside(house, events)
      for (const event of events) {
        if (event.kind === 'message-left') await keepMessage(house, spool, event)
        else if (event.kind === 'failed-open') await noteFailedOpen(house, event)
      }
      forgetContexts(events)
    },
  }
}

/** Its records are written like all others (`withContexts`); a call for help opens the hour of the call back all the same. */
async function noteFailedOpen(house: House, event: Extract<EngineEvent, { kind: 'failed-open' }>): Promise<void> {
  const { callId, user, dialled } = event
  house.log.warn({ callId, domain: user?.domain }, 'a call was rung without the portal')
  const phone = user ? await house.facts.phone(user) : undefined
  const line = phone && (await house.facts.line(phone.lineId))
  const company = line && (await house.facts.company(line.companyId))
  if (!line || !company || readDialled(dialled, company.dialPlan).kind !== 'emergency') return
  noteEmergency(house, line, new Date(event.at))
}

async function decideIncoming(house: House, call: IncomingCall): Promise<Decision> {
  return call.from.kind === 'device' ? fromPhone(house, call, call.from.user) : fromTrunk(house, call)
}

/** Somebody dials on a phone of ours. */
async function fromPhone(house: House, call: IncomingCall, user: { user: string; domain: string }): Promise<Decision> {
  const phone = await house.facts.phone(user)
  const line = phone && (await house.facts.line(phone.lineId))
  const company = line && (await house.facts.company(line.companyId))
  // Removed between its registration and now.
  if (!line || !company) return refused(403, 'Forbidden')
  const { dialPlan } = company
  const trunk = house.facts.peekTrunk() ?? (await house.facts.hasTrunk())
  const placed = placeCall({ line, dialled: call.dialled, withheld: call.withheld, dialPlan, trunk })
  const from: From = { house, call, line }
  switch (placed.kind) {
    case 'plan':
      if (placed.emergency) noteEmergency(house, line)
      return decided(from, placed.plan, { callee: outsider(placed.to) })
    case 'code':
      return byCode(from, placed, phone.id)
    case 'number':
      return toNumber(from, placed)
    case 'line':
      return toLine(from, placed.lineId, line.companyId, placed.caller, [placed.reason])
  }
}

type From = { readonly house: House; readonly call: IncomingCall; readonly line: KnownLine }

async function byCode(from: From, { code }: Extract<Placed, { kind: 'code' }>, phoneId: string): Promise<Decision> {
  const { house, line } = from
  const announcement =
    code.code.service === 'prove-line'
      ? await proveLine(house, line, phoneId, code.digits)
      : await runCode(house, line, code)
  const facts = { code: code.code.pattern, service: code.code.service, action: code.code.action }
  const plan = announcementPlan(line, announcement, [{ rule: 'dialled-code', lineId: line.id, facts }])
  return decided(from, plan, { callee: nobody, unrecorded: true })
}

/** A number outside that is a line of another company of ours needs no trunk: that line's settings have their say. */
async function toNumber(from: From, placed: Extract<Placed, { kind: 'number' }>): Promise<Decision> {
  const { house, line } = from
  const ours = await house.facts.lineOfNumber(placed.number)
  if (!ours) return decided(from, await counted(from, placed), { callee: outsider(placed.number) })
  const { caller } = placed
  const stranger: Caller = {
    lineId: null,
    number: line.settings.identity.presented ?? line.number,
    extension: null,
    name: caller.withheld ? '' : line.name,
    withheld: caller.withheld,
  }
  const plan = await decideCounted(house, from.call.callId, callFor(from.call, ours.id, stranger), ours.companyId)
  const callee = await house.facts.line(ours.id)
  const theirs = factsOf(from.call, ours.companyId, partyOf(stranger), callee && lineParty(callee))
  // The caller's own company knows a number outside, and nothing of what is rung behind it.
  const outside: StepNote = [{ kind: 'outside', number: placed.number }]
  const own: CallContext = {
    ...factsOf(from.call, line.companyId, lineParty(line), outsider(placed.number)),
    lines: [],
    steps: plan.steps.map(({ targets }) => targets.flatMap(() => outside)),
    reasons: placed.plan.reasons,
  }
  return { plan, context: writeContext({ ...contextOfCall(plan, theirs, [ours.id]), alongside: own }) }
}

/** The plan of a call outside, or why it may not be made now (TEL-7). */
async function counted({ house, call, line }: From, placed: Extract<Placed, { kind: 'number' }>): Promise<CallPlan> {
  const legs = waysOutside(placed.plan, line.id)
  const ways = await takeWays(house, { callId: call.callId, companyId: line.companyId, legs })
  const [limit] = ways.closed.values()
  if (limit === undefined) return withWays(placed.plan, ways)
  const facts = { toNumber: placed.number, limit }
  return announcementPlan(line, { name: 'class-barred' }, [{ rule: 'limit-reached', lineId: line.id, facts }])
}

async function toLine(
  { house, call, line }: From,
  lineId: string,
  companyId: string,
  caller: Caller,
  reasons: readonly Reason[],
): Promise<Decision> {
  const decision = await decideCounted(house, call.callId, callFor(call, lineId, caller), companyId)
  const plan = { ...decision, reasons: [...reasons, ...decision.reasons] }
  const callee = await house.facts.line(lineId)
  const facts = factsOf(call, companyId, lineParty(line), callee && lineParty(callee))
  return { plan, context: writeContext(contextOfCall(plan, facts, lineId === line.id ? [] : [lineId])) }
}

/** A call comes in over a trunk, for a number of ours. */
async function fromTrunk(house: House, call: IncomingCall): Promise<Decision> {
  const dialled = readPhoneNumber(call.dialled)
  const ours = dialled && (await house.facts.lineOfNumber(dialled))
  if (!ours) return refused(404, 'Not Found')
  // What the network asserts; a claim is shown, and proves nothing: no caller from outside is ever a colleague (TEL-14).
  const number = readPhoneNumber(call.asserted ?? '') ?? readPhoneNumber(call.claimed) ?? null
  const caller: Caller = { lineId: null, number, extension: null, name: call.displayName, withheld: call.withheld }
  const plan = await decideCounted(house, call.callId, callFor(call, ours.id, caller), ours.companyId)
  const callee = await house.facts.line(ours.id)
  const facts = factsOf(call, ours.companyId, partyOf(caller), callee && lineParty(callee))
  return { plan, context: writeContext(contextOfCall(plan, facts, [ours.id])) }
}

function decided(
  { call, line }: From,
  plan: CallPlan,
  { callee, unrecorded }: { callee: Party; unrecorded?: true },
): Decision {
  const echo = plan.steps[0]?.targets[0]?.kind === 'echo-test'
  const facts = factsOf(call, line.companyId, lineParty(line), callee)
  const context = contextOfCall(plan, { ...facts, ...(unrecorded || echo ? { unrecorded: true as const } : {}) }, [])
  return { plan, context: writeContext(context) }
}

function refused(code: number, reason: string): Decision {
  const none = '+39' as PhoneNumber
  const caller = { name: '', inside: null, asserted: none, outside: none, withheld: true }
  return { plan: { steps: [], refusal: { code, reason }, caller, reasons: [] }, context: '' }
}

const callFor = (call: IncomingCall, lineId: string, caller: Caller) => ({
  at: new Date(call.at),
  lineId,
  caller,
  previous: call.diverted.flatMap((one) => readPhoneNumber(one) ?? []),
})

const nobody: Party = { lineId: null, number: null, name: null }
const outsider = (number: PhoneNumber | null): Party => ({ ...nobody, number })
const lineParty = ({ id, number, name }: KnownLine): Party => ({ lineId: id, number, name })
const partyOf = ({ number, name, withheld }: Caller): Party =>
  withheld ? nobody : { lineId: null, number, name: name || null }

const factsOf = (
  call: IncomingCall,
  companyId: string,
  caller: Party,
  callee: Party | undefined,
): Omit<CallContext, 'lines' | 'steps' | 'reasons'> => ({
  companyId,
  at: call.at,
  caller,
  dialled: call.dialled,
  callee: callee ?? nobody,
})

/** Written beside the call, which waits for nothing: whatever fails here, the call for help goes out. */
function noteEmergency(house: House, line: KnownLine, now = house.clock()): void {
  house.facts.keepEmergency(line.id, now)
  house.cellar
    .asService(async (trx) => {
      await putEmergencyCall(trx, line, now)
      house.facts.forgetLine(trx, line.id)
      await audit(trx, now, {
        companyId: line.companyId,
        actor: { id: line.id, name: line.name, role: 'user' },
        subjectId: line.id,
        action: 'emergency.called',
        facts: { line: maskPhoneNumber(line.number) },
      })
    })
    .catch((error: unknown) => house.log.error({ error }, 'the time of an emergency call could not be kept'))
}
