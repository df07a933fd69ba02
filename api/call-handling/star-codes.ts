import type { Transaction } from '#database/connect.ts'
import type { SettingRefusal } from '#domain/call-handling/change/refusal.ts'
import { inForce } from '#domain/call-handling/loops.ts'
import { outsideNumbers } from '#domain/call-handling/mentioned.ts'
import type { Announcement, AnnouncementName } from '#domain/call-handling/plan.ts'
import type { CallSettings, Destination } from '#domain/call-handling/settings.ts'
import { limits } from '#domain/call-handling/settings.ts'
import type { SettingsRequest } from '#domain/call-handling/settings-request.ts'
import type { DialledCode } from '#domain/dial-plan/service-codes.ts'
import { nationalDigits, type PhoneNumber } from '#domain/phone-number.ts'
import { Problem } from '#domain/problem.ts'
import { requirePin } from '../access/pin.ts'
import type { House } from '../house.ts'
import { audit } from '../provider/audit.ts'
import { findLastCaller } from './callers.sql.ts'
import type { KnownLine } from './facts/known-line.ts'
import { type Ground, groundOf, tryChange } from './ground.ts'
import { findState } from './settings.sql.ts'
import { type ChangeMaker, storeSettings } from './store-settings.ts'

/** A forward by code, and where its setting keeps it. */
const forwardNames = ['forward-all', 'no-answer', 'busy', 'unavailable'] as const
type ForwardName = (typeof forwardNames)[number]

/**
 * Does what a star code asks for, by the very rules of the web page, with history and trace (spec/security TEL-26), and
 * answers what the phone is to hear.
 */
export async function runCode(house: House, line: KnownLine, dialled: DialledCode): Promise<Announcement> {
  const ground = await groundOf(house, line.id, line.companyId)
  try {
    return await run(house, ground, dialled)
  } catch (error) {
    if (error instanceof Problem) return { name: refusalOf(error) }
    throw error
  }
}

function run(house: House, ground: Ground, dialled: DialledCode): Promise<Announcement> {
  const { code } = dialled
  const { settings } = ground.known
  const { action } = code
  const put = async (changes: SettingsRequest, name: AnnouncementName): Promise<Announcement> => {
    await store(house, ground, changes, dialled)
    return { name }
  }
  switch (code.service) {
    case 'forward-all':
    case 'no-answer':
    case 'busy':
    case 'unavailable':
      return runForward(house, ground, dialled, code.service)
    case 'every-forward':
      return put(everyForwardOff(ground), 'all-forwards-cancelled')
    case 'do-not-disturb': {
      const on = action === 'query' ? inForce(settings.doNotDisturb, ground.now) : action === 'on'
      const name = on ? 'do-not-disturb-on' : 'do-not-disturb-off'
      return action === 'query' ? say(name) : put({ doNotDisturb: { on, until: null } }, name)
    }
    case 'call-waiting': {
      const on = action === 'query' ? settings.callWaiting : action === 'on'
      const name = on ? 'call-waiting-on' : 'call-waiting-off'
      return action === 'query' ? say(name) : put({ callWaiting: on }, name)
    }
    case 'anonymous-rejection': {
      const on = action === 'query' ? settings.anonymous === 'reject' : action === 'on'
      const name = on ? 'anonymous-rejection-on' : 'anonymous-rejection-off'
      return action === 'query' ? say(name) : put({ anonymous: on ? 'reject' : 'accept' }, name)
    }
    case 'reject-last-caller':
      return rejectLastCaller(house, ground, dialled)
    case 'identity':
    case 'echo-test':
    case 'prove-line':
      return say('code-unknown')
  }
}

const say = async (name: AnnouncementName): Promise<Announcement> => ({ name })

async function runForward(
  house: House,
  ground: Ground,
  dialled: DialledCode,
  name: ForwardName,
): Promise<Announcement> {
  const { settings } = ground.known
  const { action } = dialled.code
  const now = forwardOf(settings, name, ground.now)
  if (action === 'query') {
    if (!now.on || now.to === null) return { name: 'forward-off' }
    return { name: 'forward-is', say: spelt(now.to, ground) }
  }
  if (action === 'cancel' || action === 'off') {
    await store(house, ground, forwardRequest(ground, name, { ...now, on: false }), dialled)
    return { name: 'forward-cancelled' }
  }
  const to = dialled.number === undefined ? now.to : ({ kind: 'typed', typed: dialled.number } as const)
  if (to === null) return { name: 'code-refused' }
  const after = dialled.seconds ?? now.after
  const stored = await store(house, ground, forwardRequest(ground, name, { on: true, to, after }), dialled)
  const kept = forwardOf(stored.settings, name, ground.now).to
  return { name: 'forward-set', say: kept === null ? [] : spelt(kept, ground) }
}

type Forward<To> = { readonly on: boolean; readonly to: To; readonly after: number }

function forwardOf(settings: CallSettings, name: ForwardName, now: Date): Forward<Destination | null> {
  const { after } = settings.noAnswer
  switch (name) {
    case 'forward-all':
      return { on: inForce(settings.forwardAll, now), to: settings.forwardAll.to, after }
    case 'no-answer':
      return settings.noAnswer
    case 'busy':
      return { on: settings.busy.action === 'forward', to: settings.busy.to, after }
    case 'unavailable':
      return { ...settings.unavailable, after }
  }
}

type AnyTo = Destination | { readonly kind: 'typed'; readonly typed: string } | null

/** Cancelled, a forward keeps its number, so that `*21#` brings it back. */
function forwardRequest({ known }: Ground, name: ForwardName, { on, to, after }: Forward<AnyTo>): SettingsRequest {
  const { voicemail } = known.settings
  switch (name) {
    case 'forward-all':
      return { forwardAll: { on, to, until: null } }
    case 'no-answer': {
      // Whoever is at the telephone sees no timers: voicemail makes room.
      const room = Math.min(after + limits.seconds.gap, limits.seconds.most)
      const makeRoom = on && voicemail.on && voicemail.after < room
      return { noAnswer: { on, to, after }, ...(makeRoom ? { voicemail: { ...voicemail, after: room } } : {}) }
    }
    case 'busy':
      return { busy: { action: on ? 'forward' : known.voicemail ? 'voicemail' : 'busy-tone', to } }
    case 'unavailable':
      return { unavailable: { on, to } }
  }
}

function everyForwardOff(ground: Ground): SettingsRequest {
  const { settings } = ground.known
  const off = forwardNames.map((name) => {
    const now = forwardOf(settings, name, ground.now)
    return now.on ? forwardRequest(ground, name, { ...now, on: false }) : {}
  })
  return Object.assign({}, ...off, { selectiveForward: { ...settings.selectiveForward, on: false } }) as SettingsRequest
}

/** The last caller joins the list of rejected ones without being named to whoever adds it (spec/product 2.3 E). */
async function rejectLastCaller(house: House, ground: Ground, dialled: DialledCode): Promise<Announcement> {
  const { known } = ground
  const last = await house.cellar.asService((trx) => findLastCaller(trx, known.id), { readOnly: true })
  const caller = last?.other_line_id
    ? ({ kind: 'line', lineId: last.other_line_id } as const)
    : last?.other_number
      ? ({ kind: 'number', number: last.other_number as PhoneNumber, hidden: true } as const)
      : undefined
  if (!caller) return { name: 'no-last-caller' }
  const { callers } = known.settings.selectiveRejection
  const key = JSON.stringify
  const added = callers.some((one) => key(one) === key(caller)) ? callers : [...callers, caller]
  await store(house, ground, { selectiveRejection: { on: true, callers: added } }, dialled, true)
  return { name: 'caller-rejected' }
}

async function store(
  house: House,
  ground: Ground,
  changes: SettingsRequest,
  dialled: DialledCode,
  revealed = false,
): Promise<{ settings: CallSettings }> {
  const { known } = ground
  const tried = await tryChange(house, known.settings, changes, ground)
  await askPin(house, ground, tried.settings, dialled)
  return house.cellar.asService((trx) =>
    storeSettings(house, trx, ground, changes, null, makerOf(known, dialled), revealed),
  )
}

/**
 * A forward to a number outside that this line never used: whoever has a PIN shows it, as `*21*number*PIN#`. Where no PIN
 * is defined, the registered phone is the proof, and the line's holder is told by mail.
 */
async function askPin(house: House, { known }: Ground, after: CallSettings, { pin }: DialledCode): Promise<void> {
  const old = outsideNumbers(known.settings)
  const added = [...outsideNumbers(after)].filter((number) => !old.has(number))
  if (added.length === 0) return
  const { used, pinSetAt } = await house.cellar.asService((trx) => findState(trx, known.id), { readOnly: true })
  if (pinSetAt === null || added.every((number) => used.includes(number))) return
  await requirePin(house, { ip: '' }, known.id, pin)
}

function makerOf(line: KnownLine, { code }: DialledCode): ChangeMaker {
  return {
    actor: { id: line.id, name: line.name, role: 'phone-code', code: code.pattern },
    allow: () => undefined,
    audit: (trx: Transaction, now, facts) =>
      audit(trx, now, {
        companyId: line.companyId,
        actor: { id: line.id, name: line.name, role: 'user' },
        subjectId: line.id,
        action: 'call-settings.changed',
        facts,
      }),
  }
}

const spelt = (to: Destination, { company }: Ground): string[] => {
  if (to.kind === 'number') return [nationalDigits(to.number)]
  const line = company.lines.get(to.lineId)
  return line ? [line.extension || nationalDigits(line.number as PhoneNumber)] : []
}

const loops: readonly SettingRefusal[] = ['loop', 'own-number']
const numbers: readonly SettingRefusal[] = [
  'not-a-number',
  'unknown-extension',
  'class-not-allowed',
  'own-barring',
  'emergency',
  'feature-code',
]

function refusalOf({ code, facts }: Problem): AnnouncementName {
  if (code !== 'setting.refused') return 'code-refused'
  const reason = facts.reason as SettingRefusal
  if (loops.includes(reason)) return 'loop-refused'
  return numbers.includes(reason) ? 'number-refused' : 'code-refused'
}
