import { expect, it } from 'vitest'
import { shortLicences } from './licences.ts'

const use = (licences: number, before: number, after: number) => ({
  code: 'standard',
  name: 'Standard',
  licences,
  before,
  after,
})

it.each([
  ['as many as there are', use(3, 1, 3), false],
  ['one too many', use(3, 3, 4), true],
  ['the first of a profile that the contract does not give', use(0, 0, 1), true],
  ['still too many, but no more than before', use(3, 5, 5), false],
  ['fewer, though too many', use(3, 5, 4), false],
  ['too many, and more', use(3, 5, 6), true],
])('licences: %s', (_case, one, short) => {
  expect(shortLicences([one])).toEqual(short ? [one] : [])
})
