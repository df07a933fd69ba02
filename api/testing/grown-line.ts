import { addDays } from '#domain/clock.ts'
import { changeCredential, changeLine } from '../access/account.sql.ts'
import type { PasswordHash } from '../access/hasher.ts'
import type { House } from '../house.ts'
import {
  type Browser,
  goodPassword,
  type NewTestLine,
  type TestCompany,
  type TestHouse,
  type TestLine,
} from './test-house.ts'

export type GrownLine = TestLine & { company: TestCompany; password: string; email: string }

const hashes = new WeakMap<House, Map<string, PasswordHash>>()

/** Hashing is slow on purpose: each password once a house. */
async function hashOf({ house }: TestHouse, password: string): Promise<PasswordHash> {
  const known = hashes.get(house) ?? new Map<string, PasswordHash>()
  hashes.set(house, known)
  const made = known.get(password) ?? (await house.hasher.make(password, { account: 'test', ip: '' }))
  known.set(password, made)
  return made
}

/**
 * A line long past its first access, put straight into the database: own password, and an address of its own,
 * verified unless `emailStatus` or `email: null` says otherwise.
 */
export async function grownLine(
  t: TestHouse,
  company: TestCompany,
  facts: Partial<NewTestLine> & { password?: string } = {},
): Promise<GrownLine> {
  const line = await t.line(company, { ...facts, email: null })
  const password = facts.password ?? goodPassword
  const email = facts.email ?? `${line.id.slice(0, 8)}@arredi.example`
  const made = await hashOf(t, password)
  const now = t.clock.now
  await t.house.cellar.asService(async (trx) => {
    await changeLine(trx, line.id, {
      credential: 'own',
      credential_set_at: now,
      credential_expires_at: addDays(now, 365),
      gate_opened_at: now,
      activated_at: now,
      ...(facts.email === null ? {} : { email, email_status: facts.emailStatus ?? 'verified', email_source: 'owner' }),
    })
    await changeCredential(trx, line.id, {
      password_hash: made.hash,
      pepper_id: made.pepperId,
      ...(facts.email !== null && facts.emailStatus !== 'pending' ? {} : { email_later_since: now }),
    })
  })
  return { ...line, company, password, email }
}

/** Signs in by the front door, and chooses the profile where there is a choice. */
export async function signedIn(
  t: TestHouse,
  line: Pick<GrownLine, 'number' | 'password'>,
  options: { view?: 'user' | 'administrator'; remember?: boolean; browser?: Browser } = {},
): Promise<Browser> {
  const browser = options.browser ?? t.browser({ ip: ownAddress() })
  const { number, password } = line
  await browser.call('POST /api/session', { body: { number, password, remember: options.remember ?? false } })
  if (options.view) await browser.call('POST /api/session/view', { body: { view: options.view } })
  return browser
}

let addresses = 0

/** A household that nobody has counted failures for. */
export function ownAddress(): string {
  addresses += 1
  return `198.18.${addresses >> 8}.${addresses & 255}`
}

/** Changes a line behind the server's back, as another process would. */
export async function behindTheScenes(
  { house }: TestHouse,
  lineId: string,
  change: Parameters<typeof changeLine>[2],
): Promise<void> {
  await house.cellar.asService(async (trx) => {
    if (Object.keys(change).length) await changeLine(trx, lineId, change)
    house.sessions.forget(trx, lineId)
  })
}
