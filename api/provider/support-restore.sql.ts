import { type Kysely, sql, type Transaction } from 'kysely'
import type { LineChange, Tables } from '#database/tables.ts'

type Db = Kysely<Tables> | Transaction<Tables>

/** The line that support restores, held against a second restore until the transaction ends. */
export async function lockLineToRestore(db: Db, number: string) {
  await db.selectFrom('line').select('id').where('number', '=', number).forUpdate().executeTakeFirst()
  return findLineToRestore(db, { number })
}

/** As it is now, by number or by id. */
export const findLineToRestore = (db: Db, by: { number: string } | { id: string }) =>
  db
    .selectFrom('line as l')
    .innerJoin('company as c', 'c.id', 'l.company_id')
    .innerJoin('credential as k', 'k.line_id', 'l.id')
    .select([
      'l.id',
      'l.company_id',
      'l.number',
      'l.name',
      'l.role',
      'l.account',
      'l.credential',
      'l.email',
      'l.email_status',
      'l.search_text',
      'c.name as company_name',
      'c.contact_email',
      'c.contact_mobile',
      'c.language as company_language',
      'c.state as company_state',
      'c.vat_number',
      'k.password_hash',
      'k.history',
    ])
    .where('number' in by ? 'l.number' : 'l.id', '=', 'number' in by ? by.number : by.id)
    .executeTakeFirst()

export type LineToRestore = NonNullable<Awaited<ReturnType<typeof lockLineToRestore>>>

export type OtherAdministrator = {
  readonly id: string
  readonly name: string
  readonly number: string
  readonly email: string | null
  readonly language: 'it' | 'en'
  readonly canAnswer: boolean
}

/** The company's other administrators who have a confirmed address; `canAnswer`: who can also sign in now. */
export const findOtherAdministrators = (db: Db, line: { id: string; company_id: string }, now: Date) =>
  db
    .selectFrom('line')
    .select(['id', 'name', 'number', 'email', 'language'])
    .select((q) =>
      q
        .and([
          q('account', '=', 'live'),
          q('credential', '=', 'own'),
          q.or([q('credential_expires_at', 'is', null), q('credential_expires_at', '>', now)]),
        ])
        .$castTo<boolean>()
        .as('canAnswer'),
    )
    .where('company_id', '=', line.company_id)
    .where('role', '=', 'administrator')
    .where('account', '<>', 'closed')
    .where('email_status', '=', 'verified')
    .where('id', '<>', line.id)
    .orderBy('number')
    .execute()

/** A temporary password in place of whatever there was; the day count of a missing e-mail begins again. */
export async function writeRestoredLine(
  db: Db,
  lineId: string,
  change: LineChange,
  secret: { hash: string; pepperId: string; history: string[] },
): Promise<void> {
  await db.updateTable('line').set(change).where('id', '=', lineId).execute()
  await db
    .updateTable('credential')
    .set({
      password_hash: secret.hash,
      pepper_id: secret.pepperId,
      history: secret.history,
      email_later_since: null,
      sign_ins_without_email: 0,
    })
    .where('line_id', '=', lineId)
    .execute()
}

/**
 * Sessions, remembered computers, mailed links, codes and acting grants: nothing older opens anything (2.2, R*).
 * A link that restores an address stays: it protects its owner.
 */
export async function endEverythingOf(db: Db, lineId: string, now: Date): Promise<void> {
  await sql`update acting_grant set ended_at = ${now} where ended_at is null and (administrator_id = ${lineId} or subject_id = ${lineId})`.execute(
    db,
  )
  await db.deleteFrom('session').where('line_id', '=', lineId).execute()
  await db
    .updateTable('remember_family')
    .set({ revoked_at: now })
    .where('line_id', '=', lineId)
    .where('revoked_at', 'is', null)
    .execute()
  await db.deleteFrom('mailed_link').where('line_id', '=', lineId).where('purpose', '<>', 'undo-email').execute()
  await db.deleteFrom('email_code').where('line_id', '=', lineId).execute()
}
