import { expect, it } from 'vitest'
import { italianTime, type TimeZone } from '#domain/time-zone.ts'
import type { Profile } from '../my-profile.ts'
import { greetingFor } from './greeting.ts'

type Event = Profile['activity'][number]

const event = (action: string, more: Partial<Event> = {}): Event => ({
  id: 1,
  at: '2025-10-14T08:00:00.000Z',
  action,
  result: 'done',
  actor: 'you',
  actorName: '',
  facts: {},
  ...more,
})

it.each([
  ['2025-10-14T02:59:00Z', 'evening'],
  ['2025-10-14T03:00:00Z', 'morning'],
  ['2025-10-14T10:59:00Z', 'morning'],
  ['2025-10-14T11:00:00Z', 'afternoon'],
  ['2025-10-14T16:00:00Z', 'evening'],
  ['2025-12-14T16:59:00Z', 'afternoon'],
] as const)('at %s the office says good %s', (instant, greeting) => {
  expect(greetingFor(Date.parse(instant), undefined, italianTime)).toBe(greeting)
})

it.each([
  ['right after the first access', [event('email.verified'), event('line.activated'), event('sign-in')], 'welcome'],
  ['at the next sign-in', [event('sign-in'), event('sign-out'), event('line.activated')], 'morning'],
  [
    'a stranger’s failed try in between',
    [event('sign-in', { result: 'refused', actor: 'unknown' }), event('line.activated')],
    'welcome',
  ],
  ['nothing known', [], 'morning'],
] as const)('welcomes on the first visit only: %s', (_, activity, greeting) => {
  expect(greetingFor(Date.parse('2025-10-14T08:00:00Z'), [...activity], italianTime)).toBe(greeting)
})

it('says good morning where it is morning', () => {
  expect(greetingFor(Date.parse('2025-10-14T12:30:00Z'), undefined, 'America/New_York' as TimeZone)).toBe('morning')
})
