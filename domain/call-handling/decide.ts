import { hour, later } from '../clock.ts'
import { callRefusal, classOf } from '../dial-plan/destination-class.ts'
import { numberType, type PhoneNumber } from '../phone-number.ts'
import { type Caller, type CallFacts, type LineFacts, matches, matchesAny } from './facts.ts'
import { inForce } from './loops.ts'
import type {
  Announcement,
  CallerShown,
  CallPlan,
  Diversion,
  PlanStep,
  PlanTarget,
  Reason,
  ReasonRule,
  Refusal,
  StepCause,
} from './plan.ts'
import type { Destination } from './settings.ts'

/**
 * What happens to a call for a line: the precedence of spec/product 2.14, first match decides.
 *
 *  0   line suspended                         → announcement
 *  0b  call back from 112, line called it     → rings, whatever follows
 *  1   company's block list                   → announcement
 *  2   selective rejection                    → announcement
 *  3   withheld, and anonymous are rejected   → announcement
 *  4   selective forward                      → forward
 *  5   forward of all calls                   → forward
 *  6   do not disturb, caller is no VIP       → as if busy (9)
 *  7   no phone connected                     → forward when unavailable, else as if nobody answered (11)
 *  8   in a call, without call waiting        → as if busy (9)
 *  9   busy                                   → forward, else voicemail, else busy tone
 * 10   ring plan                              → own phones, together, in order
 * 11   nobody answers                         → forward after N s, voicemail after M s, the smaller first
 * 12   nothing set                            → rings to the network's end, then the call is over
 *
 * Rows 7, 8 and 11 that only ringing can tell become conditions between the plan's steps, so the engine asks once.
 * A forward to a colleague goes on with the colleague's own rows. A forward that cannot be (class barred, circle, sixth
 * diversion, no trunk) counts as not set, and the reason stays on record.
 */
export function decide(call: CallFor, facts: CallFacts): CallPlan {
  const plan = draftPlan(call, facts)
  const entry = plan.enter(call.lineId, root)
  const line = facts.line(call.lineId)
  return {
    steps: plan.steps,
    ...(typeof entry === 'number' ? {} : { refusal: entry }),
    caller: callerShown(call.caller, line),
    reasons: plan.reasons,
  }
}

/** A call for a line of ours. */
export type CallFor = {
  readonly at: Date
  readonly lineId: string
  readonly caller: Caller
  /** Who has sent the call on before it reached us (Diversion, History-Info), first diversion first. */
  readonly previous: readonly PhoneNumber[]
}

export const mostDiversions = 5
/** "Ring to the network's end" (row 12). */
export const networkSeconds = 120
/** A plan longer than this branches no more; what is left of the call goes to voicemail or ends. */
const mostSteps = 24
const callBackWithin = hour

/** Where a part of the call begins: a step, or the answer that ends it. */
type Entry = number | Refusal
const busyHere: Refusal = { code: 486, reason: 'Busy Here' }
const nobody: Refusal = { code: 480, reason: 'Temporarily Unavailable' }

/** How the call came to a line. */
type Way = {
  readonly visited: readonly string[]
  readonly diversions: readonly Diversion[]
  /** Seconds until whoever forwarded takes the call back, and where it goes then. */
  readonly budget: number | null
  readonly late: () => Entry | undefined
}
const root: Way = { visited: [], diversions: [], budget: null, late: () => undefined }

type Impossible = Extract<ReasonRule, 'loop' | 'too-many-diversions' | 'class-barred' | 'no-trunk' | 'limit-reached'>

function draftPlan(call: CallFor, facts: CallFacts) {
  const steps: PlanStep[] = []
  const reasons: Reason[] = []

  const because = (rule: ReasonRule, lineId: string, more: Reason['facts'] = {}) => {
    reasons.push({ rule, lineId, facts: more })
  }
  const add = (step: PlanStep): number => steps.push(step) - 1

  const announce = (announcement: Announcement, way: Way): Entry =>
    add({ seconds: 60, targets: [{ kind: 'announcement', announcement }], next: {}, diversions: way.diversions })

  /** Rows 0 to 8 of one line. */
  function enter(lineId: string, way: Way): Entry {
    const line = facts.line(lineId)
    if (!line) return announce({ name: 'number-unknown' }, way)
    const { settings } = line
    const { caller, at } = call
    if (line.suspended) {
      because('line-suspended', lineId)
      return announce({ name: 'service-suspended' }, way)
    }
    if (isCallBack(line, call)) {
      because('emergency-call-back', lineId)
      const targets = line.phones.map((phone) => deviceTarget(line, phone, false))
      return targets.length === 0
        ? nobody
        : add({ seconds: networkSeconds, targets, next: {}, diversions: way.diversions })
    }
    if (way.visited.length === 0 && matchesAny(facts.blocked, caller)) {
      because('company-blocked', lineId)
      return announce({ name: 'not-accepting' }, way)
    }
    if (settings.selectiveRejection.on && matchesAny(settings.selectiveRejection.callers, caller)) {
      because('selective-rejection', lineId)
      return announce({ name: 'not-accepting' }, way)
    }
    if (settings.anonymous === 'reject' && matches({ kind: 'anonymous' }, caller)) {
      because('anonymous-rejection', lineId)
      return announce({ name: 'anonymous-refused' }, way)
    }
    const rule = settings.selectiveForward.on
      ? settings.selectiveForward.rules.find((one) => one.on && matchesAny(one.callers, caller))
      : undefined
    if (rule && isPossible(line, rule.to, way)) {
      because('selective-forward', lineId, { rule: rule.name, ruleId: rule.id, ...told(rule.to), step: steps.length })
      return forward(line, rule.to, 'selective', forwardedAtOnce(line, way))
    }
    const { forwardAll, doNotDisturb } = settings
    if (inForce(forwardAll, at) && forwardAll.to && isPossible(line, forwardAll.to, way)) {
      because('forward-all', lineId, { ...told(forwardAll.to), ...toldUntil(forwardAll.until), step: steps.length })
      return forward(line, forwardAll.to, 'unconditional', forwardedAtOnce(line, way))
    }
    const vip = matchesAny(settings.vip, caller)
    if (inForce(doNotDisturb, at)) {
      if (!vip) {
        because('do-not-disturb', lineId, toldUntil(doNotDisturb.until))
        return busy(line, way, 'do-not-disturb')
      }
      because('vip-passes', lineId)
    }
    const state = facts.state(lineId)
    const meant = settings.unavailable.on && settings.unavailable.to
    if (state === 'unreachable' && (meant || !ringsOutside(line, way))) {
      because('unavailable', lineId)
      return unavailable(line, way)
    }
    if (state === 'busy') {
      if (!settings.callWaiting) {
        because('busy', lineId)
        return busy(line, way, 'user-busy')
      }
      because('call-waiting', lineId)
    }
    return ring(line, way, vip)
  }

  /** Row 9. A forward that fails leaves voicemail, then whoever sent the call here, then the busy tone. */
  function busy(line: LineFacts, way: Way, reason: 'user-busy' | 'do-not-disturb'): Entry {
    const { action, to } = line.settings.busy
    if (action === 'forward' && to && isPossible(line, to, way)) {
      because('busy-forward', line.id, { ...told(to), step: steps.length })
      const entry = forward(line, to, reason, forwardedAtOnce(line, way))
      // Whatever stopped the forward, the caller hears that this line is busy.
      return typeof entry === 'number' ? entry : busyHere
    }
    if (action !== 'busy-tone' && hasVoicemail(line)) {
      because('busy-voicemail', line.id, { step: steps.length })
      return voicemail(line, way)
    }
    const late = way.late()
    if (late !== undefined) return late
    because('busy-tone', line.id)
    return busyHere
  }

  /** Row 7. */
  function unavailable(line: LineFacts, way: Way): Entry {
    const { on, to } = line.settings.unavailable
    if (on && to && isPossible(line, to, way)) {
      because('unavailable-forward', line.id, { ...told(to), step: steps.length })
      return forward(line, to, 'unavailable', forwardedAtOnce(line, way))
    }
    return noAnswer(line, way, 0).entry
  }

  /**
   * Row 11, for a line whose phones have rung `rung` seconds: after how many seconds the call goes on, and where.
   * With `rung` 0 it goes on at once.
   */
  function noAnswer(line: LineFacts, way: Way, rung: number | null): { after: number; entry: Entry } {
    const { after, through } = timers(line, way)
    const at = rung ?? after
    if (through === 'forward') {
      const { to } = line.settings.noAnswer
      const end = Math.min(voicemailAfter(line), way.budget ?? Number.POSITIVE_INFINITY)
      const own = voicemailAfter(line) <= (way.budget ?? Number.POSITIVE_INFINITY)
      because('no-answer-forward', line.id, { ...told(to as Destination), after: at, step: steps.length })
      const entry = forward(line, to as Destination, 'no-answer', {
        ...way,
        budget: Number.isFinite(end) ? Math.max(end - after, 1) : null,
        late: own && hasVoicemail(line) ? () => voicemail(line, way) : way.late,
      })
      return { after, entry }
    }
    // Says why a forward that is set does not count.
    if (line.settings.noAnswer.on && line.settings.noAnswer.to) isPossible(line, line.settings.noAnswer.to, way)
    if (through === 'voicemail') {
      because('no-answer-voicemail', line.id, { after: at, step: steps.length })
      return { after, entry: voicemail(line, way) }
    }
    const late = way.late()
    if (late !== undefined) return { after, entry: late }
    because('nobody-left', line.id)
    return { after, entry: nobody }
  }

  /** The smaller timer first; both give way to whoever forwarded the call here and takes it back earlier. */
  function timers(line: LineFacts, way: Way): { after: number; through: 'forward' | 'voicemail' | 'nothing' } {
    const { noAnswer: set } = line.settings
    const toVoicemail = voicemailAfter(line)
    const toForward =
      set.on && set.to && isPossible(line, set.to, way, false) ? Math.max(set.after, 1) : Number.POSITIVE_INFINITY
    const after = Math.min(toForward, toVoicemail, way.budget ?? networkSeconds)
    if (toForward === after && toForward < toVoicemail) return { after, through: 'forward' }
    return { after, through: toVoicemail === after ? 'voicemail' : 'nothing' }
  }

  /** Row 10: steps of phones that ring, then rows 7, 9 and 11 where they lead on. */
  function ring(line: LineFacts, way: Way, vip: boolean): Entry {
    const { mode } = line.settings.ringing
    const { after } = timers(line, way)
    const stretches =
      mode === 'in-order' ? inOrder(line, way, vip, after) : [{ seconds: after, targets: atOnce(line, way, vip) }]
    const [first] = stretches
    if (!first || first.targets.length === 0) {
      because('unavailable', line.id)
      return unavailable(line, way)
    }
    const rule = { own: 'ring-own', together: 'ring-together', 'in-order': 'ring-in-order' } as const
    const total = stretches.reduce((sum, { seconds }) => sum + seconds, 0)
    because(rule[mode], line.id, { seconds: total, step: steps.length })
    const at = steps.length
    for (const { seconds, targets } of stretches) add({ seconds, targets, next: {}, diversions: way.diversions })
    // What follows is worked out after the ringing has its place, so that the plan reads in order.
    const silence = noAnswer(line, way, total).entry
    const engaged = busy(line, way, 'user-busy')
    // Where no forward is meant for it, an absent phone is one that nobody answers, at once.
    const absent = stretches.length > 1 || !line.settings.unavailable.on ? silence : unavailable(line, way)
    stretches.forEach(({ seconds, targets }, i) => {
      const last = i === stretches.length - 1
      const then = (entry: Entry) => (last ? entry : at + i + 1)
      steps[at + i] = {
        seconds,
        targets,
        diversions: way.diversions,
        next: nextOf({
          busy: then(engaged),
          declined: then(engaged),
          'no-answer': then(silence),
          unavailable: then(absent),
          unreachable: then(absent),
          error: then(silence),
        }),
      }
    })
    return at
  }

  function atOnce(line: LineFacts, way: Way, vip: boolean): PlanTarget[] {
    const { mode, silent, others } = line.settings.ringing
    const own = line.phones.filter(({ id }) => !silent.includes(id)).map((phone) => deviceTarget(line, phone, vip))
    return mode === 'own' ? own : [...own, ...others.flatMap((to) => ringAlso(line, to, way))]
  }

  /** The axis of the ring plan cut where somebody begins or ends to ring; silences are left out. */
  function inOrder(line: LineFacts, way: Way, vip: boolean, end: number) {
    const legs = line.settings.ringing.order.map(({ leg, from, seconds }) => ({
      from,
      to: from + seconds,
      targets:
        leg.kind === 'device'
          ? line.phones.filter(({ id }) => id === leg.deviceId).map((phone) => deviceTarget(line, phone, vip))
          : ringAlso(line, leg.to, way),
    }))
    const marks = [...new Set([0, end, ...legs.flatMap(({ from, to }) => [from, to])])]
      .filter((mark) => mark >= 0 && mark <= end)
      .sort((a, b) => a - b)
    return marks.flatMap((from, i) => {
      const to = marks[i + 1]
      if (to === undefined) return []
      const targets = legs.filter((leg) => leg.from <= from && leg.to >= to).flatMap((leg) => leg.targets)
      return targets.length === 0 ? [] : [{ seconds: to - from, targets: unlikeEarlier(targets) }]
    })
  }

  /** Another phone that rings as well: a colleague's phones as they are, a number outside that must accept. */
  function ringAlso(line: LineFacts, to: Destination, way: Way): PlanTarget[] {
    if (to.kind === 'number')
      return impossible(line, to, way) === undefined
        ? [{ kind: 'outside', lineId: line.id, number: to.number, mustAccept: true }]
        : []
    const other = facts.line(to.lineId)
    if (!other || other.suspended || inForce(other.settings.doNotDisturb, call.at)) return []
    return other.phones.map((phone) => deviceTarget(other, phone, false))
  }

  const ringsOutside = (line: LineFacts, way: Way): boolean =>
    line.settings.ringing.mode !== 'own' &&
    (line.settings.ringing.mode === 'together'
      ? atOnce(line, way, false)
      : inOrder(line, way, false, networkSeconds).flatMap(({ targets }) => targets)
    ).some((target) => target.kind === 'outside' || (target.kind === 'device' && target.lineId !== line.id))

  /** Sends the call on; the caller of this has asked `isPossible`. */
  function forward(line: LineFacts, to: Destination, reason: Diversion['reason'], way: Way): Entry {
    const onward = diverted(way, line, reason)
    if (to.kind === 'line') return enter(to.lineId, onward)
    const at = add({
      seconds: way.budget ?? networkSeconds,
      targets: [{ kind: 'outside', lineId: line.id, number: to.number, mustAccept: false }],
      next: {},
      diversions: onward.diversions,
    })
    const late = way.late()
    if (typeof late === 'number') steps[at] = { ...(steps[at] as PlanStep), next: always(late) }
    return at
  }

  const diverted = (way: Way, line: LineFacts, reason: Diversion['reason']): Way => ({
    ...way,
    visited: [...way.visited, line.id],
    diversions: [...way.diversions, { number: line.number, reason }],
  })

  /**
   * A forward at once. The line's own voicemail still takes the call back after its seconds, as the ribbon says
   * (DESIGN.md, screen 05b), or earlier where the forward leads nowhere.
   */
  const forwardedAtOnce = (line: LineFacts, way: Way): Way => ({
    ...way,
    budget: hasVoicemail(line) ? Math.min(voicemailAfter(line), way.budget ?? Number.POSITIVE_INFINITY) : way.budget,
    // Whoever sent the call here and takes it back earlier comes first.
    late: () => {
      const others = (way.budget ?? Number.POSITIVE_INFINITY) < voicemailAfter(line) ? way.late() : undefined
      return others ?? (hasVoicemail(line) ? voicemail(line, way) : way.late())
    },
  })

  /** Why a call cannot go there. */
  function impossible(line: LineFacts, to: Destination, way: Way): [Impossible, Reason['facts']] | undefined {
    if (to.kind === 'line' && (to.lineId === line.id || way.visited.includes(to.lineId))) return ['loop', told(to)]
    // The call has been here, or there, before: it came back through the network.
    if (call.previous.includes(line.number)) return ['loop', told(to)]
    if (to.kind === 'line') return undefined
    if (call.previous.includes(to.number)) return ['loop', told(to)]
    const of = classOf(to.number)
    const why = callRefusal(of, { allowed: line.allowed, barring: line.settings.barring })
    // Nobody is forwarded to an emergency number, whatever a setting says (8.2).
    if (why || of === 'emergency') return ['class-barred', { ...told(to), class: of, by: why ?? 'emergency' }]
    if (!facts.trunk) return ['no-trunk', told(to)]
    const limit = facts.closed?.(line.id, to.number)
    return limit === undefined ? undefined : ['limit-reached', { ...told(to), class: of, limit }]
  }

  function isPossible(line: LineFacts, to: Destination, way: Way, say = true): boolean {
    const many = call.previous.length + way.diversions.length >= mostDiversions || steps.length >= mostSteps
    const why = impossible(line, to, way) ?? (many ? (['too-many-diversions', told(to)] as const) : undefined)
    if (why && say && !reasons.some(({ rule, lineId }) => rule === why[0] && lineId === line.id))
      because(why[0], line.id, why[1])
    return why === undefined
  }

  function voicemail(line: LineFacts, way: Way): number {
    return add({
      seconds: networkSeconds,
      targets: [{ kind: 'voicemail', lineId: line.id }],
      next: {},
      diversions: way.diversions,
    })
  }

  return { steps, reasons, enter }
}

const hasVoicemail = ({ voicemail, settings }: LineFacts): boolean => voicemail && settings.voicemail.on
const voicemailAfter = (line: LineFacts): number =>
  hasVoicemail(line) ? Math.max(line.settings.voicemail.after, 1) : Number.POSITIVE_INFINITY

const deviceTarget = (line: LineFacts, phone: LineFacts['phones'][number], vip: boolean): PlanTarget => ({
  kind: 'device',
  lineId: line.id,
  deviceId: phone.id,
  user: phone.user,
  domain: phone.domain,
  ...(vip ? { ring: 'vip' as const } : {}),
})

const unlikeEarlier = (targets: PlanTarget[]): PlanTarget[] => {
  const seen = new Set<string>()
  return targets.filter((target) => {
    const key = target.kind === 'device' ? target.deviceId : target.kind === 'outside' ? target.number : ''
    return seen.size < seen.add(key).size
  })
}

const always = (step: number): PlanStep['next'] => ({
  busy: step,
  declined: step,
  'no-answer': step,
  unavailable: step,
  unreachable: step,
  error: step,
})

const nextOf = (entries: Record<StepCause, Entry>): PlanStep['next'] =>
  Object.fromEntries(Object.entries(entries).filter(([, entry]) => typeof entry === 'number'))

const isCallBack = ({ emergencyAt }: LineFacts, { caller, at }: CallFor): boolean =>
  emergencyAt !== null &&
  caller.number !== null &&
  numberType(caller.number) === 'emergency' &&
  at < later(new Date(emergencyAt), callBackWithin)

/** A destination as the facts of a reason. */
const told = (to: Destination): Reason['facts'] =>
  to.kind === 'line' ? { toLine: to.lineId } : { toNumber: to.number }
const toldUntil = (until: string | null): Reason['facts'] => (until === null ? {} : { until })

/** TEL-13: what is asserted is always the line's own; the caller's number is shown where it may be. */
function callerShown(caller: Caller, line: LineFacts | undefined): CallerShown {
  const asserted = line?.number ?? caller.number ?? ('+39' as PhoneNumber)
  return {
    name: caller.withheld && caller.lineId === null ? '' : caller.name,
    inside: caller.lineId === null && caller.withheld ? null : caller.extension || caller.number,
    asserted,
    outside: caller.withheld ? asserted : (caller.number ?? asserted),
    withheld: caller.withheld,
  }
}
