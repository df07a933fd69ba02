import type { CallPlan, StepCause, StepLeft } from '#domain/call-handling/plan.ts'

/**
 * The promise: what the portal may ask of a phone engine, and what it is told. Two engines keep it, Kamailio and the one
 * in memory; `call-engine.promise.ts` is the suite both pass. Our words only: SIP stays behind `telephony/kamailio`.
 */
export type CallEngine = {
  /** Starts serving; answers once the engine takes calls. @throws EngineMissing when its programs are not installed */
  start(portal: PortalSide): Promise<void>
  stop(): Promise<void>
  /** What the portal shows: are calls served, and if not, why and what mends it. */
  health(): EngineHealth
  /** The device's secret was changed, or it was disabled or removed: gone within a second, also its running registration. */
  forgetDevice(user: SipUser): Promise<void>
  /** What is needed to ring phones while no portal answers: replaces the entries of these lines. */
  publishLines(lines: readonly EngineLine[]): Promise<void>
  /** Trunks as they are now; replaces what was there. */
  setTrunks(trunks: readonly Trunk[]): Promise<void>
  /** Registered contacts right now, for a portal that has just started. */
  registrations(): Promise<readonly Registration[]>
  /** Ends a running call. */
  hangUp(callId: string): Promise<void>
}

export type EngineHealth =
  | { readonly state: 'serving' }
  | { readonly state: 'starting' | 'restarting' | 'off' }
  | {
      readonly state: 'missing' /** Debian packages to install, and the command that does it. */
      readonly packages: readonly string[]
      readonly command: string
    }

/** What the engine asks and tells. Every function may be called by several engine processes at once. */
export type PortalSide = {
  /** Asked once a call, before anything rings. */
  decide(call: IncomingCall): Promise<Decision>
  /** HA1 (MD5 of user:realm:secret) of a device, or undefined when nobody has that name. */
  credentials(user: SipUser): Promise<string | undefined>
  /** Told in order for one call; resolves once kept, then never told again. */
  hear(events: readonly EngineEvent[]): Promise<void>
}

/** `context` is ours, one line of text: the engine carries it unread and gives it back with what became of the call. */
export type Decision = { readonly plan: CallPlan; readonly context: string }

/**
 * What the engine knows of a call that nobody decided, in the place of a context: the portal did not answer in time, or a
 * phone took over a call that another one had (RFC 3891).
 */
export type Undecided = {
  readonly why: 'failed-open' | 'taken-over'
  /** The device that called; null: it came over a trunk. */
  readonly user: SipUser | null
  /** Number a caller from outside shows; empty when withheld. */
  readonly claimed: string
  readonly dialled: string
  /** ISO 8601. */
  readonly at: string
}
const undecided = '{"undecided":'
export const writeUndecided = (call: Undecided): string => `${undecided}${JSON.stringify(call)}}`
export const readUndecided = (context: string): Undecided | undefined =>
  context.startsWith(undecided) ? (JSON.parse(context) as { undecided: Undecided }).undecided : undefined

/** A device's name: unique inside the company's domain. */
export type SipUser = { readonly user: string; readonly domain: string }

/** A line as the engine knows it without asking: who rings when its number or extension is dialled. */
export type EngineLine = {
  readonly domain: string
  readonly number: string
  readonly extension: string
  readonly devices: readonly string[]
  /** Number and civic location of its site, for emergency calls. */
  readonly emergency: { readonly number: string; readonly location: string }
}

export type IncomingCall = {
  readonly callId: string
  /** A device of ours (authenticated), or a trunk by name. */
  readonly from:
    | { readonly kind: 'device'; readonly user: SipUser }
    | { readonly kind: 'trunk'; readonly trunkId: string }
  /** What was dialled, digits and `*` `#` `+`, as it came. */
  readonly dialled: string
  /** The caller's number as the network says it (trusted trunks only), and what the caller claims. */
  readonly asserted: string | null
  readonly claimed: string
  readonly displayName: string
  readonly withheld: boolean
  /** Numbers of Diversion and History-Info headers, first diversion first. */
  readonly diverted: readonly string[]
  /** ISO 8601. */
  readonly at: string
}

export type Trunk = {
  readonly id: string
  readonly name: string
  readonly host: string
  readonly port: number
  readonly transport: 'udp' | 'tcp' | 'tls'
  /** Given: we register there and answer its challenges. */
  readonly registration: { readonly user: string; readonly secret: string; readonly realm: string } | null
  /** Lower first; the next one takes over when a call meets no answer or 5xx. */
  readonly priority: number
}

export type Registration = {
  readonly user: SipUser
  readonly userAgent: string
  readonly address: string
  readonly transport: string
  /** ISO 8601; null where it came a moment ago and nobody has said for how long. */
  readonly expiresAt: string | null
}

export type EngineEvent = { readonly id: string /** ISO 8601. */; readonly at: string } & (
  | {
      readonly kind: 'registered' | 'unregistered'
      readonly user: SipUser
      readonly userAgent: string
      readonly address: string
      readonly transport: string
    }
  /** `target`: position in the plan's step. */
  | {
      readonly kind: 'ringing'
      readonly callId: string
      readonly step: number
      readonly target: number
      readonly context: string
    }
  | {
      readonly kind: 'answered'
      readonly callId: string
      readonly step: number
      readonly target: number
      /** The steps left before it. */
      readonly left: readonly StepLeft[]
      readonly context: string
    }
  | {
      readonly kind: 'step-failed'
      readonly callId: string
      readonly step: number
      readonly cause: StepCause
      readonly next: number | null
    }
  | {
      readonly kind: 'failed'
      readonly callId: string
      readonly code: number
      readonly cause: StepCause
      /** The last step included. */
      readonly left: readonly StepLeft[]
      readonly context: string
    }
  /** The caller hung up while `step` was ringing. */
  | {
      readonly kind: 'cancelled'
      readonly callId: string
      readonly step: number
      readonly left: readonly StepLeft[]
      readonly context: string
    }
  /** `seconds`: from the answer. */
  | { readonly kind: 'ended'; readonly callId: string; readonly seconds: number; readonly context: string }
  /** The portal did not decide in time: the engine rang the line's phones by itself. */
  | ({ readonly kind: 'failed-open'; readonly callId: string } & Pick<Undecided, 'user' | 'claimed' | 'dialled'>)
  /** The end of a transfer after asking: a phone has taken over the call of another one; nothing was decided anew. */
  | ({ readonly kind: 'taken-over'; readonly callId: string } & Pick<Undecided, 'user' | 'claimed' | 'dialled'>)
  /** One side has sent the other to somebody else, and the other side goes (RFC 3515). `to`: as it was dialled. */
  | { readonly kind: 'transferred'; readonly callId: string; readonly to: string; readonly context: string }
  /** A message was recorded and is in `file` below the spool; 8 kHz, mono, 16 bit. */
  | {
      readonly kind: 'message-left'
      readonly callId: string
      readonly lineId: string
      readonly file: string
      readonly seconds: number
      readonly caller: string | null
    }
)

/** Its programs are not on this machine. */
export class EngineMissing extends Error {
  readonly packages: readonly string[]
  constructor(packages: readonly string[]) {
    super(`Missing: ${packages.join(', ')}`)
    this.packages = packages
  }
}
