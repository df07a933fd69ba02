import { randomBytes, randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import { type Call, createClient } from '#contract/client.ts'
import { freshCellar } from '#database/testing/fresh-cellar.ts'
import {
  makeTemporaryPassword,
  normaliseTemporaryPassword,
  temporaryPasswordExpiry,
} from '#domain/access/temporary-password.ts'
import { nameKey, searchText } from '#domain/directory/search-text.ts'
import type { CallEngine } from '#telephony/call-engine.ts'
import { buildServer, furnish } from '../build.ts'
import { type Config, readConfig } from '../config.ts'
import type { House } from '../house.ts'

/** A clock that stands still until somebody moves it. */
export type TestClock = { now: Date; forward(milliseconds: number): void; days(count: number): void }

export type TestLine = { id: string; number: string; name: string; extension: string }
export type TestCompany = { id: string; temporaryPassword: string; sites: { ivrea: string; torino: string } }

export type TestHouse = {
  house: House
  clock: TestClock
  origin: string
  /** A browser of one's own: cookies kept between calls. `raw` sends anything at all. */
  browser(options?: { ip?: string; userAgent?: string }): Browser
  company(name?: string): Promise<TestCompany>
  line(company: TestCompany, facts?: Partial<NewTestLine>): Promise<TestLine>
  /** Letters so far, newest first, to one address or to all. */
  letters(
    to?: string,
  ): Promise<{ to: string; letter: string; subject: string; text: string; links: string[]; code: string | undefined }[]>
  served: Awaited<ReturnType<typeof buildServer>>['served']
  close(): Promise<void>
}

export type NewTestLine = {
  number: string
  name: string
  extension: string
  role: 'user' | 'administrator'
  email: string | null
  emailStatus: 'pending' | 'verified'
  site: 'ivrea' | 'torino'
  service: string
}

export type RawAnswer = {
  status: number
  body: string
  bytes: Buffer
  json: () => Record<string, unknown>
  headers: Record<string, string | string[] | undefined>
}
export type Browser = {
  call: Call
  cookies: Map<string, string>
  raw(
    method: string,
    path: string,
    init?: { body?: string | Buffer; headers?: Record<string, string> },
  ): Promise<RawAnswer>
}

const sendable = async (body: string | Blob): Promise<string | Buffer> =>
  typeof body === 'string' ? body : Buffer.from(await body.arrayBuffer())

/** A whole server on a database of its own; requests go in without a network. `log` hears what it writes. */
export async function openTestHouse(
  env: Record<string, string> = {},
  log?: Logger,
  engine?: CallEngine,
): Promise<TestHouse> {
  const clock: TestClock = {
    now: new Date('2026-11-22T09:00:00Z'),
    forward(milliseconds) {
      this.now = new Date(this.now.getTime() + milliseconds)
    },
    days(count) {
      this.forward(count * 86_400_000)
    },
  }
  const origin = 'http://localhost:8080'
  const read = readConfig({
    LOG_LEVEL: 'silent',
    DATA_DIR: `/tmp/osw-test-${process.pid}`,
    PUBLIC_URL: origin,
    HASH_BUDGET: '0',
    ...env,
  })
  const config: Config = { ...read, clock: () => clock.now }
  const cellar = await freshCellar()
  const house = furnish(config, cellar, log, engine)
  const { app, served } = await buildServer(house)
  await app.ready()
  let lines = 0

  function browser(options: { ip?: string; userAgent?: string } = {}): Browser {
    const cookies = new Map<string, string>()
    const raw: Browser['raw'] = async (method, path, init = {}) => {
      const answer = await app.inject({
        method: method as 'GET',
        url: path,
        remoteAddress: options.ip ?? '192.0.2.1',
        headers: {
          'user-agent': options.userAgent ?? 'Mozilla/5.0 (Windows NT 10.0) Chrome/140.0',
          'sec-fetch-site': 'same-origin',
          ...(cookies.size ? { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') } : {}),
          ...init.headers,
        },
        ...(init.body === undefined ? {} : { payload: init.body }),
      })
      for (const cookie of answer.cookies) {
        if (cookie.maxAge === 0 || cookie.value === '') cookies.delete(cookie.name)
        else cookies.set(cookie.name, cookie.value)
      }
      return {
        status: answer.statusCode,
        body: answer.body,
        bytes: answer.rawPayload,
        json: () => JSON.parse(answer.body),
        headers: answer.headers as RawAnswer['headers'],
      }
    }
    const call = createClient(async (path, init) => {
      const answer = await raw(init.method, path, {
        headers: init.headers,
        ...(init.body === undefined ? {} : { body: await sendable(init.body) }),
      })
      const headers = new Headers()
      for (const [name, value] of Object.entries(answer.headers))
        if (typeof value === 'string') headers.set(name, value)
      return new Response(answer.status === 204 ? null : answer.body, { status: answer.status, headers })
    })
    return { call, cookies, raw }
  }

  return {
    house,
    clock,
    origin,
    served,
    browser,
    async company(name = 'Arredi Canavese S.r.l.') {
      const company = {
        id: randomUUID(),
        temporaryPassword: makeTemporaryPassword((count) => randomBytes(count)),
        sites: { ivrea: randomUUID(), torino: randomUUID() },
      }
      const made = await house.hasher.make(normaliseTemporaryPassword(company.temporaryPassword), {
        account: name,
        ip: '',
      })
      await cellar.asService(async (trx) => {
        await trx
          .insertInto('company')
          .values({ id: company.id, name, activated_at: clock.now, contact_email: 'contatto@arredi.example' })
          .execute()
        await trx
          .insertInto('site')
          .values([
            { id: company.sites.ivrea, company_id: company.id, name: 'Ivrea', name_key: 'ivrea' },
            { id: company.sites.torino, company_id: company.id, name: 'Torino', name_key: 'torino' },
          ])
          .execute()
        await trx
          .insertInto('company_secret')
          .values({ company_id: company.id, hash: made.hash, pepper_id: made.pepperId, created_at: clock.now })
          .execute()
      })
      return company
    },
    async line(company, facts = {}) {
      lines += 1
      const suffix = String(lines).padStart(3, '0')
      const line = {
        id: randomUUID(),
        number: facts.number ?? `+390125555${suffix}`,
        name: facts.name ?? `Persona ${suffix}`,
        extension: facts.extension ?? suffix,
      }
      const role = facts.role ?? 'user'
      const site = facts.site ?? 'ivrea'
      await cellar.asService(async (trx) => {
        await trx
          .insertInto('line')
          .values({
            ...line,
            company_id: company.id,
            name_key: nameKey(line.name),
            site_id: company.sites[site],
            service: facts.service ?? 'standard',
            role,
            user_type: role,
            account: 'live',
            credential: 'shared',
            credential_set_at: clock.now,
            credential_expires_at: temporaryPasswordExpiry('activation', clock.now),
            ...(facts.email
              ? {
                  email: facts.email,
                  email_status: facts.emailStatus ?? 'pending',
                  email_source: 'activation' as const,
                }
              : {}),
            search_text: searchText({
              number: line.number as never,
              extension: line.extension,
              name: line.name,
              site: site === 'ivrea' ? 'Ivrea' : 'Torino',
              service: facts.service ?? 'Standard',
              email: facts.email ?? null,
            } as never),
          })
          .execute()
        await trx.insertInto('credential').values({ line_id: line.id, company_id: company.id }).execute()
        house.facts.forgetCompany(trx, company.id)
      })
      return line
    },
    async letters(to) {
      const rows = await cellar.asService((trx) => {
        const all = trx
          .selectFrom('outbox_message')
          .select(['recipient', 'letter', 'content', 'created_at'])
          .orderBy('created_at', 'desc')
        return (to ? all.where('recipient', '=', to) : all).execute()
      })
      return rows
        .reverse()
        .sort((a, b) => b.created_at.getTime() - a.created_at.getTime())
        .map((row) => {
          const text = row.content?.text ?? ''
          return {
            to: row.recipient,
            letter: row.letter,
            subject: row.content?.subject ?? '',
            text,
            links: text.match(/https?:\/\/\S+/g) ?? [],
            code: text.match(/\b\d{6}\b/)?.[0],
          }
        })
    },
    close: async () => {
      await app.close()
      await house.close()
    },
  }
}

export const goodPassword = 'tramonto zaino pinguino ferro'
export const otherPassword = 'lanterna gomito sabbia violino'

/** Takes a line through its first access by the guide's own calls; ends in the user's view. */
export async function firstAccess(
  test: TestHouse,
  company: TestCompany,
  line: TestLine,
  options: { email?: string; password?: string; administrator?: boolean } = {},
): Promise<Browser> {
  const browser = test.browser()
  await browser.call('POST /api/session', { body: { number: line.number, password: company.temporaryPassword } })
  if (options.administrator) await browser.call('POST /api/session/view', { body: { view: 'user' } })
  await browser.call('POST /api/password/change', {
    body: { oldPassword: company.temporaryPassword, newPassword: options.password ?? goodPassword },
  })
  if (options.email) {
    await browser.call('POST /api/email', { body: { email: options.email } })
    const code = (await test.letters(options.email)).find((letter) => letter.letter === 'verify-email')?.code ?? ''
    await browser.call('POST /api/email/verify', { body: { code } })
  }
  return browser
}
