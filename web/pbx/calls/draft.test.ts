import { describe, expect, test } from 'vitest'
import { type CallSettings, freshSettings } from '#domain/call-handling/settings.ts'
import { readPhoneNumber } from '#domain/phone-number.ts'
import { changedFields, changesBetween, range, withSeconds, withTimer } from './draft.ts'

const mobile = { kind: 'number', number: readPhoneNumber('347 555 0182')! } as const
const both: CallSettings = {
  ...freshSettings,
  noAnswer: { on: true, to: mobile, after: 20 },
  voicemail: { on: true, after: 30 },
}

describe('what waits for Conferma', () => {
  test('the figure’s three changes: forward, to whom, and the seconds of voicemail', () => {
    const draft = withSeconds(
      { ...both, forwardAll: { on: true, to: { kind: 'line', lineId: 'silvia' }, until: null } },
      'voicemail',
      25,
    )
    expect(changedFields(both, draft)).toEqual(['forward', 'forwardTo', 'voicemailAfter'])
    expect(changesBetween(both, draft)).toEqual({
      forwardAll: draft.forwardAll,
      voicemail: { on: true, after: 25 },
    })
  })

  test('the same said in another order is no change', () => {
    const told = JSON.parse('{"until":null,"to":null,"on":false}') as CallSettings['forwardAll']
    expect(changedFields(both, { ...both, forwardAll: told })).toEqual([])
    expect(changesBetween(both, { ...both, forwardAll: told })).toEqual({})
    const silent = (names: string[]) => ({ ...both, ringing: { ...both.ringing, silent: names } })
    expect(changedFields(silent(['a', 'b']), silent(['b', 'a']))).toEqual([])
  })
})

describe('voicemail comes at least five seconds after the forward', () => {
  test.each([
    ['noAnswer', 25, 25, 30],
    ['noAnswer', 28, 28, 33],
    ['noAnswer', 90, 85, 90],
    ['noAnswer', 1, 5, 30],
    ['voicemail', 22, 17, 22],
    ['voicemail', 5, 5, 10],
    ['voicemail', 99, 20, 90],
  ] as const)('%s to %d: forward at %d, voicemail at %d', (timer, seconds, forward, voicemail) => {
    const moved = withSeconds(both, timer, seconds)
    expect([moved.noAnswer.after, moved.voicemail.after]).toEqual([forward, voicemail])
  })

  test('alone, a timer has the whole room', () => {
    const alone = withTimer(both, 'noAnswer', false)
    expect(range(alone, 'voicemail')).toEqual({ least: 5, most: 90 })
    expect(withSeconds(alone, 'voicemail', 5).voicemail.after).toBe(5)
  })

  test('a timer that comes on too near pushes the other', () => {
    const near: CallSettings = { ...both, noAnswer: { on: false, to: mobile, after: 30 } }
    expect(withTimer(near, 'noAnswer', true).voicemail.after).toBe(35)
    expect(withTimer(near, 'noAnswer', false)).toEqual(near)
  })
})
