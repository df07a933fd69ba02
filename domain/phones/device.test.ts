import { expect, test } from 'vitest'
import { addRefusal, deviceState, readDeviceName } from './device.ts'

test.each([
  ['  Telefono della   scrivania ', 'Telefono della scrivania'],
  ['Cucina\u202egnp.exe', 'Cucina gnp.exe'],
  ['riga\nriga', 'riga riga'],
])('%j is kept as %j', (typed, kept) => {
  expect(readDeviceName(typed)).toBe(kept)
})

test.each(['', '   ', '\u200b', 'x'.repeat(41)])('%j is no name', (typed) => {
  expect(readDeviceName(typed)).toBeUndefined()
})

test('a phone is added up to the profile’s limit, by somebody with a proved address, to a line that lives', () => {
  const may = { devices: 0, limit: 1, emailVerified: true, account: 'live' } as const
  expect(addRefusal(may)).toBeUndefined()
  expect(addRefusal({ ...may, devices: 1 })).toBe('limit')
  expect(addRefusal({ ...may, emailVerified: false })).toBe('email')
  expect(addRefusal({ ...may, account: 'closed', devices: 1 })).toBe('line-closed')
})

test('is connected until it says goodbye, is switched off, or its registration runs out', () => {
  const now = new Date('2026-11-22T09:00:00Z')
  const never = { disabledAt: null, registeredSince: null, registeredUntil: null, lastContactAt: null }
  expect(deviceState(never, now)).toBe('never')
  expect(deviceState({ ...never, lastContactAt: now }, now)).toBe('offline')
  const online = { ...never, registeredSince: now, lastContactAt: now }
  expect(deviceState(online, now)).toBe('online')
  expect(deviceState({ ...online, registeredUntil: now }, now)).toBe('offline')
  expect(deviceState({ ...online, disabledAt: now }, now)).toBe('disabled')
})
