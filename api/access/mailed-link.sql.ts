import { type Kysely, sql, type Transaction } from 'kysely'
import type { MailedLinkPurpose, Tables } from '#database/tables.ts'

type Db = Kysely<Tables> | Transaction<Tables>

export type NewLink = {
  hash: Buffer
  company_id: string
  line_id: string
  purpose: MailedLinkPurpose
  address: string | null
  created_at: Date
  expires_at: Date
}

export const insertLink = (db: Db, link: NewLink) => db.insertInto('mailed_link').values(link).execute()

/** A newer link of the same kind is the only one that works. */
export async function replaceLink(db: Db, link: NewLink): Promise<void> {
  const kinds: MailedLinkPurpose[] =
    link.purpose === 'reset' || link.purpose === 'confirm-and-reset' ? ['reset', 'confirm-and-reset'] : [link.purpose]
  await db.deleteFrom('mailed_link').where('line_id', '=', link.line_id).where('purpose', 'in', kinds).execute()
  await insertLink(db, link)
}

/** Old links that restore an address stay; they are what protects its owner. */
export const dropLinks = (db: Db, lineId: string, purposes: MailedLinkPurpose[]) =>
  db.deleteFrom('mailed_link').where('line_id', '=', lineId).where('purpose', 'in', purposes).execute()

/** Whoever takes back a change takes back the ones after it: their links would bring those addresses again. */
export const dropLaterUndoLinks = (db: Db, lineId: string, hash: Buffer, since: Date) =>
  db
    .deleteFrom('mailed_link')
    .where('line_id', '=', lineId)
    .where('purpose', '=', 'undo-email')
    .where('created_at', '>=', since)
    .where('hash', '<>', hash)
    .execute()

/** Counts a try before anything is compared; nothing when the link is used, too old or burned. */
export const tryLink = (db: Db, hash: Buffer, purposes: MailedLinkPurpose[], now: Date, tries: number) =>
  db
    .updateTable('mailed_link')
    .set({ tries: sql`tries + 1` })
    .where('hash', '=', hash)
    .where('purpose', 'in', purposes)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .where('tries', '<', tries)
    .returning(['line_id', 'company_id', 'purpose', 'address', 'created_at'])
    .executeTakeFirst()

/** Consumes the link: true for exactly one caller. */
export async function consumeLink(db: Db, hash: Buffer, now: Date): Promise<boolean> {
  const done = await db
    .updateTable('mailed_link')
    .set({ used_at: now })
    .where('hash', '=', hash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}

/** The number was right: a refused password must not burn the link. */
export const forgiveLink = (db: Db, hash: Buffer) =>
  db.updateTable('mailed_link').set({ tries: 0 }).where('hash', '=', hash).execute()
