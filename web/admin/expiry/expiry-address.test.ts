import { expect, test } from 'vitest'
import { type ExpiryState, readExpiryAddress, writeExpiryAddress } from './expiry-address.ts'

const site = 'a0000000-0000-4000-8000-00000000cafe'

test.each<[string, ExpiryState]>([
  ['everything', { withoutEmail: false, page: 1 }],
  ['one site', { site, withoutEmail: false, page: 1 }],
  ['a month without e-mail, third page', { month: '2027-11', withoutEmail: true, page: 3 }],
])('%s is written and read again', (_name, state) => {
  expect(readExpiryAddress(writeExpiryAddress(state))).toEqual(state)
})

test('nonsense is left out', () => {
  const address = { sede: 'x', mese: '2027-13', senzaEmail: '1', pagina: '-4' }
  expect(readExpiryAddress(address)).toEqual({ withoutEmail: false, page: 1 })
})
