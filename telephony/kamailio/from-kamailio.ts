import type { StepCause, StepLeft } from '#domain/call-handling/plan.ts'
import type { EngineEvent, IncomingCall, SipUser } from '../call-engine.ts'
import { cuts } from './configuration.ts'
import { type WireCause, wireCauses } from './to-kamailio.ts'

/** What Kamailio asks over evapi (`routes/call.cfg`, `routes/authentication.cfg`). */
export type Question = { readonly idx: string; readonly lbl: string } & (
  | ({ readonly ask: 'ha1' } & SipUser)
  | {
      readonly ask: 'decide'
      readonly call: string
      readonly user?: string
      readonly domain?: string
      readonly trunk?: string
      readonly dialled: string
      readonly claimed?: string
      readonly asserted?: string
      readonly name: string
      readonly privacy: string
      readonly diversion?: string
      readonly history?: string
      readonly t: string
    }
)

/** A question as it comes: parts cut by US, those that other people wrote in base64. Undefined: none of ours. */
export function readQuestion(text: string): Question | undefined {
  const [ask = '', idx = '', lbl = '', ...parts] = text.split(cuts.US)
  if (ask === 'ha1') return { ask, idx, lbl, user: decoded(parts[0]), domain: decoded(parts[1]) }
  if (ask !== 'decide') return undefined
  const [call = '', t = '', dialled, claimed, name, privacy, from, place, asserted, diversion, history] = parts
  const said = { dialled: decoded(dialled), claimed: decoded(claimed), name: decoded(name), privacy: decoded(privacy) }
  const common = { ask, idx, lbl, call, t, ...said } as const
  if (from === 'device') return { ...common, user: said.claimed, domain: decoded(place) }
  const sent = { diversion: decoded(diversion), history: decoded(history) }
  return { ...common, trunk: decoded(place), ...(asserted ? { asserted: decoded(asserted) } : {}), ...sent }
}

const decoded = (part = ''): string => (part === '' ? '' : Buffer.from(part, 'base64').toString())

export function toIncomingCall(question: Extract<Question, { ask: 'decide' }>): IncomingCall {
  const { user, domain, trunk, claimed = '' } = question
  return {
    callId: question.call,
    from: user && domain ? { kind: 'device', user: { user, domain } } : { kind: 'trunk', trunkId: trunk ?? '' },
    dialled: question.dialled,
    asserted: question.asserted ?? null,
    claimed,
    displayName: question.name.replace(/^"|"$/g, ''),
    // RFC 3323 4.2; some networks only write it in From.
    withheld: /\b(id|user|header)\b/i.test(question.privacy) || /^anonymous$/i.test(claimed),
    diverted: divertedNumbers(question.diversion, question.history),
    at: instant(question.t),
  }
}

/** Numbers that sent the call on, first diversion first. Diversion has the latest on top, History-Info the target last. */
export function divertedNumbers(diversion = '', history = ''): string[] {
  const numbers = (text: string) =>
    [...text.matchAll(/<?(?:sips?|tel):([+0-9*#]+)/gi)].map(([, number]) => number ?? '')
  if (diversion) return numbers(diversion).toReversed()
  return numbers(history).slice(0, -1)
}

/** One line of `routes/control.cfg`, route[TELL]; u, d, ua, f, and n of a number that was dialled, in base64. */
type WireEvent = {
  readonly e: string
  /** Call. */
  readonly c?: string
  /** Own id of an event that belongs to no call. */
  readonly i?: string
  readonly t: string
  readonly s?: number
  readonly g?: number
  readonly n?: number | string
  readonly w?: WireCause
  /** Steps left so far: `0b 1n `. */
  readonly l?: string
  readonly u?: string
  readonly d?: string
  readonly ua?: string
  readonly f?: string
  readonly at?: string
  readonly by?: string
}

const causes = Object.fromEntries(Object.entries(wireCauses).map(([ours, wire]) => [wire, ours])) as Record<
  WireCause,
  StepCause
>

/**
 * Undefined for what we do not understand: one strange line must not stop those behind it. Contexts are empty here: the
 * switchboard puts them in (`running-calls.ts`).
 */
export function toEvent(line: string): EngineEvent | undefined {
  const wire = parsed(line)
  if (!wire) return undefined
  const at = instant(wire.t)
  const context = ''
  const left = stepsLeft(wire.l ?? '')
  const { c: callId = '', s: step = 0, g: target = 0 } = wire
  const own = (id: string) => ({ id: `${callId}/${id}`, at, callId })
  switch (wire.e) {
    case 'registered':
    case 'unregistered':
      return {
        id: wire.i ?? `${wire.u}@${wire.d}/${wire.t}`,
        at,
        kind: wire.e,
        user: { user: decoded(wire.u), domain: decoded(wire.d) },
        userAgent: decoded(wire.ua),
        address: wire.at ?? '',
        transport: wire.by ?? '',
      }
    case 'ringing':
      return { ...own(`ringing/${step}.${target}`), kind: 'ringing', step, target, context }
    case 'answered':
      return { ...own('answered'), kind: 'answered', step, target, left, context }
    case 'step-failed': {
      const next = target >= 0 ? target : null
      return { ...own(`step-failed/${step}`), kind: 'step-failed', step, cause: causeOf(wire), next }
    }
    case 'failed':
      return { ...own('failed'), kind: 'failed', code: Number(wire.n), cause: causeOf(wire), left, context }
    case 'cancelled':
      return { ...own('cancelled'), kind: 'cancelled', step, left, context }
    case 'ended':
      return { ...own('ended'), kind: 'ended', seconds: Number(wire.n ?? 0), context }
    case 'failed-open':
    case 'taken-over': {
      const user = wire.u && wire.d ? { user: decoded(wire.u), domain: decoded(wire.d) } : null
      const dialled = decoded(String(wire.n ?? ''))
      return { ...own(wire.e), kind: wire.e, dialled, user, claimed: decoded(wire.f) }
    }
    case 'transferred':
      return { ...own(`transferred/${wire.t}`), kind: 'transferred', to: decoded(String(wire.n ?? '')), context }
    default:
      return undefined
  }
}

const stepsLeft = (text: string): StepLeft[] =>
  [...text.matchAll(/(\d+)([a-z])/g)].map(([, step, cause]) => ({
    step: Number(step),
    cause: causes[cause as WireCause] ?? 'error',
  }))

const causeOf = (wire: WireEvent): StepCause => causes[wire.w ?? 'e']

function parsed(line: string): WireEvent | undefined {
  try {
    return JSON.parse(line) as WireEvent
  } catch {
    return undefined
  }
}

/** `$TV(Sn)`: seconds and microseconds since 1970. */
const instant = (seconds: string): string => new Date(Number(seconds) * 1_000).toISOString()
