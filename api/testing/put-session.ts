import { randomBytes, randomUUID } from 'node:crypto'
import { hour, later, minute } from '#domain/clock.ts'
import { digest } from '../access/hasher.ts'
import { insertSession, type NewSession } from '../access/session.sql.ts'
import { ownAddress } from './grown-line.ts'
import type { Browser, TestHouse } from './test-house.ts'

export type PutSession = { browser: Browser; id: string }

/** A browser with a session of exactly these facts, without the calls that lead there. */
export async function putSession(
  t: TestHouse,
  line: { id: string; company: { id: string } },
  facts: Partial<NewSession> = {},
): Promise<PutSession> {
  const token = randomBytes(32).toString('base64url')
  const id = facts.id ?? randomUUID()
  const now = t.clock.now
  await t.house.cellar.asService((trx) =>
    insertSession(trx, {
      hash: digest(token),
      id,
      line_id: line.id,
      company_id: line.company.id,
      kind: 'full',
      view: 'user',
      password_kind: 'own',
      created_at: now,
      last_seen_at: now,
      expires_at: later(now, 8 * hour),
      password_at: now,
      stepped_up_at: null,
      family: null,
      remember: false,
      label: 'Chrome · Windows',
      ip: '192.0.2.1',
      ...facts,
    }),
  )
  const browser = t.browser({ ip: ownAddress() })
  browser.cookies.set('__Host-osw_sid', token)
  return { browser, id }
}

/** An administrator's grant on a line, alive for half an hour unless told otherwise. */
export async function putGrant(
  t: TestHouse,
  session: { id: string },
  administrator: { id: string; company: { id: string } },
  subjectId: string,
  facts: { expires_at?: Date; ended_at?: Date } = {},
): Promise<void> {
  await t.house.cellar.asService((trx) =>
    trx
      .insertInto('acting_grant')
      .values({
        id: randomUUID(),
        company_id: administrator.company.id,
        session_id: session.id,
        administrator_id: administrator.id,
        subject_id: subjectId,
        created_at: t.clock.now,
        expires_at: later(t.clock.now, 30 * minute),
        ...facts,
      })
      .execute(),
  )
}
