import type { CallPlan, Diversion, PlanTarget, Reason, StepCause } from '../call-handling/plan.ts'

/**
 * What the portal gives a call on its way, as `Decision.context` (telephony/call-engine.ts), and gets back with what became
 * of it: all that is needed to write the call's records, by any portal, without remembering anything.
 */
export type CallContext = {
  readonly companyId: string
  /** ISO 8601: when it was decided. */
  readonly at: string
  readonly caller: Party
  /** As it was dialled; shown when `callee` has no number. */
  readonly dialled: string
  /** Whom the caller meant: a line of the company, or a number outside. */
  readonly callee: Party
  /** Lines of ours the call is for, the dialled one first, then those it was sent on to. Never the caller. */
  readonly lines: readonly CalledLine[]
  /** What the plan's steps ring, by position (`stepNotes`). */
  readonly steps: readonly StepNote[]
  readonly reasons: readonly Reason[]
  /** The same call as another company of ours has it: whoever called from there keeps a record too. */
  readonly alongside?: CallContext
  /** A star code, the echo test: nothing to keep. */
  readonly unrecorded?: true
}

export type Party = {
  /** A line of the company. */
  readonly lineId: string | null
  /** E.164; null when withheld or none. */
  readonly number: string | null
  /** As the call showed it; the directory's name of `lineId` is looked up later. */
  readonly name: string | null
}

export type CalledLine = {
  readonly lineId: string
  /** The first step of the plan that is about this line: a call that never came so far was none of its. */
  readonly from: number
  /** A list of this line, or the company's block list, turned the caller away. */
  readonly rejected?: true
  readonly sentOn?: readonly SentOn[]
}

/** A call is sent on when the plan reaches `step` (0: at once): when busy perhaps elsewhere than when nobody answers. */
export type SentOn = { readonly step: number; readonly to: Party; readonly reason: Diversion['reason'] }

export type StepNote = readonly TargetNote[]
export type TargetNote = {
  readonly kind: PlanTarget['kind']
  /** Whose phone, mailbox or forward it is. */
  readonly lineId?: string
  readonly deviceId?: string
  readonly number?: string
}

/** The plan's steps as the context carries them. */
export function stepNotes(plan: Pick<CallPlan, 'steps'>): StepNote[] {
  return plan.steps.map(({ targets }) => targets.map(noteOf))
}

function noteOf(target: PlanTarget): TargetNote {
  switch (target.kind) {
    case 'device':
      return { kind: target.kind, lineId: target.lineId, deviceId: target.deviceId }
    case 'outside':
      return { kind: target.kind, lineId: target.lineId, number: target.number }
    case 'voicemail':
      return { kind: target.kind, lineId: target.lineId }
    case 'emergency':
      return { kind: target.kind, number: target.number }
    case 'announcement':
    case 'echo-test':
      return { kind: target.kind }
  }
}

/** As the engine carries it: JSON, which it never reads. */
export const writeContext = (context: CallContext): string => JSON.stringify(context)

/** The contexts of a call, one for each company it concerns. */
export function readContexts(text: string): CallContext[] {
  const context = readContext(text)
  if (!context) return []
  return context.alongside ? [context, context.alongside] : [context]
}

/** Undefined for a call nobody decided: the portal was away and the engine rang by itself. */
export const readContext = (text: string): CallContext | undefined =>
  text === '' ? undefined : (JSON.parse(text) as CallContext)

export type CallDirection = 'in' | 'out'

/** The tabs of "Messaggi e chiamate" (spec/product 2.5). */
export const callLists = ['missed', 'made', 'received', 'rejected'] as const
export type CallList = (typeof callLists)[number]

export const callOutcomes = [
  'answered',
  'forwarded',
  'voicemail',
  'unanswered',
  'busy',
  'refused',
  'cancelled',
  'failed',
] as const
export type CallOutcome = (typeof callOutcomes)[number]

/** What a record keeps to tell how the call went, and why (spec/product 7.2, idea 2). */
export type CallDetail = {
  readonly reasons: readonly Reason[]
  /** Steps in the order the call went through them; the last one's `left` is how the call ended there. */
  readonly path: readonly { readonly rang: StepNote; readonly left: StepCause | 'answered' | 'cancelled' }[]
  /** Who took it, when that was not the line itself. */
  readonly answeredBy: TargetNote | null
  readonly sentTo: Party | null
}
