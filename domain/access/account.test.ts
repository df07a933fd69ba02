import { describe, expect, it } from 'vitest'
import { addDays, hour, later } from '../clock.ts'
import {
  type AccountFacts,
  type Admission,
  admission,
  canResetByEmail,
  type FirstAccessState,
  firstAccessState,
  gateStep,
  type NamedState,
  namedState,
  resetPath,
  type SharedPasswordOpenTo,
} from './account.ts'

const now = new Date('2026-11-22T08:00:00Z')
const inDays = (days: number) => addDays(now, days)

const active: AccountFacts = {
  role: 'user',
  account: 'live',
  credential: 'own',
  credentialExpiresAt: inDays(300),
  gateOpenedAt: inDays(-65),
  emailStatus: 'verified',
  emailSource: 'owner',
  emailNext: null,
  emailLaterSince: null,
  signInsWithoutEmail: 0,
}
const account = (facts: Partial<AccountFacts> = {}): AccountFacts => ({ ...active, ...facts })
const untouched = account({ credential: 'shared', gateOpenedAt: null, emailStatus: 'none', emailSource: null })
const withoutEmail = account({ emailStatus: 'none', emailSource: null, emailLaterSince: now, signInsWithoutEmail: 1 })
const pending = account({ emailStatus: 'pending', emailLaterSince: now, signInsWithoutEmail: 1 })
const administrator = { role: 'administrator' } as const
const over = { credentialExpiresAt: now }

describe('named states (spec/security 2.1)', () => {
  it.each<[NamedState, AccountFacts]>([
    ['provisioned', account({ account: 'provisioned', credential: 'none' })],
    ['provisioned', account({ credential: 'none' })],
    ['shared', untouched],
    ['shared-expired', { ...untouched, ...over }],
    ['temporary', account({ credential: 'temporary' })],
    ['temporary-expired', account({ credential: 'temporary', ...over })],
    ['email-missing', withoutEmail],
    ['email-pending', pending],
    ['active', active],
    ['active', account({ credentialExpiresAt: null })],
    ['expired', account(over)],
    ['disabled', account({ account: 'disabled' })],
    ['closed', account({ account: 'closed' })],
  ])('%s', (name, facts) => {
    expect(namedState(facts, now)).toBe(name)
  })
})

describe('what a correct secret opens', () => {
  const gate = (step: 'change-password' | 'add-email' | 'verify-email'): Admission => ({ kind: 'gate', step })
  const expired = (reset: 'email' | 'administrator' | 'support'): Admission => ({ kind: 'expired', reset })
  const full: Admission = { kind: 'full', restricted: false, reminder: null, passwordExpiresAt: null }
  const waiting = (step: 'add-email' | 'verify-email', signInsLeft: number): Admission => ({
    kind: 'full',
    restricted: true,
    reminder: { step, until: inDays(7), signInsLeft },
    passwordExpiresAt: null,
  })

  it.each<[string, AccountFacts, Admission]>([
    ['before the activation', account({ account: 'provisioned', credential: 'none' }), { kind: 'refused' }],
    ['disabled', account({ account: 'disabled' }), { kind: 'refused' }],
    ['closed', account({ account: 'closed' }), { kind: 'refused' }],
    ['the shared password', untouched, gate('change-password')],
    ['a temporary password', account({ credential: 'temporary' }), gate('change-password')],
    ['an own password', active, full],
    ['an own password without expiry', account({ credentialExpiresAt: null }), full],
    [
      'an own password in its last month',
      account({ credentialExpiresAt: inDays(30) }),
      { ...full, passwordExpiresAt: inDays(30) },
    ],
    // the e-mail of an end user waits seven days or five sign-ins
    ['a user’s first sign-in without e-mail', withoutEmail, waiting('add-email', 4)],
    ['the fifth', { ...withoutEmail, signInsWithoutEmail: 5 }, waiting('add-email', 0)],
    ['the sixth', { ...withoutEmail, signInsWithoutEmail: 6 }, gate('add-email')],
    ['after a week', { ...withoutEmail, emailLaterSince: inDays(-7) }, gate('add-email')],
    ['an address not yet proved', pending, waiting('verify-email', 4)],
    ['an address not proved in a week', { ...pending, emailLaterSince: inDays(-7) }, gate('verify-email')],
    ['an address not proved in five sign-ins', { ...pending, signInsWithoutEmail: 6 }, gate('verify-email')],
    // an administrator's does not, but its proof does
    ['an administrator without e-mail', { ...withoutEmail, ...administrator }, gate('add-email')],
    ['an administrator’s address not yet proved', { ...pending, ...administrator }, waiting('verify-email', 4)],
    ['the same after a week', { ...pending, ...administrator, emailLaterSince: inDays(-7) }, gate('verify-email')],
    // right, but too old (A09, E16, E17, R09)
    ['the shared password of a user, too old', { ...untouched, ...over }, expired('administrator')],
    [
      'the shared password of an administrator, too old',
      { ...untouched, ...over, ...administrator },
      expired('support'),
    ],
    ['the shared password, too old, with an address', account({ credential: 'shared', ...over }), expired('email')],
    ['a temporary password, too old', account({ credential: 'temporary', ...over }), expired('email')],
    ['an own password, too old', account(over), expired('email')],
    ['an own password, too old, without e-mail', { ...withoutEmail, ...over }, expired('administrator')],
    ['an administrator’s, too old, without e-mail', { ...withoutEmail, ...administrator, ...over }, expired('support')],
    ['an own password, too old, with an address nobody proved', { ...pending, ...over }, expired('administrator')],
    [
      'the same, with an address the administrator gave',
      { ...pending, ...over, emailSource: 'administrator' },
      expired('email'),
    ],
  ])('%s', (_, facts, opened) => {
    expect(admission(facts, now)).toEqual(opened)
  })

  it.each<[SharedPasswordOpenTo, AccountFacts['role'], boolean]>([
    ['everyone', 'user', true],
    ['administrators', 'user', false],
    ['administrators', 'administrator', true],
    ['closed', 'administrator', false],
  ])('the shared password open to %s lets a %s in: %s', (shared, role, opens) => {
    expect(admission({ ...untouched, role }, now, shared).kind).toBe(opens ? 'gate' : 'refused')
    expect(admission({ ...untouched, ...over, role }, now, shared).kind).toBe(opens ? 'expired' : 'refused')
    expect(admission({ ...active, role }, now, shared).kind).toBe('full')
  })

  it('ends an own password at the instant, not before', () => {
    const facts = account({ credentialExpiresAt: later(now, hour) })
    expect(admission(facts, later(now, hour - 1)).kind).toBe('full')
    expect(admission(facts, later(now, hour)).kind).toBe('expired')
  })
})

describe('the order of the steps (decision 2)', () => {
  const open = { kind: 'full', restricted: false, reminder: null, passwordExpiresAt: null } as const
  const mayWait = { ...open, restricted: true, reminder: { step: 'add-email', until: null, signInsLeft: 5 } } as const

  it.each([
    [
      'an administrator chooses the profile first',
      'administrator',
      { kind: 'gate', step: 'change-password' },
      false,
      true,
      'view',
    ],
    [
      'then changes the password',
      'administrator',
      { kind: 'gate', step: 'change-password' },
      true,
      true,
      'change-password',
    ],
    ['then gives the e-mail', 'administrator', { kind: 'gate', step: 'add-email' }, true, true, 'add-email'],
    ['an active administrator still chooses', 'administrator', open, false, false, 'view'],
    ['and then enters', 'administrator', open, true, false, undefined],
    ['a user changes the password', 'user', { kind: 'gate', step: 'change-password' }, false, true, 'change-password'],
    ['is asked for the e-mail', 'user', mayWait, false, true, 'add-email'],
    ['and enters after "Più tardi"', 'user', mayWait, false, false, undefined],
  ] as const)('%s', (_, role, admitted, profileChosen, inGate, step) => {
    expect(gateStep(role, admitted, { profileChosen, inGate })).toBe(step)
  })
})

describe('who helps when the password is lost (guide 2.4)', () => {
  it.each([
    ['a proved address', active, true, 'email'],
    ['an address the owner typed and did not prove', pending, false, 'administrator'],
    ['an address 1928 gave', { ...pending, ...administrator, emailSource: 'support' as const }, true, 'email'],
    ['no address', withoutEmail, false, 'administrator'],
    ['an administrator without address', { ...withoutEmail, ...administrator }, false, 'support'],
  ])('%s', (_, facts, byEmail, path) => {
    expect(canResetByEmail(facts)).toBe(byEmail)
    expect(resetPath(facts)).toBe(path)
  })
})

describe('the lamps of Gestione dati', () => {
  it.each<[FirstAccessState, AccountFacts]>([
    ['never-entered', account({ credential: 'none', gateOpenedAt: null })],
    ['never-entered', untouched],
    ['temporary-password', { ...untouched, gateOpenedAt: now }],
    ['temporary-password', account({ credential: 'temporary' })],
    ['temporary-password', account({ credential: 'temporary', gateOpenedAt: null })],
    ['email-missing', withoutEmail],
    ['email-to-confirm', pending],
    ['completed', active],
    ['completed', account(over)],
  ])('%s', (lamp, facts) => {
    expect(firstAccessState(facts)).toBe(lamp)
  })
})
