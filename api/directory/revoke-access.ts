import type { Transaction } from '#database/connect.ts'
import { dropCode } from '../access/email-code.sql.ts'
import { dropLinks } from '../access/mailed-link.sql.ts'
import { revokeFamiliesOfLine } from '../access/remember.sql.ts'
import { deleteSessionsOfLine } from '../access/session.sql.ts'
import type { House } from '../house.ts'

/**
 * Whoever was in with the old secret is out: sessions, remembered computers, and whatever was mailed to get in
 * (spec/security 2.2, R*). The link that takes back a change of address stays; it protects the address's owner.
 */
export async function revokeAccess({ sessions }: House, trx: Transaction, lineId: string, now: Date): Promise<void> {
  await deleteSessionsOfLine(trx, lineId)
  await revokeFamiliesOfLine(trx, lineId, now)
  await dropLinks(trx, lineId, ['reset', 'confirm-and-reset', 'verify-email', 'invitation'])
  await dropCode(trx, lineId)
  sessions.forget(trx, lineId)
}
