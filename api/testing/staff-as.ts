import { randomBytes, randomUUID } from 'node:crypto'
import type { Insertable } from 'kysely'
import type { StaffTable, Tables } from '#database/tables.ts'
import type { StaffRole } from '#domain/access/permissions.ts'
import { staffSessionEnd } from '#domain/access/staff-session.ts'
import { digest } from '../access/hasher.ts'
import { newTotp } from '../access/totp-code.ts'
import { insertStaff } from '../provider/staff/staff.sql.ts'
import { insertStaffSession } from '../provider/staff/staff-session.sql.ts'
import { ownAddress } from './grown-line.ts'
import type { Browser, TestHouse } from './test-house.ts'

export type SignedInStaff = {
  readonly browser: Browser
  readonly id: string
  readonly name: string
  readonly email: string
  readonly sessionId: string
}

/**
 * A member of staff long past the first sign-in, at the desk, password just shown: `staffAs(t, 'desk')`. Facts of the
 * person and of the session may say otherwise.
 */
export async function staffAs(
  t: TestHouse,
  role: StaffRole,
  facts: Partial<Insertable<StaffTable>> = {},
  session: Partial<Insertable<Tables['staff_session']>> = {},
): Promise<SignedInStaff> {
  const now = t.clock.now
  const id = facts.id ?? randomUUID()
  const person = {
    id,
    email: `${id.slice(0, 8)}@assistenza.example`,
    name: 'Marta Olivero',
    role,
    // Nobody can sign in with it: this person is signed in.
    password_hash: '',
    pepper_id: '',
    password_is_temporary: false,
    password_set_at: now,
    totp_secret: newTotp(t.house, { id, label: '' }).sealed,
    totp_confirmed_at: now,
    created_at: now,
    ...facts,
  }
  const token = randomBytes(32).toString('base64url')
  const sessionId = randomUUID()
  await t.house.cellar.asService(async (trx) => {
    await insertStaff(trx, person)
    await insertStaffSession(trx, {
      hash: digest(token),
      id: sessionId,
      staff_id: id,
      kind: 'full',
      created_at: now,
      last_seen_at: now,
      expires_at: staffSessionEnd('full', now),
      stepped_up_at: now,
      label: 'Chrome · Windows',
      ip: '192.0.2.1',
      ...session,
    })
  })
  const browser = t.browser({ ip: ownAddress() })
  browser.cookies.set('__Host-osw_staff', token)
  return { browser, id, name: person.name, email: person.email, sessionId }
}
