import { expect, it } from 'vitest'
import { calledName } from './called-name.ts'

it.each([
  ['Giulia Ferrero', 'Giulia'],
  ['Roberto D’Angelo', 'Roberto'],
  ['Maria Chiara De Sanctis', 'Maria'],
  ['Sala riunioni', 'Sala riunioni'],
  ['Reception', 'Reception'],
  ['Magazzino 2', 'Magazzino 2'],
])('calls %s %s', (name, called) => {
  expect(calledName(name)).toBe(called)
})
