import { expect, it } from 'vitest'
import { initials } from './initials.ts'

it.each([
  ['Paolo Actis', 'PA'],
  ['Maria Chiara de Sanctis', 'MS'],
  ['D’Angelo', 'D'],
  ['reception', 'R'],
  ['Sala riunioni 2', 'S2'],
  ['Èlia Òrru', 'ÈÒ'],
  ['– ', ''],
])('%s becomes %s', (name, letters) => {
  expect(initials(name)).toBe(letters)
})
