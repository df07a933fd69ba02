import { callRefusal, type DestinationClass } from '../dial-plan/destination-class.ts'
import { type DialPlan, readDialled } from '../dial-plan/read-dialled.ts'
import type { DialledCode } from '../dial-plan/service-codes.ts'
import type { PhoneNumber } from '../phone-number.ts'
import { networkSeconds } from './decide/draft.ts'
import type { Caller, LineFacts } from './facts.ts'
import type { Announcement, CallerShown, CallPlan, PlanTarget, Reason, ReasonRule } from './plan.ts'

/** What somebody wants who dials on a phone of ours. */
export type Placing = {
  readonly line: LineFacts
  readonly dialled: string
  /** The phone itself asked to withhold the number (Privacy). */
  readonly withheld: boolean
  readonly dialPlan: DialPlan
  readonly trunk: boolean
}

export type Placed =
  /** Decided: nobody's settings have a say. */
  | { readonly kind: 'plan'; readonly plan: CallPlan; readonly to: PhoneNumber | null; readonly emergency: boolean }
  /** For a colleague: `decide` goes on with the colleague's line. */
  | { readonly kind: 'line'; readonly lineId: string; readonly caller: Caller; readonly reason: Reason }
  /** A number outside that may be called, unless it turns out to be a line of ours. */
  | { readonly kind: 'number'; readonly number: PhoneNumber; readonly caller: Caller; readonly plan: CallPlan }
  | { readonly kind: 'code'; readonly code: DialledCode }

/**
 * Reads what a phone dials and says whether the line may (spec/product 8, security TEL-1 to TEL-3): emergency first, which
 * nothing refuses; then codes, colleagues, and numbers by their class.
 */
export function placeCall(placing: Placing): Placed {
  const { line, dialPlan } = placing
  const dialled = readDialled(placing.dialled, dialPlan)
  if (dialled.kind === 'emergency') return emergency(line, dialled.number)
  if (line.suspended) return said(line, { name: 'service-suspended' }, 'line-suspended')
  switch (dialled.kind) {
    case 'code': {
      const { code, number } = dialled.code
      if (code.service === 'echo-test') return echoTest(line)
      if (code.service !== 'identity' || number === undefined) return { kind: 'code', code: dialled.code }
      return withIdentity({ ...placing, dialled: number }, code.action === 'withhold-once')
    }
    case 'line': {
      const facts = { dialled: placing.dialled, by: dialled.by, toLine: dialled.lineId }
      return {
        kind: 'line',
        lineId: dialled.lineId,
        caller: callerFrom(line, isWithheld(placing)),
        reason: { rule: 'dialled-inside', lineId: line.id, facts },
      }
    }
    case 'number':
      return outside(placing, dialled.number, dialled.of)
    case 'unknown':
      return said(line, { name: /[*#]/.test(placing.dialled) ? 'code-unknown' : 'number-unknown' }, 'dialled-unknown', {
        dialled: placing.dialled,
      })
  }
}

/** `*67#` and `#31#` before a number: this once the number is withheld, or shown (spec/product 8.3). */
function withIdentity(placing: Placing, withheld: boolean): Placed {
  const identity = { ...placing.line.settings.identity, withheld }
  const line = { ...placing.line, settings: { ...placing.line.settings, identity } }
  return placeCall({ ...placing, line, withheld })
}

const isWithheld = ({ line, withheld }: Placing): boolean => withheld || line.settings.identity.withheld

/** Never refused, never withheld, whatever the line or the company has set (8.2, TEL-28). */
function emergency(line: LineFacts, number: string): Placed {
  const reasons = [{ rule: 'dialled-emergency', lineId: line.id, facts: { number } } as const]
  const plan = planOf(line, { kind: 'emergency', number }, shown(line, false), reasons)
  return { kind: 'plan', plan, to: `+39${number}` as PhoneNumber, emergency: true }
}

function outside(placing: Placing, number: PhoneNumber, of: DestinationClass): Placed {
  const { line } = placing
  const why = callRefusal(of, { allowed: line.allowed, barring: line.settings.barring })
  if (why) return said(line, { name: 'class-barred' }, 'class-barred', { class: of, by: why, toNumber: number }, number)
  const withheld = isWithheld(placing)
  if (!placing.trunk) {
    const { plan } = said(line, { name: 'no-trunk' }, 'no-trunk', { toNumber: number }, number)
    return { kind: 'number', number, caller: callerFrom(line, withheld), plan }
  }
  const reasons = [{ rule: 'dialled-outside', lineId: line.id, facts: { class: of, toNumber: number } } as const]
  const target: PlanTarget = { kind: 'outside', lineId: line.id, number, mustAccept: false }
  return {
    kind: 'number',
    number,
    caller: callerFrom(line, withheld),
    plan: planOf(line, target, shown(line, withheld), reasons),
  }
}

const echoTest = (line: LineFacts): Placed => ({
  kind: 'plan',
  plan: planOf(line, { kind: 'echo-test' }, shown(line, false), [
    { rule: 'dialled-code', lineId: line.id, facts: { service: 'echo-test' } },
  ]),
  to: null,
  emergency: false,
})

function said(
  line: LineFacts,
  announcement: Announcement,
  rule: ReasonRule,
  facts: Reason['facts'] = {},
  to: PhoneNumber | null = null,
): Extract<Placed, { kind: 'plan' }> {
  return {
    kind: 'plan',
    plan: announcementPlan(line, announcement, [{ rule, lineId: line.id, facts }]),
    to,
    emergency: false,
  }
}

/** The plan of a call that only hears something. */
export const announcementPlan = (line: LineFacts, announcement: Announcement, reasons: readonly Reason[]): CallPlan =>
  planOf(line, { kind: 'announcement', announcement }, shown(line, false), reasons)

const planOf = (line: LineFacts, target: PlanTarget, caller: CallerShown, reasons: readonly Reason[]): CallPlan => ({
  steps: [{ seconds: networkSeconds, targets: [target], next: {}, diversions: [] }],
  caller: { ...caller, asserted: line.number },
  reasons,
})

/** TEL-13: the line's number is asserted; what is shown is it, or another number of the company. */
const shown = (line: LineFacts, withheld: boolean): CallerShown => ({
  name: line.name,
  inside: line.extension || line.number,
  asserted: line.number,
  outside: line.settings.identity.presented ?? line.number,
  withheld,
})

const callerFrom = (line: LineFacts, withheld: boolean): Caller => ({
  lineId: line.id,
  number: line.number,
  extension: line.extension,
  name: line.name,
  withheld,
})
