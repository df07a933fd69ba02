import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, day, later } from '../clock.ts'
import {
  type AccountFacts,
  admission,
  emailGrace,
  hasExpired,
  type NamedState,
  namedState,
  resetPath,
} from './account.ts'
import { type AccountEvent, transition } from './account-events.ts'

/*
 * The invariants of spec/security 2.1, under any order of events and any passing of time:
 * I1 data only with live + own + unexpired + an e-mail recorded, or a user whose e-mail may still wait (decision 2)
 * I2 nobody but the owner ever produces an own password
 * I3 nobody but the owner ever produces a verified address
 * I4 every live account can become active again: alone with a proved address, else with administrator or 1928
 * I5 closed is final
 */

type EventOf<T> = T extends { at: Date } ? Omit<T, 'at'> : never
type Happening = EventOf<AccountEvent>
type Moment = { readonly facts: AccountFacts; readonly now: Date }

const start = new Date('2026-11-22T08:00:00Z')

/** Every event there is; ages of an e-mail change are in days before the event. */
const happenings = (now: Date): Happening[] => [
  { kind: 'pbx-activated' },
  { kind: 'gate-opened' },
  { kind: 'signed-in' },
  { kind: 'change-password' },
  { kind: 'add-email' },
  { kind: 'postpone-email' },
  { kind: 'verify-email', by: 'code' },
  { kind: 'verify-email', by: 'link' },
  { kind: 'change-email', address: 'new@example.it' },
  { kind: 'undo-email', changedAt: addDays(now, -1) },
  { kind: 'undo-email', changedAt: addDays(now, -8) },
  { kind: 'reset-complete' },
  { kind: 'admin-set-temporary', oneself: false },
  { kind: 'admin-set-temporary', oneself: true },
  { kind: 'admin-set-email' },
  { kind: 'reopen', oneself: false },
  { kind: 'support-restore', requestedBy: 'a', approvedBy: 'b' },
  { kind: 'support-restore', requestedBy: 'a', approvedBy: 'a' },
  { kind: 'grant-administrator' },
  { kind: 'revoke-administrator', lastAdministrator: false },
  { kind: 'disable', lastAdministrator: false },
  { kind: 'disable', lastAdministrator: true },
  { kind: 'enable' },
  { kind: 'close' },
]

const beginnings: AccountFacts[] = (['user', 'administrator'] as const).flatMap((role) =>
  (['none', 'pending', 'verified'] as const).map((emailStatus) => ({
    role,
    account: 'provisioned' as const,
    credential: 'none' as const,
    credentialExpiresAt: null,
    gateOpenedAt: null,
    emailStatus,
    emailSource: emailStatus === 'none' ? null : ('activation' as const),
    emailNext: null,
    emailLaterSince: null,
    signInsWithoutEmail: 0,
  })),
)

/** Events that only the owner can cause: with the old password, or with a token sent to the owner's mailbox. */
const makesOwnPassword = new Set<AccountEvent['kind']>(['change-password', 'reset-complete'])
const makesVerifiedEmail = new Set<AccountEvent['kind']>(['verify-email', 'reset-complete'])

function checkFacts({ facts, now }: Moment): void {
  const opened = admission(facts, now)
  if (opened.kind === 'full') {
    const emailWaits =
      facts.role === 'user' &&
      facts.signInsWithoutEmail <= emailGrace.signIns &&
      (facts.emailLaterSince === null || now < addDays(facts.emailLaterSince, emailGrace.days))
    expect(facts, 'I1').toMatchObject({ account: 'live', credential: 'own' })
    expect(hasExpired(facts, now), 'I1').toBe(false)
    expect(facts.emailStatus !== 'none' || emailWaits, 'I1').toBe(true)
    expect(opened.restricted, 'full rights need a proved address').toBe(facts.emailStatus !== 'verified')
  }
  if (opened.kind === 'gate' && opened.step !== 'change-password') expect(facts.credential).toBe('own')
  if (facts.account === 'live') expect(isActiveAgain({ facts, now }), 'I4').toBe(true)
  // shape
  expect(facts.emailStatus === 'none').toBe(facts.emailSource === null)
  if (facts.emailNext !== null) expect(facts).toMatchObject({ account: 'live', emailStatus: 'verified' })
  if (facts.credential === 'shared' || facts.credential === 'temporary')
    expect(facts.credentialExpiresAt).not.toBeNull()
  if (facts.credential === 'none') expect(facts.credentialExpiresAt).toBeNull()
  if (facts.emailStatus === 'verified') expect(facts).toMatchObject({ emailLaterSince: null, signInsWithoutEmail: 0 })
}

function checkChange(before: AccountFacts, after: AccountFacts, event: AccountEvent): void {
  if (before.credential !== 'own' && after.credential === 'own') expect(makesOwnPassword, 'I2').toContain(event.kind)
  if (before.emailStatus !== 'verified' && after.emailStatus === 'verified')
    expect(makesVerifiedEmail, 'I3').toContain(event.kind)
  expect(before.account, 'I5').not.toBe('closed')
}

/** Follows the way that the portal itself would point out. */
function isActiveAgain(moment: Moment): boolean {
  const way: Record<ReturnType<typeof resetPath>, Happening[]> = {
    email: [{ kind: 'reset-complete' }],
    administrator: [{ kind: 'admin-set-email' }, { kind: 'reset-complete' }],
    support: [
      { kind: 'support-restore', requestedBy: 'a', approvedBy: 'b' },
      { kind: 'gate-opened' },
      { kind: 'change-password' },
      { kind: 'verify-email', by: 'code' },
    ],
  }
  const end = way[resetPath(moment.facts)].reduce<AccountFacts | undefined>(
    (facts, event) => facts && apply({ facts, now: moment.now }, event)?.facts,
    moment.facts,
  )
  return end !== undefined && namedState(end, moment.now) === 'active'
}

function apply({ facts, now }: Moment, event: Happening, ownExpiryDays: number | null = 365): Moment | undefined {
  const after = transition(facts, { ...event, at: now } as AccountEvent, { ownExpiryDays })
  return 'refused' in after ? undefined : { facts: after, now }
}

describe('any life of an account', () => {
  const steps = fc.array(
    fc.record({
      choice: fc.nat(),
      waited: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 9 * day }), fc.integer({ min: 0, max: 400 * day })),
    }),
    { maxLength: 40 },
  )

  it('keeps I1 to I5', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...beginnings),
        fc.constantFrom(365, null),
        steps,
        (beginning, ownExpiryDays, life) => {
          let moment: Moment = { facts: beginning, now: start }
          for (const { choice, waited } of life) {
            moment = { ...moment, now: later(moment.now, waited) }
            checkFacts(moment)
            const all = happenings(moment.now)
            const event = all[choice % all.length] as Happening
            const after = apply(moment, event, ownExpiryDays)
            if (!after) continue
            checkChange(moment.facts, after.facts, { ...event, at: moment.now } as AccountEvent)
            checkFacts(after)
            moment = after
          }
        },
      ),
      { numRuns: 500 },
    )
  })

  it('never gives a password more time than its kind has', () => {
    fc.assert(
      fc.property(fc.constantFrom(...beginnings), steps, (beginning, life) => {
        let moment: Moment = { facts: beginning, now: start }
        for (const { choice, waited } of life) {
          moment = { ...moment, now: later(moment.now, waited) }
          const all = happenings(moment.now)
          moment = apply(moment, all[choice % all.length] as Happening) ?? moment
          const { credential, credentialExpiresAt } = moment.facts
          const longest = credential === 'temporary' ? 7 : 365
          if (credentialExpiresAt)
            expect(credentialExpiresAt.getTime()).toBeLessThanOrEqual(addDays(moment.now, longest).getTime())
        }
      }),
      { numRuns: 300 },
    )
  })
})

describe('every state there is', () => {
  /** Two moments with the same key have the same future, up to the length of waits. */
  function keyOf({ facts, now }: Moment): string {
    const { credentialExpiresAt, emailLaterSince, gateOpenedAt, signInsWithoutEmail, ...rest } = facts
    const rests = credentialExpiresAt ? Math.ceil((credentialExpiresAt.getTime() - now.getTime()) / day) : 'none'
    const waits = emailLaterSince ? now >= addDays(emailLaterSince, emailGrace.days) : 'none'
    const left = typeof rests === 'number' ? [0, 3, 7, 30, 365].find((days) => rests <= days) : rests
    return JSON.stringify([
      rest,
      left,
      waits,
      gateOpenedAt !== null,
      Math.min(signInsWithoutEmail, emailGrace.signIns + 1),
    ])
  }

  function explore(): { states: Moment[]; moves: number } {
    const found = new Map<string, Moment>()
    const waiting: Moment[] = beginnings.map((facts) => ({ facts, now: start }))
    let moves = 0
    for (let moment = waiting.pop(); moment; moment = waiting.pop()) {
      const key = keyOf(moment)
      if (found.has(key)) continue
      found.set(key, moment)
      const { facts, now } = moment
      for (const event of happenings(now)) {
        const after = apply(moment, event)
        if (!after) continue
        moves += 1
        checkChange(facts, after.facts, { ...event, at: now } as AccountEvent)
        waiting.push(after)
      }
      for (const days of [1, 4, 8, 366]) waiting.push({ facts, now: addDays(now, days) })
    }
    return { states: [...found.values()], moves }
  }

  it('is reached, and is sound', () => {
    const { states, moves } = explore()
    states.forEach(checkFacts)
    const names = new Set(states.map(({ facts, now }) => namedState(facts, now)))
    expect([...names].sort()).toEqual<NamedState[]>([
      'active',
      'closed',
      'disabled',
      'email-missing',
      'email-pending',
      'expired',
      'provisioned',
      'shared',
      'shared-expired',
      'temporary',
      'temporary-expired',
    ])
    expect(states.length).toBeGreaterThan(300)
    expect(moves).toBeGreaterThan(3 * states.length)
  })
})
