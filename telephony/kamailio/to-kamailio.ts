import type { CallerShown, CallPlan, Diversion, PlanStep, PlanTarget, StepCause } from '#domain/call-handling/plan.ts'
import type { Decision } from '../call-engine.ts'
import { type MediaService, serviceHeader, writeMediaService } from '../media-service.ts'
import { cuts, networkDomain } from './configuration.ts'

/**
 * Our plan in the words of `routes/plan.cfg`. Everything that can be said beforehand is: headers and From of each target are
 * made here, so that the engine only copies.
 */
export type WirePlan = { readonly say: 'plan' | 'refuse'; readonly text: string }
type WireTarget = {
  /** Device, outside, emergency, media application. */
  readonly k: 'd' | 'o' | 'e' | 'm'
  /** AOR of a device, number for a trunk. */
  readonly a?: string
  /** Headers to add. */
  readonly h?: string
  /** From: address and display name. */
  readonly f?: string
  readonly d?: string
  /** Number asserted for an emergency call from a device whose site we do not know. */
  readonly p?: string
  /** Seconds after which the call is ended. */
  readonly l?: number
}
export type WireCause = 'b' | 'n' | 'u' | 'd' | 'r' | 'e'

export const wireCauses: Readonly<Record<StepCause, WireCause>> = {
  busy: 'b',
  'no-answer': 'n',
  unavailable: 'u',
  declined: 'd',
  unreachable: 'r',
  error: 'e',
}

export function toWire({ plan }: Decision, call: { callId: string }): WirePlan {
  if (plan.refusal) return { say: 'refuse', text: plan.refusal.code + cuts.GS + plain(plan.refusal.reason) }
  return { say: 'plan', text: plan.steps.map((step) => wireStep(step, plan, call.callId)).join(cuts.RS) }
}

function wireStep(step: PlanStep, plan: CallPlan, callId: string): string {
  const next = Object.entries(step.next).map(([cause, at]) => `${wireCauses[cause as StepCause]}=${at}`)
  const targets = step.targets.map((target) => {
    const { k, a = '', h = '', f = '', d = '', p = '', l = '' } = wireTarget(target, step, plan.caller, callId)
    return [k, a, h, f, d, p, l].join(cuts.FS)
  })
  return [step.seconds * 1_000, next.join(';'), ...targets].join(cuts.GS)
}

function wireTarget(target: PlanTarget, step: PlanStep, caller: CallerShown, callId: string): WireTarget {
  const service = (words: ServiceWords) => serviceLine({ callId, language: 'it', ...words })
  switch (target.kind) {
    case 'device': {
      const ring =
        target.ring === 'vip' ? 'Alert-Info: <urn:alert:priority:high>, <http://127.0.0.1/Bellcore-dr2>\r\n' : ''
      const headers = ring + diversionHeaders(step.diversions, `${target.user}@${target.domain}`) + privacy(caller)
      const from = caller.inside === null ? anonymous : `sip:${caller.inside}@${target.domain}`
      return {
        k: 'd',
        a: `sip:${target.user}@${target.domain}`,
        h: headers,
        f: from,
        d: displayName(caller.withheld ? 'Anonimo' : caller.name),
      }
    }
    case 'outside': {
      const identity = networkIdentity(caller, step.diversions, target.number)
      const longest = target.longest === undefined ? {} : { l: target.longest }
      if (!target.mustAccept) return { k: 'o', a: target.number, ...identity, ...longest }
      return { k: 'm', ...identity, ...longest, h: identity.h + service({ kind: 'screen', number: target.number }) }
    }
    case 'emergency':
      return { k: 'e', a: target.number, f: networkUri(caller.asserted), d: '', p: caller.asserted }
    case 'voicemail':
      return toMedia(caller, service({ kind: 'voicemail', lineId: target.lineId }))
    case 'announcement':
      return toMedia(caller, service({ kind: 'announcement', announcement: target.announcement }))
    case 'echo-test':
      return toMedia(caller, service({ kind: 'echo-test' }))
  }
}

type ServiceWords = MediaService extends infer S
  ? S extends MediaService
    ? Omit<S, 'callId' | 'language'>
    : never
  : never

const serviceLine = (service: unknown): string => `${serviceHeader}: ${writeMediaService(service as MediaService)}\r\n`

function toMedia(caller: CallerShown, headers: string): WireTarget {
  const from = caller.withheld ? anonymous : networkUri(caller.outside)
  return { k: 'm', h: headers, f: from, d: caller.withheld ? '' : displayName(caller.name) }
}

/** RFC 3323 4.1.1.3 */
const anonymous = 'sip:anonymous@anonymous.invalid'
const networkUri = (number: string): string => `sip:${number}@${networkDomain}`

/** What a provider is told: who is shown in From, who answers for the call in P-Asserted-Identity (RFC 3325; TEL-13). */
function networkIdentity(caller: CallerShown, diversions: readonly Diversion[], to: string) {
  const asserted = `P-Asserted-Identity: <${networkUri(caller.asserted)};user=phone>\r\n`
  return {
    h: asserted + privacy(caller) + diversionHeaders(diversions, `${to}@${networkDomain}`),
    f: caller.withheld ? anonymous : networkUri(caller.outside),
    d: caller.withheld ? '"Anonymous"' : '',
  }
}

const privacy = (caller: CallerShown): string => (caller.withheld ? 'Privacy: id\r\n' : '')

/** RFC 5806 4.1: the latest diversion first. RFC 7044: History-Info the other way round, ending with the target. */
function diversionHeaders(diversions: readonly Diversion[], target: string): string {
  if (diversions.length === 0) return ''
  const diversion = diversions
    .toReversed()
    .map(({ number, reason }) => `<${networkUri(number)}>;reason=${diversionReasons[reason]};counter=1;privacy=off`)
  const history = [
    ...diversions.map(({ number, reason }) => `${networkUri(number)}?Reason=SIP%3Bcause%3D${historyCauses[reason]}`),
    `sip:${target}`,
  ].map((uri, i) => `<${uri}>;index=1${'.1'.repeat(i)}`)
  return `Diversion: ${diversion.join(', ')}\r\nHistory-Info: ${history.join(', ')}\r\n`
}

const diversionReasons: Readonly<Record<Diversion['reason'], string>> = {
  unconditional: 'unconditional',
  'user-busy': 'user-busy',
  'no-answer': 'no-answer',
  unavailable: 'unavailable',
  'do-not-disturb': 'do-not-disturb',
  selective: 'deflection',
}

/** RFC 4458 2.1. */
const historyCauses: Readonly<Record<Diversion['reason'], number>> = {
  unconditional: 302,
  'user-busy': 486,
  'no-answer': 408,
  unavailable: 503,
  'do-not-disturb': 486,
  selective: 480,
}

/** Quoted, without what would end the quotes or the line. Kamailio's buffers are bytes, so not too long. */
function displayName(name: string): string {
  const text = plain(name).slice(0, 60)
  return text ? `"${text}"` : ''
}

const plain = (text: string): string => text.replace(/[\p{Cc}"\\<>]/gu, ' ').trim()
