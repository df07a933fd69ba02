import { expect, test } from 'vitest'
import type { PhoneNumber } from '../phone-number.ts'
import { nextSipUser, sipUserStem } from './sip-user.ts'

test('begins with the extension, leading zeros and all', () => {
  expect(sipUserStem({ extension: '049', number: '+390125555049' as PhoneNumber })).toBe('049')
})

test('without an extension it begins with the last digits of the number', () => {
  expect(sipUserStem({ extension: '', number: '+390125555731' as PhoneNumber })).toBe('731')
})

test('counts on from the highest, also past removed ones', () => {
  expect(nextSipUser('049', [])).toBe('049-1')
  expect(nextSipUser('049', ['049-1', '049-10', '049-2'])).toBe('049-11')
})
