import fc from 'fast-check'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { ApiProblem } from '#contract/client.ts'
import { type AccountFacts, admission, canResetByEmail, mayWaitForEmail } from '#domain/access/account.ts'
import { type AccountEvent, type AccountRefusal, transition } from '#domain/access/account-events.ts'
import { day, hour, minute } from '#domain/clock.ts'
import { restoreBySupport } from '../provider/support-restore.ts'
import { type GrownLine, grownLine, ownAddress } from '../testing/grown-line.ts'
import { countLetters, lastLetter } from '../testing/last-letter.ts'
import { putGrant, putSession } from '../testing/put-session.ts'
import { type Browser, openTestHouse, type TestCompany, type TestHouse, type TestLine } from '../testing/test-house.ts'
import { findAccount } from './account.sql.ts'
import { accountFacts } from './account-facts.ts'

/**
 * Random lives of a line, lived through the front door and by the rules of `domain/access/account-events.ts` at the
 * same time. After every step the answers and the stored facts are what the rules say.
 */

let t: TestHouse
let company: TestCompany
let chief: GrownLine

beforeAll(async () => {
  t = await openTestHouse()
  company = await t.company()
  chief = await grownLine(t, company, { role: 'administrator' })
  await stored((trx) =>
    trx.updateTable('line').set({ credential_expires_at: null }).where('id', '=', chief.id).execute(),
  )
})
afterAll(() => t.close())

const stored: TestHouse['house']['cellar']['asService'] = (work, options) => t.house.cellar.asService(work, options)

type Step =
  | { do: 'wait'; milliseconds: number }
  | { do: 'enter' | 'guess' | 'change-password' | 'give-email' | 'prove-by-code' | 'prove-by-link' | 'reset' | 'undo' }
  | { do: 'administrator-password' | 'administrator-email' | 'support' | 'disable' | 'enable' | 'close' }

const steps: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .constantFrom(minute, hour, day, 5 * day, 8 * day, 200 * day, 365 * day)
      .map((milliseconds) => ({ do: 'wait' as const, milliseconds })),
  },
  { weight: 5, arbitrary: fc.constant({ do: 'enter' as const }) },
  { weight: 5, arbitrary: fc.constant({ do: 'change-password' as const }) },
  { weight: 4, arbitrary: fc.constantFrom({ do: 'give-email' as const }, { do: 'prove-by-code' as const }) },
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      ...(
        [
          'guess',
          'prove-by-code',
          'prove-by-link',
          'undo',
          'reset',
          'administrator-password',
          'administrator-email',
          'support',
          'disable',
          'enable',
        ] as const
      ).map((word) => ({ do: word })),
    ),
  },
  { weight: 1, arbitrary: fc.constant({ do: 'close' as const }) },
)

type Happening = AccountEvent extends infer E ? (E extends { at: Date } ? Omit<E, 'at'> : never) : never

/** One line in both worlds. */
class Life {
  readonly line: TestLine
  facts: AccountFacts
  own = ''
  temporary = ''
  /** What was mailed and may still work. */
  proof: { token: string; address: string; until: number } | undefined
  undo: { token: string; changedAt: Date; expected: boolean }[] = []
  private count = 0

  constructor(line: TestLine, facts: AccountFacts) {
    this.line = line
    this.facts = facts
  }

  /** What the rules make of an event, without letting it happen. */
  told(event: Happening): AccountFacts | { refused: AccountRefusal } {
    return transition(this.facts, { ...event, at: t.clock.now } as AccountEvent)
  }

  /** Lets it happen by the rules; answers whether they refused. */
  happens(event: Happening): boolean {
    const next = this.told(event)
    if ('refused' in next) return false
    this.facts = next
    return true
  }

  get secret(): string {
    return { own: this.own, temporary: this.temporary, shared: company.temporaryPassword, none: 'niente di niente' }[
      this.facts.credential
    ]
  }

  newPassword(): string {
    this.count += 1
    // Digits might be the line's own.
    const letters = String(this.count).replace(/\d/g, (digit) => 'bcdfghjklm'.charAt(Number(digit)))
    return `fiume tavolo cometa ${letters}`
  }

  newAddress(): string {
    this.count += 1
    return `m${this.line.extension}.${this.count}@actis.example`
  }
}

async function begin(role: 'user' | 'administrator'): Promise<Life> {
  const line = await t.line(company, { role })
  return new Life(line, await factsOf(line))
}

async function factsOf({ id }: TestLine): Promise<AccountFacts> {
  const account = await stored((trx) => findAccount(trx, id))
  if (!account) throw new Error('The line is gone')
  return accountFacts(account)
}

/** Limits on tries and letters have tests of their own. */
async function liftLimits({ line }: Life): Promise<void> {
  await stored(async (trx) => {
    await trx.deleteFrom('throttle').execute()
    const long = new Date(t.clock.now.getTime() - 2 * day)
    await trx.updateTable('email_code').set({ created_at: long }).where('line_id', '=', line.id).execute()
  })
}

const problemOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'done',
    (error: unknown) => {
      if (error instanceof ApiProblem) return error.code
      throw error
    },
  )

/** Signs in with the right secret, as far as it goes; the browser, where it opened something. */
async function enter(life: Life): Promise<{ browser: Browser; step: string } | undefined> {
  const browser = t.browser({ ip: ownAddress() })
  const signIn = browser.call('POST /api/session', { body: { number: life.line.number, password: life.secret } })
  const before = admission(life.facts, t.clock.now)
  if (before.kind === 'refused') {
    expect(await problemOf(signIn)).toBe('sign-in.refused')
    return undefined
  }
  const answer = await signIn
  if (before.kind === 'expired') {
    expect(answer).toMatchObject({ result: 'expired', reset: before.reset })
    return undefined
  }
  life.happens(life.facts.credential === 'own' ? { kind: 'signed-in' } : { kind: 'gate-opened' })
  let { session } = answer as { session: { state: string; step?: string } }
  if (life.facts.role === 'administrator') {
    expect(session).toMatchObject({ state: 'gate', step: 'view' })
    ;({ session } = await browser.call('POST /api/session/view', { body: { view: 'user' } }))
  }
  const now = admission(life.facts, t.clock.now)
  // An end user without an address is asked at every sign-in, and may put it off.
  const asked = now.kind === 'full' && life.facts.emailStatus === 'none' ? 'add-email' : undefined
  expect(session).toMatchObject(
    now.kind === 'gate'
      ? { state: 'gate', step: now.step }
      : asked
        ? { state: 'gate', step: asked, mayPostponeEmail: true }
        : { state: 'full' },
  )
  return { browser, step: session.step ?? 'full' }
}

/** The same, with "Più tardi" where it may be said. */
async function enterPortal(life: Life) {
  const inside = await enter(life)
  if (inside?.step !== 'add-email' || !mayWaitForEmail(life.facts, t.clock.now)) return inside
  expect(life.happens({ kind: 'postpone-email' })).toBe(true)
  await inside.browser.call('POST /api/email/later')
  return { ...inside, step: 'full' }
}

async function changePassword(life: Life): Promise<void> {
  const inside = await enterPortal(life)
  if (!inside) return
  const newPassword = life.newPassword()
  const call = inside.browser.call('POST /api/password/change', { body: { oldPassword: life.secret, newPassword } })
  const before = life.facts
  if (!life.happens({ kind: 'change-password' })) {
    expect(await problemOf(call)).toBe('gate')
    return
  }
  await call
  life.own = newPassword
  life.proof = undefined
  // An address that somebody else gave is written to after the first own password (S48).
  const { email, email_status } = await rowOf(life)
  if (before.credential !== 'own' && email_status === 'pending' && email) await rememberProof(life, email)
}

const rowOf = ({ line }: Life) =>
  stored((trx) =>
    trx.selectFrom('line').select(['email', 'email_status']).where('id', '=', line.id).executeTakeFirstOrThrow(),
  )

async function rememberProof(
  life: Life,
  address: string,
  letter: 'verify-email' | 'email-entered-by-administrator' = 'verify-email',
) {
  life.proof = { token: (await lastLetter(t, address, letter)).token, address, until: t.clock.now.getTime() + day }
}

async function giveEmail(life: Life): Promise<{ browser: Browser; address: string } | undefined> {
  const inside = await enter(life)
  if (!inside) return undefined
  await liftLimits(life)
  const address = life.newAddress()
  const call = inside.browser.call('POST /api/email', { body: { email: address } })
  const event: Happening =
    life.facts.emailStatus === 'verified' ? { kind: 'change-email', address } : { kind: 'add-email' }
  if (!life.happens(event)) {
    expect(await problemOf(call)).toBe('gate')
    return undefined
  }
  await call
  await rememberProof(life, address)
  return { browser: inside.browser, address }
}

/** Whatever proved the address: links that came before it are over, and a replaced address may take it back. */
async function proved(life: Life, replaced: { email: string | null } | undefined): Promise<void> {
  life.proof = undefined
  if (!replaced?.email) return
  const { token } = await lastLetter(t, replaced.email, 'email-changed')
  life.undo.push({ token, changedAt: t.clock.now, expected: true })
}

async function proveByCode(life: Life): Promise<void> {
  const given = await giveEmail(life)
  if (!given) return
  const replaced = life.facts.emailNext ? await rowOf(life) : undefined
  expect(life.happens({ kind: 'verify-email', by: 'code' })).toBe(true)
  const { code } = await lastLetter(t, given.address, 'verify-email')
  await given.browser.call('POST /api/email/verify', { body: { code: code ?? '' } })
  await proved(life, replaced)
}

async function proveByLink(life: Life): Promise<void> {
  const { proof } = life
  if (!proof) return
  const replaced = life.facts.emailNext ? await rowOf(life) : undefined
  const call = t
    .browser({ ip: ownAddress() })
    .call('POST /api/email/confirm-link', { body: { token: proof.token, number: life.line.number } })
  const inTime = t.clock.now.getTime() < proof.until
  if (!inTime || !life.happens({ kind: 'verify-email', by: 'link' })) {
    expect(await problemOf(call)).toBe('link.invalid')
    return
  }
  await call
  await proved(life, replaced)
}

async function reset(life: Life): Promise<void> {
  await liftLimits(life)
  const { number } = life.line
  const { email } = await rowOf(life)
  const letter = life.facts.emailStatus === 'verified' ? 'reset' : 'confirm-and-reset'
  const before = email ? await countLetters(t, email, letter) : 0
  await t.browser({ ip: ownAddress() }).call('POST /api/password/reset-request', { body: { number } })
  const sent = (email ? await countLetters(t, email, letter) : 0) - before
  const may = life.facts.account === 'live' && canResetByEmail(life.facts)
  expect(sent).toBe(may ? 1 : 0)
  if (!may || !email) return
  const newPassword = life.newPassword()
  const { token } = await lastLetter(t, email, letter)
  await t.browser({ ip: ownAddress() }).call('POST /api/password/reset', { body: { token, number, newPassword } })
  expect(life.happens({ kind: 'reset-complete' })).toBe(true)
  life.own = newPassword
  life.proof = undefined
}

async function takeBack(life: Life): Promise<void> {
  const last = life.undo.pop()
  if (!last) return
  const call = t.browser({ ip: ownAddress() }).call('POST /api/email/undo', { body: { token: last.token } })
  if (!life.happens({ kind: 'undo-email', changedAt: last.changedAt })) {
    expect(await problemOf(call)).toBe('link.invalid')
    return
  }
  await call
  life.proof = undefined
}

async function administratorWith(life: Life): Promise<Browser> {
  const session = await putSession(t, chief, { view: 'administrator' })
  await putGrant(t, session, chief, life.line.id)
  return session.browser
}

async function administratorPassword(life: Life): Promise<void> {
  if (life.facts.account === 'disabled') return // What may be done for a disabled line is the directory room's.
  const browser = await administratorWith(life)
  const place = { params: { lineId: life.line.id }, body: { deliver: 'show' as const } }
  const call = browser.call('POST /api/directory/lines/:lineId/temporary-password', place)
  if (!life.happens({ kind: 'admin-set-temporary', oneself: false })) {
    expect(await problemOf(call)).toBe('acting.not-allowed')
    return
  }
  life.temporary = (await call).temporaryPassword ?? ''
  life.proof = undefined
  // Beyond the rules: "mai usata" is said of the password, so the first use is counted anew.
  life.facts = { ...life.facts, gateOpenedAt: null }
}

async function administratorEmail(life: Life): Promise<void> {
  if (life.facts.account === 'disabled') return
  t.clock.forward(2 * minute)
  const browser = await administratorWith(life)
  const address = life.newAddress()
  const call = browser.call('POST /api/directory/lines/:lineId/email', {
    params: { lineId: life.line.id },
    body: { email: address },
  })
  if (!life.happens({ kind: 'admin-set-email' })) {
    expect(['acting.not-allowed', 'email.already-verified']).toContain(await problemOf(call))
    return
  }
  await call
  await rememberProof(life, address, 'email-entered-by-administrator')
}

async function support(life: Life): Promise<void> {
  const email = life.newAddress()
  const people = { requestedBy: 'Anna', approvedBy: 'Bruno' }
  const request = {
    ...people,
    number: life.line.number,
    email,
    spoken: true,
    ticket: 'T-1',
    requestedAt: null,
    consentOf: chief.number,
  }
  const restore = restoreBySupport(t.house, request)
  if (!life.happens({ kind: 'support-restore', ...people })) {
    await expect(restore).rejects.toThrow()
    return
  }
  life.temporary = (await restore).temporaryPassword
  life.proof = undefined
  // Beyond the rules: whoever was away for long gets the e-mail's days of grace anew.
  life.facts = { ...life.facts, emailLaterSince: null, signInsWithoutEmail: 0 }
}

/** No route does these yet: the fact is written as the provider's or the directory's room will write it. */
async function setAccount(life: Life, event: Happening): Promise<void> {
  if (!life.happens(event)) return
  await stored(async (trx) => {
    const { account, credential, credentialExpiresAt } = life.facts
    const closed = account === 'closed' ? { credential, credential_expires_at: credentialExpiresAt } : {}
    await trx
      .updateTable('line')
      .set({ account, email_next: null, ...closed })
      .where('id', '=', life.line.id)
      .execute()
    t.house.sessions.forget(trx, life.line.id)
  })
}

async function guess(life: Life): Promise<void> {
  const body = { number: life.line.number, password: 'questa non è la password' }
  expect(await problemOf(t.browser({ ip: ownAddress() }).call('POST /api/session', { body }))).toBe('sign-in.refused')
}

async function live(life: Life, step: Step): Promise<void> {
  switch (step.do) {
    case 'wait':
      return t.clock.forward(step.milliseconds)
    case 'enter':
      return void (await enter(life))
    case 'guess':
      return guess(life)
    case 'change-password':
      return changePassword(life)
    case 'give-email':
      return void (await giveEmail(life))
    case 'prove-by-code':
      return proveByCode(life)
    case 'prove-by-link':
      return proveByLink(life)
    case 'reset':
      return reset(life)
    case 'undo':
      return takeBack(life)
    case 'administrator-password':
      return administratorPassword(life)
    case 'administrator-email':
      return administratorEmail(life)
    case 'support':
      return support(life)
    case 'disable':
      return setAccount(life, { kind: 'disable', lastAdministrator: false })
    case 'enable':
      return setAccount(life, { kind: 'enable' })
    case 'close':
      return setAccount(life, { kind: 'close' })
  }
}

test('the front door lives by the rules', { timeout: 90_000 }, async () => {
  // Endless runs help nobody: what this one does not reach, the next one may.
  // The rules are the same on both engines, and so are nearly all lives: the second one gets fewer.
  const enough = performance.now() + (inject('cellarSource').engine === 'postgres' ? 3_000 : 8_000)
  const lives = fc.asyncProperty(
    fc.constantFrom('user' as const, 'administrator' as const),
    fc.array(steps, { minLength: 6, maxLength: 20 }),
    async (role, life) => {
      if (performance.now() > enough) return
      const one = await begin(role)
      for (const step of life) {
        if (performance.now() > enough) return
        await liftLimits(one)
        await live(one, step)
        expect(await factsOf(one.line), step.do).toEqual(one.facts)
      }
    },
  )
  await fc.assert(lives, { numRuns: 40 })
})
