import { describe, expect, it } from 'vitest'
import { addDays } from '../clock.ts'
import { type AccountFacts, namedState } from './account.ts'
import { type AccountEvent, type AccountRefusal, transition } from './account-events.ts'

const now = new Date('2026-11-22T08:00:00Z')
const inDays = (days: number) => addDays(now, days)

const provisioned: AccountFacts = {
  role: 'user',
  account: 'provisioned',
  credential: 'none',
  credentialExpiresAt: null,
  gateOpenedAt: null,
  emailStatus: 'none',
  emailSource: null,
  emailNext: null,
  emailLaterSince: null,
  signInsWithoutEmail: 0,
}
const active: AccountFacts = {
  ...provisioned,
  account: 'live',
  credential: 'own',
  credentialExpiresAt: inDays(300),
  gateOpenedAt: inDays(-65),
  emailStatus: 'verified',
  emailSource: 'owner',
}
const shared: AccountFacts = { ...provisioned, account: 'live', credential: 'shared', credentialExpiresAt: inDays(300) }
const withoutEmail: AccountFacts = { ...active, emailStatus: 'none', emailSource: null }
const pending: AccountFacts = { ...active, emailStatus: 'pending' }
const administrator = { role: 'administrator' } as const
const over = { credentialExpiresAt: now }

type EventOf<T> = T extends { at: Date } ? Omit<T, 'at'> : never
type Happening = EventOf<AccountEvent>
const happens = (facts: AccountFacts, event: Happening, ownExpiryDays: number | null = 365) =>
  transition(facts, { ...event, at: now } as AccountEvent, { ownExpiryDays })

describe('what happens', () => {
  it.each<[string, AccountFacts, Happening, Partial<AccountFacts>]>([
    [
      'the switchboard goes live',
      provisioned,
      { kind: 'pbx-activated' },
      { account: 'live', credential: 'shared', credentialExpiresAt: inDays(365) },
    ],
    ['a temporary password is used', shared, { kind: 'gate-opened' }, { gateOpenedAt: now }],
    ['it is used again', { ...shared, gateOpenedAt: inDays(-3) }, { kind: 'gate-opened' }, {}],
    [
      'the temporary password is changed, without e-mail',
      shared,
      { kind: 'change-password' },
      { credential: 'own', credentialExpiresAt: inDays(365), emailLaterSince: now, signInsWithoutEmail: 1 },
    ],
    [
      'the same, with a proved e-mail',
      { ...shared, emailStatus: 'verified', emailSource: 'activation' },
      { kind: 'change-password' },
      { credential: 'own', credentialExpiresAt: inDays(365) },
    ],
    [
      'the own password is changed',
      { ...active, emailNext: 'new@x.it' },
      { kind: 'change-password' },
      { credentialExpiresAt: inDays(365), emailNext: null },
    ],
    ['a sign-in without e-mail', withoutEmail, { kind: 'signed-in' }, { emailLaterSince: now, signInsWithoutEmail: 1 }],
    [
      'another one',
      { ...pending, emailLaterSince: inDays(-2), signInsWithoutEmail: 2 },
      { kind: 'signed-in' },
      { signInsWithoutEmail: 3 },
    ],
    ['a sign-in with e-mail', active, { kind: 'signed-in' }, {}],
    ['an address is entered', withoutEmail, { kind: 'add-email' }, { emailStatus: 'pending', emailSource: 'owner' }],
    [
      'a mistyped address is entered again',
      { ...pending, emailSource: 'administrator' },
      { kind: 'add-email' },
      { emailSource: 'owner' },
    ],
    ['"Più tardi"', withoutEmail, { kind: 'postpone-email' }, { emailLaterSince: now }],
    [
      'the address is proved',
      { ...pending, emailLaterSince: inDays(-2), signInsWithoutEmail: 2 },
      { kind: 'verify-email', by: 'code' },
      { emailStatus: 'verified', emailLaterSince: null, signInsWithoutEmail: 0 },
    ],
    [
      'it is proved by link before the first access',
      { ...shared, emailStatus: 'pending', emailSource: 'administrator' },
      { kind: 'verify-email', by: 'link' },
      { emailStatus: 'verified', emailSource: 'owner' },
    ],
    ['a new address is asked for', active, { kind: 'change-email', address: 'new@x.it' }, { emailNext: 'new@x.it' }],
    [
      'the new address is proved',
      { ...active, emailNext: 'new@x.it' },
      { kind: 'verify-email', by: 'link' },
      { emailNext: null },
    ],
    [
      'the change is taken back',
      { ...active, emailNext: 'new@x.it' },
      { kind: 'undo-email', changedAt: inDays(-6) },
      { emailNext: null, credentialExpiresAt: now },
    ],
    [
      'the change is taken back after the password’s end',
      { ...active, credentialExpiresAt: inDays(-1) },
      { kind: 'undo-email', changedAt: inDays(-6) },
      {},
    ],
    [
      'a reset',
      { ...active, credentialExpiresAt: inDays(-9) },
      { kind: 'reset-complete' },
      { credentialExpiresAt: inDays(365) },
    ],
    [
      'a reset to an address the administrator gave (E21)',
      { ...shared, emailStatus: 'pending', emailSource: 'administrator' },
      { kind: 'reset-complete' },
      { credential: 'own', credentialExpiresAt: inDays(365), emailStatus: 'verified', emailSource: 'owner' },
    ],
    [
      'the administrator sets a password (R06)',
      { ...active, emailNext: 'new@x.it' },
      { kind: 'admin-set-temporary', oneself: false },
      { credential: 'temporary', credentialExpiresAt: inDays(7), emailNext: null },
    ],
    [
      'the administrator gives an address',
      shared,
      { kind: 'admin-set-email' },
      { emailStatus: 'pending', emailSource: 'administrator' },
    ],
    [
      'the line gets another holder',
      active,
      { kind: 'reopen', oneself: false },
      {
        credential: 'temporary',
        credentialExpiresAt: inDays(7),
        gateOpenedAt: null,
        emailStatus: 'none',
        emailSource: null,
      },
    ],
    [
      '1928 restores an administrator (R15)',
      { ...withoutEmail, ...administrator, ...over },
      { kind: 'support-restore', requestedBy: 'a', approvedBy: 'b' },
      { credential: 'temporary', credentialExpiresAt: inDays(3), emailStatus: 'pending', emailSource: 'support' },
    ],
    [
      '1928 leaves a proved address alone',
      { ...active, ...administrator },
      { kind: 'support-restore', requestedBy: 'a', approvedBy: 'b' },
      { credential: 'temporary', credentialExpiresAt: inDays(3) },
    ],
    ['a user becomes administrator', active, { kind: 'grant-administrator' }, administrator],
    [
      'and user again',
      { ...active, ...administrator },
      { kind: 'revoke-administrator', lastAdministrator: false },
      { role: 'user' },
    ],
    ['the line is disabled', active, { kind: 'disable', lastAdministrator: false }, { account: 'disabled' }],
    ['and enabled', { ...active, account: 'disabled' }, { kind: 'enable' }, { account: 'live' }],
    [
      'the contract ends',
      active,
      { kind: 'close' },
      { account: 'closed', credential: 'none', credentialExpiresAt: null },
    ],
  ])('%s', (_, facts, event, changes) => {
    expect(happens(facts, event)).toEqual({ ...facts, ...changes })
  })

  it.each<AccountFacts>([shared, active])('own passwords have no end where the contract says so', (facts) => {
    expect(happens(facts, { kind: 'change-password' }, null)).toMatchObject({
      credential: 'own',
      credentialExpiresAt: null,
    })
  })
})

describe('what is refused', () => {
  it.each<[string, AccountFacts, Happening, AccountRefusal]>([
    [
      'anything after the end of the contract',
      { ...provisioned, account: 'closed' },
      { kind: 'pbx-activated' },
      'closed',
    ],
    ['closing twice', { ...provisioned, account: 'closed' }, { kind: 'close' }, 'closed'],
    ['a second activation', shared, { kind: 'pbx-activated' }, 'not-provisioned'],
    ['a sign-in before the activation', provisioned, { kind: 'signed-in' }, 'not-live'],
    ['a reset of a disabled line', { ...active, account: 'disabled' }, { kind: 'reset-complete' }, 'not-live'],
    ['enabling what is not disabled', active, { kind: 'enable' }, 'not-disabled'],
    ['a gate with an own password', active, { kind: 'gate-opened' }, 'no-temporary-password'],
    ['a gate with an expired password', { ...shared, ...over }, { kind: 'gate-opened' }, 'expired'],
    ['changing an expired temporary password', { ...shared, ...over }, { kind: 'change-password' }, 'expired'],
    ['changing an expired own password (decision 3)', { ...active, ...over }, { kind: 'change-password' }, 'expired'],
    [
      'changing the password before the overdue e-mail',
      { ...withoutEmail, signInsWithoutEmail: 6 },
      { kind: 'change-password' },
      'email-first',
    ],
    ['an e-mail before the password', shared, { kind: 'add-email' }, 'password-first'],
    ['an e-mail with an expired password', { ...withoutEmail, ...over }, { kind: 'add-email' }, 'expired'],
    ['adding a second e-mail', active, { kind: 'add-email' }, 'email-already-verified'],
    [
      '"Più tardi" for an administrator',
      { ...withoutEmail, ...administrator },
      { kind: 'postpone-email' },
      'email-required',
    ],
    [
      '"Più tardi" after a week',
      { ...withoutEmail, emailLaterSince: inDays(-7) },
      { kind: 'postpone-email' },
      'email-required',
    ],
    ['"Più tardi" with an e-mail', active, { kind: 'postpone-email' }, 'email-already-verified'],
    [
      'a code before the password',
      { ...shared, emailStatus: 'pending', emailSource: 'administrator' },
      { kind: 'verify-email', by: 'code' },
      'password-first',
    ],
    ['proving no address', withoutEmail, { kind: 'verify-email', by: 'link' }, 'nothing-to-verify'],
    ['proving twice', active, { kind: 'verify-email', by: 'code' }, 'nothing-to-verify'],
    [
      'changing an address not yet proved',
      pending,
      { kind: 'change-email', address: 'new@x.it' },
      'email-not-verified',
    ],
    ['taking a change back after a week', active, { kind: 'undo-email', changedAt: inDays(-7) }, 'too-late'],
    [
      'taking a change back after the line changed hands',
      withoutEmail,
      { kind: 'undo-email', changedAt: inDays(-1) },
      'email-not-verified',
    ],
    ['a reset without address', withoutEmail, { kind: 'reset-complete' }, 'no-address-for-reset'],
    ['a reset to an address only typed', pending, { kind: 'reset-complete' }, 'no-address-for-reset'],
    [
      'one administrator setting another’s password',
      { ...active, ...administrator },
      { kind: 'admin-set-temporary', oneself: false },
      'target-is-administrator',
    ],
    ['setting one’s own temporary password', active, { kind: 'admin-set-temporary', oneself: true }, 'oneself'],
    ['replacing a proved address (R08)', active, { kind: 'admin-set-email' }, 'email-already-verified'],
    [
      'giving another administrator an address',
      { ...withoutEmail, ...administrator },
      { kind: 'admin-set-email' },
      'target-is-administrator',
    ],
    ['reassigning one’s own line', active, { kind: 'reopen', oneself: true }, 'oneself'],
    ['1928 for a user', active, { kind: 'support-restore', requestedBy: 'a', approvedBy: 'b' }, 'target-is-user'],
    [
      '1928 by one agent alone (R14)',
      { ...active, ...administrator },
      { kind: 'support-restore', requestedBy: 'a', approvedBy: 'a' },
      'same-agent',
    ],
    [
      'disabling the last administrator (R13)',
      { ...active, ...administrator },
      { kind: 'disable', lastAdministrator: true },
      'last-administrator',
    ],
    [
      'revoking the last administrator',
      { ...active, ...administrator },
      { kind: 'revoke-administrator', lastAdministrator: true },
      'last-administrator',
    ],
    ['revoking a user', active, { kind: 'revoke-administrator', lastAdministrator: false }, 'target-is-user'],
  ])('%s', (_, facts, event, refused) => {
    expect(happens(facts, event)).toEqual({ refused })
  })
})

it('tells the story of the guide: activation, first access, e-mail', () => {
  const events: Happening[] = [
    { kind: 'pbx-activated' },
    { kind: 'gate-opened' },
    { kind: 'change-password' },
    { kind: 'add-email' },
    { kind: 'verify-email', by: 'code' },
  ]
  const states: string[] = []
  let facts = provisioned
  for (const event of events) {
    facts = happens(facts, event) as AccountFacts
    states.push(namedState(facts, now))
  }
  expect(states).toEqual(['shared', 'shared', 'email-missing', 'email-pending', 'active'])
})
