import type { Reason, StepCause, StepLeft } from '../call-handling/plan.ts'
import type {
  CallContext,
  CallDetail,
  CallDirection,
  CalledLine,
  CallList,
  CallOutcome,
  Party,
  StepNote,
  TargetNote,
} from './call-context.ts'
import { isHelpline } from './helpline.ts'

/** How a call came to its end, or to somebody who took it. */
export type Ending =
  | { readonly kind: 'answered'; readonly step: number; readonly target: number }
  | { readonly kind: 'failed'; readonly cause: StepCause }
  | { readonly kind: 'cancelled'; readonly step: number }

export type CallRecord = {
  readonly lineId: string
  readonly direction: CallDirection
  readonly list: CallList
  readonly outcome: CallOutcome
  readonly other: Party
  /** A helpline: neither its number nor anything that names it is kept (spec/product 8.2). */
  readonly masked: boolean
  readonly detail: CallDetail
}

/** The records of a call, one for each line it concerned. The same facts give the same records, whoever writes them. */
export function recordsOf(context: CallContext, left: readonly StepLeft[], ending: Ending): CallRecord[] {
  if (context.unrecorded) return []
  const call = new ConcludedCall(context, left, ending)
  const called = context.lines.filter((line) => call.cameTo(line)).map((line) => call.recordOfCalled(line))
  return [...call.recordOfCaller(), ...called, ...call.recordOfHelper()]
}

/** Asked for at each event of a call. */
const linesOfCalls = new WeakMap<CallContext, readonly string[]>()

/** Lines a call may have records of: whom its end has to be told. */
export function linesOf(context: CallContext): readonly string[] {
  const known = linesOfCalls.get(context)
  if (known) return known
  const { caller, lines, steps } = context
  const all = [caller.lineId, ...lines.map(({ lineId }) => lineId), ...steps.flat().map(({ lineId }) => lineId)]
  const found = [...new Set(all.filter((id): id is string => typeof id === 'string'))].sort()
  linesOfCalls.set(context, found)
  return found
}

class ConcludedCall {
  readonly #context: CallContext
  readonly #ending: Ending
  readonly #path: CallDetail['path']
  readonly #reached: ReadonlySet<number>
  /** Who took it: a phone, a number outside, a mailbox, an announcement. */
  readonly #taker: TargetNote | undefined

  constructor(context: CallContext, left: readonly StepLeft[], ending: Ending) {
    this.#context = context
    this.#ending = ending
    const rang = (step: number): StepNote => context.steps[step] ?? []
    const now = ending.kind === 'failed' ? [] : [{ rang: rang(ending.step), left: ending.kind }]
    this.#path = [...left.map(({ step, cause }) => ({ rang: rang(step), left: cause })), ...now]
    const steps = left.map(({ step }) => step)
    this.#reached = new Set(ending.kind === 'failed' ? steps : [...steps, ending.step])
    this.#taker = ending.kind === 'answered' ? rang(ending.step)[ending.target] : undefined
  }

  cameTo({ lineId, from, rejected }: CalledLine): boolean {
    if (rejected || this.#reached.has(from)) return true
    return [...this.#reached].some((step) => this.#context.steps[step]?.some((target) => target.lineId === lineId))
  }

  recordOfCaller(): CallRecord[] {
    const { caller, callee, dialled } = this.#context
    if (caller.lineId === null) return []
    const masked = [callee.number, dialled].some((number) => number !== null && isHelpline(number))
    const unnamed = { lineId: null, number: null, name: null }
    const other = masked ? unnamed : { ...callee, number: callee.number ?? (callee.lineId ? null : dialled) }
    const taker = this.#taker
    const elsewhere = taker !== undefined && callee.lineId !== null && taker.lineId !== callee.lineId
    // Why a colleague did not answer is the colleague's own affair; the caller learns of the way, not of the rules.
    const detail = this.#detail(elsewhere ? taker : null, null, this.#reasonsOf(caller.lineId))
    return [
      {
        lineId: caller.lineId,
        direction: 'out',
        list: 'made',
        outcome: this.#outcomeForCaller(),
        other,
        masked,
        detail: masked ? { reasons: [], path: [], answeredBy: null, sentTo: null } : detail,
      },
    ]
  }

  recordOfCalled(line: CalledLine): CallRecord {
    const { lineId, rejected, sentOn } = line
    const reasons = this.#reasonsOf(lineId)
    const sent = sentOn?.findLast(({ step }) => this.#reached.has(step))?.to ?? null
    const record = (list: CallList, outcome: CallOutcome): CallRecord => ({
      lineId,
      direction: 'in',
      list,
      outcome,
      other: this.#context.caller,
      masked: false,
      detail: this.#detail(this.#isOwn(lineId) ? null : (this.#taker ?? null), sent, reasons),
    })
    if (rejected) return record('rejected', 'refused')
    if (this.#isPerson()) return record('received', this.#isOwn(lineId) ? 'answered' : 'forwarded')
    return record('missed', this.#outcomeForCalled())
  }

  /** A colleague's phone rang along and took it, though the call was never sent on to that line. */
  recordOfHelper(): CallRecord[] {
    const { lineId, kind } = this.#taker ?? {}
    const { caller, lines } = this.#context
    if (kind !== 'device' || !lineId || lines.some((line) => line.lineId === lineId) || caller.lineId === lineId)
      return []
    return [
      {
        lineId,
        direction: 'in',
        list: 'received',
        outcome: 'answered',
        other: caller,
        masked: false,
        detail: this.#detail(null, null, this.#reasonsOf(lineId)),
      },
    ]
  }

  #isPerson(): boolean {
    return this.#taker !== undefined && ['device', 'outside', 'emergency'].includes(this.#taker.kind)
  }

  #isOwn(lineId: string): boolean {
    return this.#taker?.kind === 'device' && this.#taker.lineId === lineId
  }

  #outcomeForCaller(): CallOutcome {
    if (this.#taker?.kind === 'voicemail') return 'voicemail'
    if (this.#isPerson()) return 'answered'
    if (this.#ending.kind === 'answered') return 'refused'
    return this.#withoutAnswer({ declined: 'refused', error: 'failed' })
  }

  #outcomeForCalled(): CallOutcome {
    if (this.#taker?.kind === 'voicemail') return 'voicemail'
    if (this.#ending.kind === 'answered') return 'unanswered'
    return this.#withoutAnswer({ declined: 'refused', error: 'unanswered' })
  }

  #withoutAnswer(words: { declined: CallOutcome; error: CallOutcome }): CallOutcome {
    if (this.#ending.kind !== 'failed') return 'cancelled'
    switch (this.#ending.cause) {
      case 'busy':
        return 'busy'
      case 'declined':
        return words.declined
      case 'error':
        return words.error
      case 'no-answer':
      case 'unavailable':
      case 'unreachable':
        return 'unanswered'
    }
  }

  /** What spoke for this line, without what would have spoken at a step the call never came to. */
  #reasonsOf(lineId: string): Reason[] {
    return this.#context.reasons.filter(
      ({ lineId: of, facts }) => of === lineId && (typeof facts.step !== 'number' || this.#reached.has(facts.step)),
    )
  }

  #detail(answeredBy: TargetNote | null, sentTo: Party | null, reasons: readonly Reason[]): CallDetail {
    return { reasons, path: this.#path, answeredBy, sentTo }
  }
}

/** Who the other side is, to put repeated calls together. */
export function otherKey({ other, masked }: Pick<CallRecord, 'other' | 'masked'>): string {
  if (masked) return 'helpline'
  if (other.lineId !== null) return `line ${other.lineId}`
  return other.number ?? 'withheld'
}
