import { callRefusal, classOf, type DestinationClass } from '../dial-plan/destination-class.ts'
import { type DialPlan, readDialled } from '../dial-plan/read-dialled.ts'
import { nationalDigits, type PhoneNumber, readPhoneNumber } from '../phone-number.ts'
import { Problem } from '../problem.ts'
import { comesBackTo, type ForwardKind } from './loops.ts'
import {
  type CallerPattern,
  type CallSettings,
  type Destination,
  limits,
  type SettingName,
  settingNames,
} from './settings.ts'

/** A destination or caller as a form sends it: what the server gave, or what somebody typed. */
export type Typed = { readonly kind: 'typed'; readonly typed: string }
type Loose<T> = T extends Destination
  ? T | Typed
  : T extends CallerPattern
    ? T | Typed
    : T extends readonly (infer E)[]
      ? readonly Loose<E>[]
      : T extends object
        ? T extends PhoneNumber
          ? string
          : { readonly [K in keyof T]: Loose<T[K]> }
        : T
/** Whole settings by name; those left out stay as they are. */
export type SettingsRequest = { readonly [K in SettingName]?: Loose<CallSettings[K]> | undefined }

/** Why a setting is refused: a word for each, the sentence is the translations'. */
export const settingRefusals = [
  'not-a-number',
  'unknown-extension',
  'own-number',
  'loop',
  'class-not-allowed',
  'own-barring',
  'emergency',
  'feature-code',
  'too-many',
  'destination-missing',
  'nobody-rings',
  'gap',
  'seconds',
  'voicemail-too-soon',
  'no-voicemail',
  'past',
  'not-your-phone',
  'not-presentable',
  'taken',
  'label',
] as const
export type SettingRefusal = (typeof settingRefusals)[number]

/** What a line's service profile allows (service_profile.limits); `limits` of settings.ts are the upper bound. */
export type ProfileLimits = { readonly ringSteps: number; readonly others: number; readonly rules: number }

/** What must be known of the line and its company to judge a change. */
export type ChangeGround = {
  readonly now: Date
  readonly line: { readonly id: string; readonly number: PhoneNumber }
  readonly dialPlan: DialPlan
  readonly isLine: (lineId: string) => boolean
  readonly allowed: readonly DestinationClass[]
  readonly phones: ReadonlySet<string>
  readonly limits: ProfileLimits
  readonly voicemail: boolean
  readonly presentable: readonly PhoneNumber[]
  /** Of the lines a forward may reach; those that are not known have none. */
  readonly settingsOf: (lineId: string) => CallSettings | undefined
}

const refuse = (setting: SettingName | 'destination', reason: SettingRefusal, more: Record<string, string> = {}) =>
  new Problem('setting.refused', { setting, reason, ...more })

/**
 * Applies a request to the settings as they are now, and judges the result.
 * @throws {Problem} setting.refused with `setting` and `reason`
 */
export function applyChanges(current: CallSettings, asked: SettingsRequest, ground: ChangeGround) {
  const settings = { ...current, ...resolved(asked, current, ground) } as CallSettings
  const changed = settingNames.filter((name) => !same(settings[name], current[name]))
  const judge = (...names: SettingName[]) => names.some((name) => changed.includes(name))
  if (judge('doNotDisturb')) judgeUntil(settings.doNotDisturb, 'doNotDisturb', ground)
  if (judge('forwardAll')) {
    judgeUntil(settings.forwardAll, 'forwardAll', ground)
    judgeForward(settings, 'forwardAll', ground)
  }
  if (judge('ringing')) judgeRinging(settings, ground)
  if (judge('noAnswer')) {
    judgeSeconds(settings.noAnswer.after, 'noAnswer')
    judgeForward(settings, 'noAnswer', ground)
  }
  if (judge('voicemail')) {
    judgeSeconds(settings.voicemail.after, 'voicemail')
    if (settings.voicemail.on && !ground.voicemail) throw refuse('voicemail', 'no-voicemail')
  }
  if (judge('voicemail', 'noAnswer')) judgeTimers(settings, changed)
  if (judge('busy')) {
    if (settings.busy.action === 'forward') judgeForward(settings, 'busy', ground)
    if (settings.busy.action === 'voicemail' && !ground.voicemail) throw refuse('busy', 'no-voicemail')
  }
  if (judge('unavailable')) judgeForward(settings, 'unavailable', ground)
  if (judge('selectiveForward')) judgeRules(settings, current, ground)
  for (const [name, list] of callerLists(settings)) {
    if (judge(name) && list.length > limits.callersPerList) throw refuse(name, 'too-many')
  }
  if (judge('identity') && settings.identity.presented !== null) {
    if (!ground.presentable.includes(settings.identity.presented)) throw refuse('identity', 'not-presentable')
  }
  if (judge('savedNumbers')) judgeSaved(settings)
  return { settings, changed }
}

/** Two settings are the same when they say the same, whatever the order of their keys. */
export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const keys = new Set([...Object.keys(a), ...Object.keys(b)])
  return [...keys].every((key) => same((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]))
}

/**
 * A typed destination as it is stored: a line of the company, or a number that this line may call.
 * @throws {Problem} setting.refused
 */
export function readDestination(
  typed: string,
  setting: SettingName | 'destination',
  ground: ChangeGround,
  barring: CallSettings['barring'] = [],
): Destination {
  if (/[*#＊＃]/.test(typed)) throw refuse(setting, 'feature-code')
  const dialled = readDialled(typed, ground.dialPlan)
  switch (dialled.kind) {
    case 'emergency':
      throw refuse(setting, 'emergency')
    case 'line':
      if (dialled.lineId === ground.line.id) throw refuse(setting, 'own-number')
      return { kind: 'line', lineId: dialled.lineId }
    case 'number':
      return allowedNumber(dialled.number, setting, ground, barring)
    case 'code':
    case 'unknown':
      throw refuse(setting, /^\s*\d{1,6}\s*$/.test(typed) ? 'unknown-extension' : 'not-a-number')
  }
}

function allowedNumber(
  number: PhoneNumber,
  setting: SettingName | 'destination',
  { allowed }: ChangeGround,
  barring: CallSettings['barring'],
): Destination {
  const of = classOf(number)
  const why = callRefusal(of, { allowed, barring })
  if (why) throw refuse(setting, why === 'permission' ? 'class-not-allowed' : 'own-barring', { class: of })
  return { kind: 'number', number }
}

/** A typed caller of a list: `02*` is a beginning, an extension a colleague, "anonimo" whoever withholds the number. */
export function readCaller(
  typed: string,
  setting: SettingName | 'destination',
  { dialPlan }: ChangeGround,
): CallerPattern {
  const text = typed.normalize('NFKC').trim()
  if (/^(?:anonim[oi]|sconosciut[oi]|anonymous|withheld)$/i.test(text)) return { kind: 'anonymous' }
  const beginning = /^([+\d][\d\s./()-]*)\*$/.exec(text)?.[1]?.replace(/[^\d+]/g, '')
  if (beginning !== undefined) {
    const prefix = beginning.startsWith('+')
      ? beginning
      : beginning.startsWith('00')
        ? `+${beginning.slice(2)}`
        : `+39${beginning}`
    if (!/^\+\d{2,14}$/.test(prefix)) throw refuse(setting, 'not-a-number')
    return { kind: 'prefix', prefix }
  }
  if (/[*#]/.test(text)) throw refuse(setting, 'feature-code')
  const lineId = dialPlan.lineOfExtension(text)
  if (lineId) return { kind: 'line', lineId }
  const number = readPhoneNumber(text)
  if (!number) throw refuse(setting, /^\d{1,6}$/.test(text) ? 'unknown-extension' : 'not-a-number')
  const ours = dialPlan.lineOfNumber(number)
  return ours ? { kind: 'line', lineId: ours } : { kind: 'number', number }
}

/** The request with every typed text turned into what it means. */
function resolved(asked: SettingsRequest, current: CallSettings, ground: ChangeGround): Partial<CallSettings> {
  const barring = asked.barring ?? current.barring
  const to = (value: Destination | Typed, setting: SettingName): Destination => {
    if (value.kind === 'typed') return readDestination(value.typed, setting, ground, barring)
    if (value.kind === 'line') {
      if (value.lineId === ground.line.id) throw refuse(setting, 'own-number')
      if (!ground.isLine(value.lineId)) throw refuse(setting, 'unknown-extension')
      return { kind: 'line', lineId: value.lineId }
    }
    return readDestination(nationalOrWhole(value.number), setting, ground, barring)
  }
  const toOrNull = (value: Destination | Typed | null, setting: SettingName) =>
    value === null ? null : to(value, setting)
  const callers = (list: readonly (CallerPattern | Typed)[], setting: SettingName) =>
    list.map((one) => (one.kind === 'typed' ? readCaller(one.typed, setting, ground) : one)).filter(unlikeEarlier)
  const done: { -readonly [K in SettingName]?: CallSettings[K] } = {}
  for (const name of settingNames) {
    if (asked[name] === undefined) continue
    Object.assign(done, { [name]: asked[name] })
  }
  if (asked.forwardAll) done.forwardAll = { ...asked.forwardAll, to: toOrNull(asked.forwardAll.to, 'forwardAll') }
  if (asked.noAnswer) done.noAnswer = { ...asked.noAnswer, to: toOrNull(asked.noAnswer.to, 'noAnswer') }
  if (asked.busy) done.busy = { ...asked.busy, to: toOrNull(asked.busy.to, 'busy') }
  if (asked.unavailable) done.unavailable = { ...asked.unavailable, to: toOrNull(asked.unavailable.to, 'unavailable') }
  if (asked.ringing) {
    done.ringing = {
      ...asked.ringing,
      others: asked.ringing.others.map((one) => to(one, 'ringing')).filter(unlikeEarlier),
      order: asked.ringing.order.map((step) => ({
        ...step,
        leg: step.leg.kind === 'device' ? step.leg : { kind: 'destination', to: to(step.leg.to, 'ringing') },
      })),
    }
  }
  if (asked.selectiveForward) {
    done.selectiveForward = {
      ...asked.selectiveForward,
      rules: asked.selectiveForward.rules.map((rule) => ({
        ...rule,
        callers: callers(rule.callers, 'selectiveForward'),
        to: to(rule.to, 'selectiveForward'),
      })),
    }
  }
  if (asked.selectiveRejection) {
    const list = callers(asked.selectiveRejection.callers, 'selectiveRejection')
    done.selectiveRejection = { ...asked.selectiveRejection, callers: list }
  }
  if (asked.vip) done.vip = callers(asked.vip, 'vip')
  if (asked.savedNumbers) {
    done.savedNumbers = asked.savedNumbers.map(({ label, number }) => {
      const destination = readDestination(nationalOrWhole(number), 'savedNumbers', ground, [])
      const stored = destination.kind === 'number' ? destination.number : readPhoneNumber(number)
      if (!stored) throw refuse('savedNumbers', 'not-a-number')
      return { label: label.trim(), number: stored }
    })
  }
  if (asked.identity) {
    const presented = asked.identity.presented === null ? null : readPhoneNumber(asked.identity.presented)
    if (presented === undefined) throw refuse('identity', 'not-presentable')
    // One's own number is what is shown anyway.
    done.identity = { ...asked.identity, presented: presented === ground.line.number ? null : presented }
  }
  return done
}

/** A stored number is read again as it was: short numbers of +39 only without their country code. */
const nationalOrWhole = (number: string): string =>
  number.startsWith('+39') && number.length < 9 ? nationalDigits(number as PhoneNumber) : number

const unlikeEarlier = <T>(one: T, i: number, all: readonly T[]): boolean =>
  all.findIndex((other) => same(one, other)) === i

function judgeUntil(
  { on, until }: { on: boolean; until: string | null },
  setting: SettingName,
  { now }: ChangeGround,
): void {
  if (on && until !== null && new Date(until) <= now) throw refuse(setting, 'past')
}

function judgeSeconds(seconds: number, setting: SettingName): void {
  const { least, most } = limits.seconds
  if (!Number.isInteger(seconds) || seconds < least || seconds > most) throw refuse(setting, 'seconds')
}

/** Voicemail waits until the forward has had its turn (settings.ts: at least five seconds). */
function judgeTimers({ noAnswer, voicemail }: CallSettings, changed: readonly SettingName[]): void {
  if (!noAnswer.on || !voicemail.on || voicemail.after >= noAnswer.after + limits.seconds.gap) return
  throw refuse(changed.includes('voicemail') ? 'voicemail' : 'noAnswer', 'voicemail-too-soon')
}

function judgeForward(
  settings: CallSettings,
  setting: Exclude<ForwardKind, 'selectiveForward'>,
  ground: ChangeGround,
): void {
  const forward = settings[setting]
  const on = 'on' in forward ? forward.on : forward.action === 'forward'
  if (!on) return
  if (forward.to === null) throw refuse(setting, 'destination-missing')
  judgeLoop(settings, forward.to, setting, setting, ground)
}

function judgeLoop(
  settings: CallSettings,
  to: Destination,
  kind: ForwardKind,
  setting: SettingName,
  { line, now, settingsOf }: ChangeGround,
): void {
  const known = (lineId: string) => (lineId === line.id ? settings : settingsOf(lineId))
  const way = comesBackTo(line.id, to, kind, known, now)
  if (way) throw refuse(setting, 'loop', { lineId: way })
}

function judgeRules(settings: CallSettings, before: CallSettings, ground: ChangeGround): void {
  const { rules } = settings.selectiveForward
  if (rules.length > before.selectiveForward.rules.length && rules.length > Math.min(limits.rules, ground.limits.rules))
    throw refuse('selectiveForward', 'too-many', { most: String(ground.limits.rules) })
  for (const rule of rules) {
    if (rule.callers.length > limits.callersPerList) throw refuse('selectiveForward', 'too-many')
    if (rule.name.trim() === '' || rule.name.length > limits.label) throw refuse('selectiveForward', 'label')
    if (settings.selectiveForward.on && rule.on)
      judgeLoop(settings, rule.to, 'selectiveForward', 'selectiveForward', ground)
  }
}

function judgeRinging({ ringing }: CallSettings, { phones, limits: profile }: ChangeGround): void {
  const devices = [
    ...ringing.silent,
    ...ringing.order.flatMap(({ leg }) => (leg.kind === 'device' ? [leg.deviceId] : [])),
  ]
  if (devices.some((id) => !phones.has(id))) throw refuse('ringing', 'not-your-phone')
  if (ringing.others.length > Math.min(limits.others, profile.others))
    throw refuse('ringing', 'too-many', { most: String(profile.others) })
  if (ringing.order.length > Math.min(limits.ringSteps, profile.ringSteps))
    throw refuse('ringing', 'too-many', { most: String(profile.ringSteps) })
  if (ringing.mode === 'in-order') judgeOrder(ringing.order)
}

/** Somebody rings from the first second to the last: a silence would end the call for the network. */
function judgeOrder(order: CallSettings['ringing']['order']): void {
  if (order.length === 0) throw refuse('ringing', 'nobody-rings')
  let rungUntil = 0
  for (const { from, seconds } of order.toSorted((a, b) => a.from - b.from)) {
    const whole = Number.isInteger(from) && Number.isInteger(seconds)
    if (!whole || from < 0 || seconds < limits.seconds.least || from + seconds > 180) throw refuse('ringing', 'seconds')
    if (from > rungUntil) throw refuse('ringing', 'gap')
    rungUntil = Math.max(rungUntil, from + seconds)
  }
}

const callerLists = (settings: CallSettings): [SettingName, readonly CallerPattern[]][] => [
  ['selectiveRejection', settings.selectiveRejection.callers],
  ['vip', settings.vip],
]

function judgeSaved({ savedNumbers }: CallSettings): void {
  if (savedNumbers.length > limits.savedNumbers) throw refuse('savedNumbers', 'too-many')
  for (const { label } of savedNumbers)
    if (label === '' || label.length > limits.label) throw refuse('savedNumbers', 'label')
}

/** Every place outside that these settings may send a call to. */
export function outsideNumbers(settings: CallSettings): Set<PhoneNumber> {
  const destinations: (Destination | null)[] = [
    settings.forwardAll.to,
    settings.noAnswer.to,
    settings.busy.to,
    settings.unavailable.to,
    ...settings.ringing.others,
    ...settings.ringing.order.flatMap(({ leg }) => (leg.kind === 'destination' ? [leg.to] : [])),
    ...settings.selectiveForward.rules.map(({ to }) => to),
  ]
  return new Set([
    ...destinations.flatMap((to) => (to?.kind === 'number' ? [to.number] : [])),
    ...settings.savedNumbers.map(({ number }) => number),
  ])
}

/** The lines these settings speak of, to name them. */
export function linesIn(settings: unknown): Set<string> {
  const found = new Set<string>()
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    if ('lineId' in value && typeof value.lineId === 'string') found.add(value.lineId)
    for (const inner of Object.values(value)) look(inner)
  }
  look(settings)
  return found
}
