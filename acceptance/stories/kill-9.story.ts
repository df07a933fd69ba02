import { performance } from 'node:perf_hooks'
import { setTimeout } from 'node:timers/promises'
import { expect, test } from '@playwright/test'
import type { ProblemCode } from '#domain/problem.ts'
import { startThrowawayPostgres, type ThrowawayPostgres } from '#setup/throwaway-postgres.ts'
import { type Client, openClient, problemOf } from '../client.ts'
import { type AcceptanceHouse, openHouse } from '../house.ts'
import { addEmail, administrator, choosePassword, opens, passphrases, signIn, wholeActivity } from '../person.ts'
import { openPostOffice, type PostOffice, tokenIn } from '../post-office.ts'

/**
 * The plug is pulled while people change passwords, reset them and wait for letters: what was answered holds, what
 * was not happened wholly or not at all. `KILL_SEED` repeats the choice of moments and passwords.
 */

const seed = Number(process.env.KILL_SEED ?? 1928)
const rounds = 3
const adminPassword = 'tramonto zaino pinguino ferro'
const adminAddress = 'giulia.ferrero@arredicanavese.example'

type DemoUser = AcceptanceHouse['users'][number]

for (const engine of ['database incluso', 'PostgreSQL'] as const) {
  test.describe(`Corrente staccata (kill -9), ${engine}`, () => {
    const random = seeded(seed)
    const passphrase = passphrases(random)
    let postgres: ThrowawayPostgres | undefined
    let office: PostOffice
    let house: AcceptanceHouse
    let withEmail: DemoUser[]
    let withoutEmail: DemoUser[]
    let minutesAhead = 0

    test.beforeAll(async () => {
      test.setTimeout(300_000)
      postgres = engine === 'PostgreSQL' ? await startThrowawayPostgres({ durable: true }) : undefined
      office = await openPostOffice()
      house = await openHouse({
        SMTP_URL: office.url,
        // Everybody has a computer of their own, and the machine's speed is not what is tried here.
        TRUSTED_PROXIES: '127.0.0.1',
        HASH_BUDGET: '0',
        ...(postgres ? { DATABASE_URL: postgres.url } : {}),
      })
      const client = openClient(house)
      await choosePassword(client, house.admin, adminPassword)
      await addEmail(client, office, adminAddress)
      const lines = await listed()
      const has = (user: DemoUser) => lines.get(user.number)?.emailStatus !== 'none'
      ;[withEmail, withoutEmail] = [house.users.filter(has), house.users.filter((user) => !has(user))]
    })

    test.afterAll(async () => {
      await house?.close()
      await office?.close()
      await postgres?.stop()
    })

    test('I cambi di password confermati restano, gli altri sono fatti del tutto o per niente', async () => {
      test.setTimeout(420_000)
      const settled = await Promise.all(withoutEmail.splice(0, 4).map(settle))
      const seen = { acknowledged: 0, doneUnheard: 0, undone: 0 }
      for (let round = 0; round < rounds; round += 1) {
        const newcomers = await Promise.all(withoutEmail.splice(0, 3).map(enter))
        const people = [...settled, ...newcomers]
        let acknowledged = 0
        let off = false
        const changes = people.map(async (person) => {
          do {
            person.trying = passphrase()
            const outcome = await changePassword(person.client, person.password, person.trying)
            if (outcome === 'unheard') return
            if (outcome === 'done') {
              acknowledged += 1
              person.changes += 1
              person.before = person.password
              person.password = person.trying
            }
            person.trying = undefined
          } while (!off && !newcomers.includes(person))
        })
        await atARandomMoment(() => acknowledged > 2 + round * 3)
        await house.kill()
        off = true
        await Promise.all(changes)
        seen.acknowledged += acknowledged
        await powerReturns()

        const board = await boardOf()
        for (const person of people) {
          const candidates = [person.before, person.password, person.trying].filter((one) => one !== undefined)
          const opening: string[] = []
          for (const one of candidates) if (await opens(house, person.number, one)) opening.push(one)
          // Never both, never none, never one that was given up with an answer.
          expect(opening, `${person.number} has one password`).toHaveLength(1)
          expect(opening[0]).not.toBe(person.before)
          if (person.trying !== undefined) {
            const done = opening[0] === person.trying
            seen[done ? 'doneUnheard' : 'undone'] += 1
            if (done) {
              person.changes += 1
              person.before = person.password
              person.password = person.trying
            }
            person.trying = undefined
          }
          if (newcomers.includes(person)) {
            // Own password, lamp and row in the administrator's list: together or not at all.
            const own = person.changes > 0
            expect(board.states.get(person.number)).toBe(own ? 'email-missing' : 'temporary-password')
            expect(board.activations(person.number)).toBe(own ? 1 : 0)
            if (own) expect(await countOf(person, 'line.activated', { later: true })).toBe(1)
          } else {
            // A session whose owner heard the last answer is still open; the letter and the trace are there.
            expect(await countOf(person, 'password.changed')).toBe(person.changes)
            await expect
              .poll(() => lettersOnce(person.address, /^La tua password è cambiata/), { timeout: 60_000 })
              .toBe(person.changes)
          }
          person.client = openClient(house)
          await signIn(person.client, person.number, person.password)
        }
      }
      console.log(
        `  ${engine}: ${seen.acknowledged} changes acknowledged; in the air ${seen.doneUnheard} done, ${seen.undone} not`,
      )
      expect(seen.doneUnheard + seen.undone, 'the plug was pulled while something was in the air').toBeGreaterThan(0)
      await wholeAudit()
    })

    test('Un link di Reset Password serve una volta sola, anche a metà', async () => {
      test.setTimeout(420_000)
      const seen = { acknowledged: 0, doneUnheard: 0, undone: 0 }
      for (let round = 0; round < rounds; round += 1) {
        const people = await Promise.all(withEmail.splice(0, 3).map(askReset))
        // Two clicks at once with the same link.
        const tries = people.flatMap((person) =>
          [passphrase(), passphrase()].map((password) => ({ person, password, outcome: 'refused' as Outcome })),
        )
        let answered = 0
        const resets = tries.map(async (one) => {
          one.outcome = await reset(one.person, one.password)
          answered += 1
        })
        await atARandomMoment(() => answered > round)
        await house.kill()
        await Promise.all(resets)
        await powerReturns()

        const board = await boardOf()
        for (const person of people) {
          const both = tries.filter((one) => one.person === person)
          const acknowledged = both.filter(({ outcome }) => outcome === 'done').map(({ password }) => password)
          expect(acknowledged.length, 'one link, one reset').toBeLessThan(2)
          const opening: string[] = []
          for (const one of [person.temporaryPassword, ...both.map(({ password }) => password)])
            if (await opens(house, person.number, one)) opening.push(one)
          expect(opening, `${person.number} has one password`).toHaveLength(1)
          if (acknowledged.length > 0) expect(opening).toEqual(acknowledged)
          const done = opening[0] !== person.temporaryPassword
          const kind = acknowledged.length > 0 ? 'acknowledged' : done ? 'doneUnheard' : 'undone'
          seen[kind] += 1
          // Whoever opened the letter has proved the address: password, address and activation go together.
          expect(board.states.get(person.number)).toBe(done ? 'completed' : 'never-entered')
          expect(board.activations(person.number)).toBe(done ? 1 : 0)
          const again = passphrase()
          const second = await reset(person, again)
          expect(second, 'the link is used if and only if the password is set').toBe(done ? 'refused' : 'done')
          expect(await opens(house, person.number, again)).toBe(!done)
        }
      }
      console.log(
        `  ${engine}: ${seen.acknowledged} resets acknowledged; unheard ${seen.doneUnheard} done, ${seen.undone} not`,
      )
      await wholeAudit()
    })

    test('Ogni lettera promessa arriva, anche se la corrente manca durante l’invio', async () => {
      test.setTimeout(300_000)
      const askers = withEmail.splice(0, 8).map((user) => ({ ...user, address: addressOf(user) }))
      const movers = await Promise.all(withoutEmail.splice(0, 3).map(enter))
      for (const person of movers) {
        person.trying = passphrase()
        expect(await changePassword(person.client, person.password, person.trying)).toBe('done')
      }
      office.slowness = 3_000
      const known = office.received.length
      const promised: { address: string; subject: RegExp; heard: boolean }[] = []
      const promise = async (address: string, subject: RegExp, call: Promise<unknown>) => {
        const one = { address, subject, heard: false }
        promised.push(one)
        one.heard = await heard(call)
      }
      const requests = [
        ...askers.map(({ number, address }) =>
          promise(
            address,
            /^Conferma l’indirizzo e scegli una nuova password/,
            openClient(house).call('POST /api/password/reset-request', { body: { number } }),
          ),
        ),
        ...movers.map(({ client, address }) =>
          promise(
            address,
            /^Conferma il tuo indirizzo e-mail/,
            client.call('POST /api/email', { body: { email: address } }),
          ),
        ),
      ]
      // In the middle: one letter at the other side's door, another one taken, and its sender does not know yet.
      await expect
        .poll(() => promised.filter((one) => one.heard).length > 3 && office.atTheDoor > 0 && office.unanswered > 0, {
          timeout: 60_000,
          intervals: [10],
        })
        .toBe(true)
      await house.kill()
      await Promise.all(requests)
      const heardOf = promised.filter((one) => one.heard)
      const before = office.received.length - known
      office.slowness = 0
      await powerReturns()

      for (const { address, subject } of heardOf) await office.letterTo(address, subject)
      // Nothing else is on its way when the newest letter is some seconds old.
      for (let last = -1; last !== office.received.length; ) {
        last = office.received.length
        await setTimeout(6_000)
      }
      let repeats = 0
      for (const { address, subject, heard } of promised) {
        const letters = office.lettersTo(address, subject)
        const originals = new Set(letters.map(({ messageId }) => messageId))
        expect(originals.size, `letters to ${address}`).toBeLessThanOrEqual(1)
        if (heard) expect(originals.size, `letters to ${address}`).toBe(1)
        expect(new Set(letters.map(({ text }) => text)).size).toBe(originals.size)
        repeats += letters.length - originals.size
      }
      console.log(
        `  ${engine}: ${heardOf.length} of ${promised.length} letters promised, ${before} at the office before the cut, ${repeats} repeated`,
      )
      expect(repeats, 'a letter in hand at the cut goes again, under the same name').toBeGreaterThan(0)
      // And the links in them work.
      for (const person of askers.slice(0, 2)) {
        const letter = office.lettersTo(person.address, /^Conferma l’indirizzo/).at(-1)
        if (!letter) continue
        expect(await reset({ ...person, token: tokenIn(letter, 'reset') }, passphrase())).toBe('done')
      }
    })

    test('Chi era dentro resta dentro, e i dati sono quelli di prima', async () => {
      test.setTimeout(240_000)
      const [user] = await Promise.all(withoutEmail.splice(0, 1).map(settle))
      if (!user) throw new Error('Nobody is left')
      const remembered = openClient(house)
      await signIn(remembered, user.number, user.password, { remember: true })
      const adminClient = await administrator(house, house.admin.number, adminPassword)
      const before = await adminClient.call('GET /api/directory/lines', { query: { size: 100 } })
      const keep = await user.client.call('GET /api/session')
      // Quick little changes one after the other, up to the very moment.
      let acknowledged = 'auto'
      let asked = acknowledged
      let count = 0
      const changes = (async () => {
        for (const theme of themes()) {
          asked = theme
          if (!(await heard(user.client.call('PATCH /api/me/preferences', { body: { theme } })))) return
          acknowledged = theme
          count += 1
        }
      })()
      await atARandomMoment(() => count > 5)
      await house.kill()
      await changes
      await powerReturns({ minutes: 0 })

      const after = await user.client.call('GET /api/session')
      expect(after).toMatchObject({ state: 'full', viewer: { number: user.number } })
      expect([acknowledged, asked], `after ${count} changes`).toContain(after.state === 'full' && after.theme)
      expect(after.state === 'full' && after.endsAt).toBe(keep.state === 'full' && keep.endsAt)
      expect(await adminClient.call('GET /api/session')).toMatchObject({ state: 'full', view: 'administrator' })
      expect(await adminClient.call('GET /api/directory/lines', { query: { size: 100 } })).toEqual(before)

      // The computer is switched on the day after: only the remembered sign-in is left.
      const rememberCookie = [...remembered.cookies].find(([name]) => name.endsWith('osw_rm'))
      const nextDay = openClient(house)
      const resumed = await nextDay.fetch('/api/session/resume', {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie: `${rememberCookie?.[0]}=${rememberCookie?.[1]}` },
        body: '{}',
      })
      expect(resumed.status).toBe(200)
      expect(await nextDay.call('GET /api/session')).toMatchObject({ state: 'full', remembered: true })

      // The orderly way.
      await powerReturns({ minutes: 0 })
      expect(await user.client.call('GET /api/session')).toMatchObject({ state: 'full' })
      expect(await opens(house, user.number, user.password)).toBe(true)
    })

    /** Starts again on the same data; the leases of letters in hand run out with the clock moved on. */
    async function powerReturns({ minutes = 21 } = {}): Promise<void> {
      minutesAhead += minutes
      const started = performance.now()
      await house.restart({ CLOCK_OFFSET: `PT${minutesAhead}M` })
      const seconds = (performance.now() - started) / 1_000
      console.log(`  ${engine}: ready again in ${seconds.toFixed(1)} s`)
    }

    async function atARandomMoment(after: () => boolean): Promise<void> {
      await expect.poll(after, { timeout: 60_000, intervals: [5] }).toBe(true)
      await setTimeout(random() * 120)
    }

    async function listed() {
      const client = await administrator(house, house.admin.number, adminPassword)
      const { lines } = await client.call('GET /api/directory/lines', { query: { size: 100 } })
      return new Map(lines.map((line) => [line.number, line]))
    }

    async function boardOf() {
      const client = await administrator(house, house.admin.number, adminPassword)
      const { activations } = await client.call('GET /api/directory/first-access')
      const { lines } = await client.call('GET /api/directory/lines', { query: { size: 100 } })
      return {
        states: new Map(lines.map(({ number, firstAccess }) => [number, firstAccess])),
        activations: (number: string) => activations.filter((one) => one.number === number).length,
      }
    }

    /** Somebody whose first access is over, e-mail and all. */
    async function settle(user: DemoUser) {
      const client = openClient(house)
      const password = passphrase()
      await choosePassword(client, user, password)
      await addEmail(client, office, addressOf(user))
      return person(user, client, password)
    }

    /** Somebody who has just come in with the temporary password. */
    async function enter(user: DemoUser) {
      const client = openClient(house)
      await signIn(client, user.number, user.temporaryPassword)
      return person(user, client, user.temporaryPassword)
    }

    async function askReset(user: DemoUser) {
      await openClient(house).call('POST /api/password/reset-request', { body: { number: user.number } })
      const letter = await office.letterTo(addressOf(user), /^Conferma l’indirizzo e scegli una nuova password/)
      return { ...user, token: tokenIn(letter, 'reset') }
    }

    async function reset({ number, token }: { number: string; token: string }, newPassword: string): Promise<Outcome> {
      return outcomeOf(openClient(house).call('POST /api/password/reset', { body: { token, number, newPassword } }))
    }

    async function countOf(person: Person, action: string, more: { later?: true } = {}): Promise<number> {
      const client = openClient(house)
      await signIn(client, person.number, person.password)
      if (more.later) await client.call('POST /api/email/later')
      return (await wholeActivity(client)).filter((one) => one.action === action && one.result === 'done').length
    }

    /** Letters told apart by Message-ID. */
    const lettersOnce = (address: string, subject: RegExp) =>
      new Set(office.lettersTo(address, subject).map(({ messageId }) => messageId)).size

    async function wholeAudit(): Promise<void> {
      await house.stop()
      expect(await house.command(['audit-check'])).toMatchObject({ code: 0, err: '' })
      await powerReturns({ minutes: 0 })
    }
  })
}

type Person = {
  readonly number: string
  readonly address: string
  client: Client
  /** The last that was acknowledged, the one before it, and the one asked for without an answer so far. */
  password: string
  before?: string | undefined
  trying?: string | undefined
  changes: number
}

const person = (user: DemoUser, client: Client, password: string): Person => {
  return { number: user.number, address: addressOf(user), client, password, changes: 0 }
}

/** `done` and `refused` were answered; `unheard`: the connection ended without an answer. */
type Outcome = 'done' | 'refused' | 'unheard'

const changePassword = (client: Client, oldPassword: string, newPassword: string): Promise<Outcome> =>
  outcomeOf(client.call('POST /api/password/change', { body: { oldPassword, newPassword } }))

async function outcomeOf(call: Promise<unknown>): Promise<Outcome> {
  let problem: ProblemCode | undefined
  try {
    problem = await problemOf(call)
  } catch {
    return 'unheard'
  }
  if (problem === undefined) return 'done'
  if (problem === 'busy' || problem === 'link.invalid') return 'refused'
  throw new Error(`Not an answer to expect: ${problem}`)
}

const heard = async (call: Promise<unknown>): Promise<boolean> => (await outcomeOf(call)) === 'done'

function* themes() {
  for (;;) yield* ['light', 'dark', 'auto'] as const
}

/** As the company writes them: `martina.deluca@…` for Martina De Luca. */
function addressOf({ name }: { name: string }): string {
  const [first = '', ...rest] = name
    .normalize('NFD')
    .replace(/[^a-z ]/gi, '')
    .toLowerCase()
    .split(' ')
  return `${first}.${rest.join('')}@arredicanavese.example`
}

/** mulberry32 */
function seeded(start: number): () => number {
  let state = start
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
