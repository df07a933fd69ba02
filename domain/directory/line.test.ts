import { expect, it } from 'vitest'
import { isExtension, readUserType, roleOf } from './line.ts'

it.each([
  ['Utente', 'user', 'user'],
  ['amministratore', 'administrator', 'administrator'],
  ['AMMINISTRATORE ', 'administrator', 'administrator'],
  ['Posto operatore', 'attendant', 'user'],
  ['Attendant', 'attendant', 'user'],
  ['End user', 'user', 'user'],
] as const)('%j is the user type %s with the role %s', (word, type, role) => {
  expect(readUserType(word)).toBe(type)
  expect(roleOf(type)).toBe(role)
})

it.each(['', 'Capo', 'user administrator'])('%j is no user type', (word) => {
  expect(readUserType(word)).toBeUndefined()
})

it.each([
  ['049', true],
  ['12', true],
  ['123456', true],
  ['1', false],
  ['1234567', false],
  ['4 9', false],
  ['٤٩', false],
  ['', false],
])('%j as an extension: %s', (text, good) => {
  expect(isExtension(text)).toBe(good)
})
