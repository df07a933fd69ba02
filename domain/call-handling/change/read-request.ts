import { readPhoneNumber } from '../../phone-number.ts'
import { same } from '../same.ts'
import { type CallerPattern, type CallSettings, type Destination, type SettingName, settingNames } from '../settings.ts'
import type { SettingsRequest, Typed } from '../settings-request.ts'
import type { ChangeGround } from './ground.ts'
import { readCaller } from './read-caller.ts'
import { nationalOrWhole, readDestination } from './read-destination.ts'
import { refuse } from './refusal.ts'

/**
 * The request with every typed text turned into what it means; only the settings it names.
 * @throws {Problem} setting.refused
 */
export function readRequest(
  asked: SettingsRequest,
  current: CallSettings,
  ground: ChangeGround,
): Partial<CallSettings> {
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

const unlikeEarlier = <T>(one: T, i: number, all: readonly T[]): boolean =>
  all.findIndex((other) => same(one, other)) === i
