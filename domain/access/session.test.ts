import { describe, expect, it } from 'vitest'
import { addDays, hour, later, minute, second } from '../clock.ts'
import {
  absoluteEnd,
  absoluteEndAfterSwitch,
  isLive,
  type SessionFacts,
  type SessionKind,
  type StepUpPurpose,
  sessionEnds,
  steppedUp,
  steppedUpUntil,
  type View,
} from './session.ts'

const signIn = new Date('2026-11-22T08:00:00Z')
const elapsed = (milliseconds: number) => later(signIn, milliseconds)

function session(kind: SessionKind, view: View | null, facts: Partial<SessionFacts> = {}): SessionFacts {
  return {
    kind,
    view,
    lastSeenAt: signIn,
    expiresAt: absoluteEnd(kind, view, signIn),
    passwordAt: kind === 'remembered' ? null : signIn,
    steppedUpAt: null,
    line: { credentialExpiresAt: addDays(signIn, 365) },
    ...facts,
  }
}

describe('how long a session lives', () => {
  it.each<[string, SessionKind, View | null, number, number]>([
    ['the user’s view', 'full', 'user', 30 * minute, 12 * hour],
    ['the administrator’s view', 'full', 'administrator', 15 * minute, 8 * hour],
    ['a remembered computer', 'remembered', 'user', 30 * minute, 12 * hour],
    ['before the profile is chosen', 'full', null, 30 * minute, 12 * hour],
    ['the first access', 'gate', 'administrator', 15 * minute, 15 * minute],
    ['waiting for the second factor', 'second-factor', null, 5 * minute, 5 * minute],
  ])('%s', (_, kind, view, idle, absolute) => {
    const idling = session(kind, view)
    expect(isLive(idling, elapsed(idle - 1))).toBe(true)
    expect(isLive(idling, elapsed(idle))).toBe(false)
    const busy = session(kind, view, { lastSeenAt: elapsed(absolute - 1) })
    expect(isLive(busy, elapsed(absolute - 1))).toBe(true)
    expect(isLive(busy, elapsed(absolute))).toBe(false)
  })

  it('ends with the password that opened it, busy or not (E16)', () => {
    const expiry = elapsed(20 * minute)
    const open = session('full', 'user', { lastSeenAt: elapsed(19 * minute), line: { credentialExpiresAt: expiry } })
    expect(sessionEnds(open)).toEqual({ idleEndsAt: expiry, endsAt: expiry })
    expect(isLive(open, expiry)).toBe(false)
  })

  it('has no end by password where the company switched expiry off', () => {
    const open = session('full', 'user', { line: { credentialExpiresAt: null } })
    expect(sessionEnds(open).endsAt).toEqual(elapsed(12 * hour))
  })
})

describe('changing the profile', () => {
  it('gives the administrator’s view eight hours of its own', () => {
    expect(absoluteEndAfterSwitch(session('full', 'user'), 'administrator', elapsed(hour))).toEqual(elapsed(9 * hour))
  })

  it('never lengthens a session', () => {
    expect(absoluteEndAfterSwitch(session('full', 'user'), 'administrator', elapsed(11 * hour))).toEqual(
      elapsed(12 * hour),
    )
    expect(absoluteEndAfterSwitch(session('full', 'administrator'), 'user', elapsed(hour))).toEqual(elapsed(8 * hour))
  })
})

describe('how fresh the password must be', () => {
  it.each<[string, StepUpPurpose, number, boolean]>([
    ['a delicate change right after sign-in', 'recent', 0, true],
    ['a delicate change at the last moment', 'recent', 5 * minute - 1, true],
    ['a delicate change after five minutes', 'recent', 5 * minute, false],
    ['opening a configuration after ten minutes', 'acting', 10 * minute, true],
    ['opening a configuration after a quarter of an hour', 'acting', 15 * minute, false],
    ['the administrator’s view in the afternoon', 'administrator-view', 11 * hour, true],
    ['the administrator’s view after twelve hours', 'administrator-view', 12 * hour, false],
  ])('%s', (_, purpose, age, fresh) => {
    expect(steppedUp(session('full', 'user'), elapsed(age), purpose)).toBe(fresh)
  })

  it('counts the later of sign-in and step-up', () => {
    const again = session('full', 'user', { steppedUpAt: elapsed(hour) })
    expect(steppedUpUntil(again, elapsed(hour + second), 'recent')).toEqual(elapsed(hour + 5 * minute))
  })

  it('is never fresh on a remembered computer before a password', () => {
    const remembered = session('remembered', 'user')
    expect(steppedUp(remembered, signIn, 'administrator-view')).toBe(false)
    expect(steppedUp({ ...remembered, steppedUpAt: signIn }, elapsed(minute), 'recent')).toBe(true)
  })

  it.each(['gate', 'second-factor'] as const)('is never fresh in a %s session', (kind) => {
    expect(steppedUp(session(kind, null), signIn, 'recent')).toBe(false)
  })
})
