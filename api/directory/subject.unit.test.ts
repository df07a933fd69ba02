import { expect, it } from 'vitest'
import { actingRefusal, requireSubject, type Subject } from './subject.ts'

const user: Subject = { id: 'user', role: 'user', account: 'live' }

it.each([
  ['an end user', user, undefined],
  ['one that was never activated', { ...user, account: 'provisioned' }, undefined],
  ['one that is switched off', { ...user, account: 'disabled' }, undefined],
  ['oneself', { ...user, id: 'me', role: 'administrator' }, 'self'],
  ['another administrator', { ...user, role: 'administrator' }, 'administrator'],
  ['a closed line', { ...user, account: 'closed' }, 'closed'],
  ['a closed administrator', { ...user, role: 'administrator', account: 'closed' }, 'administrator'],
] as const)('%s', (_, subject, refusal) => {
  expect(actingRefusal('me', subject)).toBe(refusal)
  if (refusal) expect(() => requireSubject('me', subject)).toThrow('acting.not-allowed')
  else expect(requireSubject('me', subject)).toBe(subject)
})

it('nobody', () => {
  expect(() => requireSubject('me', undefined)).toThrow('not-found')
})
