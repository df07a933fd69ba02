import { expect, it } from 'vitest'
import { readPhoneNumber } from '#domain/phone-number.ts'
import { behaviourOf, emergencyNumbers, outsideNumbers } from './numbers.ts'

it.each(outsideNumbers)('$number can be dialled in every spelling and $behaviour', ({ number, behaviour }) => {
  expect(readPhoneNumber(number)).toBe(number)
  const national = number.slice(3)
  for (const dialled of [number, national, `0039${national}`]) expect(behaviourOf(dialled)?.behaviour).toBe(behaviour)
})

it('gives every number to one only', () => {
  expect(new Set(outsideNumbers.map(({ number }) => number)).size).toBe(outsideNumbers.length)
})

it.each(emergencyNumbers)('answers %s, so that no demo reaches a real one', (number) => {
  expect(behaviourOf(number)?.behaviour).toBe('emergency')
})

it('knows nobody else', () => {
  expect(behaviourOf('+390115550199')).toBeUndefined()
  expect(behaviourOf('')).toBeUndefined()
})
