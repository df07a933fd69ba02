import { type Insertable, type Kysely, sql, type Transaction } from 'kysely'
import type { ActivationTable, CredentialRow, LineChange, Tables } from '#database/tables.ts'
import { searchTextWithEmail } from '#domain/directory/search-text.ts'

type Db = Kysely<Tables> | Transaction<Tables>

const accountColumns = [
  'l.id',
  'l.company_id',
  'l.number',
  'l.extension',
  'l.name',
  'l.role',
  'l.account',
  'l.credential',
  'l.credential_set_at',
  'l.credential_expires_at',
  'l.gate_opened_at',
  'l.email',
  'l.email_status',
  'l.email_source',
  'l.email_next',
  'l.language',
  'l.activated_at',
  'c.name as company_name',
  'c.activated_at as company_activated_at',
  'c.password_expiry_days',
  'c.languages as company_languages',
  'c.closed_at as company_closed_at',
  'c.contact_email',
  'c.approve_since',
  'c.invitations_only',
  'k.password_hash',
  'k.pepper_id',
  'k.history',
  'k.email_later_since',
  'k.sign_ins_without_email',
  'k.last_signed_in_at',
  'k.totp_secret',
  'k.totp_confirmed_at',
  'k.totp_last_step',
  'k.pin_hash',
  'k.pin_pepper_id',
  'k.pin_set_at',
  's.hash as shared_hash',
  's.pepper_id as shared_pepper_id',
  's.generation as shared_generation',
  's.closed_at as shared_closed_at',
  't.name as site_name',
  't.time_zone',
] as const

const accounts = (db: Db) =>
  db
    .selectFrom('line as l')
    .innerJoin('company as c', 'c.id', 'l.company_id')
    .innerJoin('credential as k', 'k.line_id', 'l.id')
    .innerJoin('site as t', 't.id', 'l.site_id')
    .leftJoin('company_secret as s', 's.company_id', 'l.company_id')
    .select(accountColumns)
    .select(
      sql<boolean>`(k.totp_confirmed_at is not null or exists (select from passkey y where y.line_id = l.id))`.as(
        'second_factor',
      ),
    )
    // Administrator first (spec/security 1.4.5): has anyone of the company's administrators finished?
    .select(
      sql<boolean>`exists (select from line a where a.company_id = l.company_id and a.role = 'administrator' and a.activated_at is not null)`.as(
        'administrator_done',
      ),
    )

/** The account behind a number, with everything a sign-in must judge. Service role only. */
export const findAccountByNumber = (db: Db, number: string) =>
  accounts(db).where('l.number', '=', number).executeTakeFirst()

export const findAccount = (db: Db, lineId: string) => accounts(db).where('l.id', '=', lineId).executeTakeFirst()

/** The same, held against a second change until the transaction ends. */
export async function lockAccount(db: Db, lineId: string) {
  await db.selectFrom('line').select('id').where('id', '=', lineId).forUpdate().executeTakeFirst()
  return findAccount(db, lineId)
}

/** Whether the secret that was just checked is still the line's; holds it so until the transaction ends. */
export async function holdsStill(db: Db, account: Account): Promise<boolean> {
  const row = await db
    .selectFrom('line as l')
    .innerJoin('credential as k', 'k.line_id', 'l.id')
    .leftJoin('company_secret as s', 's.company_id', 'l.company_id')
    .select('l.id')
    .where('l.id', '=', account.id)
    .where('l.account', '=', account.account)
    .where('l.credential', '=', account.credential)
    .where('k.password_hash', 'is not distinct from', account.password_hash)
    .where('s.generation', 'is not distinct from', account.shared_generation)
    .forUpdate(['l'])
    .executeTakeFirst()
  return row !== undefined
}

export type Account = NonNullable<Awaited<ReturnType<typeof findAccountByNumber>>>

/** Changes a line; under a new address it is also found in the directory. */
export async function changeLine(db: Db, lineId: string, change: LineChange): Promise<void> {
  const found = change.email === undefined ? {} : await foundByEmail(db, lineId, change.email)
  await db
    .updateTable('line')
    .set({ ...found, ...change })
    .where('id', '=', lineId)
    .execute()
}

async function foundByEmail(db: Db, lineId: string, email: string | null): Promise<Pick<LineChange, 'search_text'>> {
  const line = await db.selectFrom('line').select('search_text').where('id', '=', lineId).executeTakeFirst()
  return line ? { search_text: searchTextWithEmail(line.search_text, email) } : {}
}

export const changeCredential = (
  db: Db,
  lineId: string,
  change: Partial<Omit<CredentialRow, 'line_id' | 'company_id'>>,
) => db.updateTable('credential').set(change).where('line_id', '=', lineId).execute()

/** Other lines that already use a mailbox, given in lower case (spec/security 2.2). */
export async function countOtherLinesWithEmail(
  db: Db,
  line: { id: string; company_id: string },
  mailbox: string,
): Promise<number> {
  const row = await db
    .selectFrom('line')
    .select((q) => q.fn.countAll<number>().as('lines'))
    .where('company_id', '=', line.company_id)
    .where('id', '<>', line.id)
    .where(sql`lower(email)`, '=', mailbox)
    .executeTakeFirstOrThrow()
  return Number(row.lines)
}

export const insertActivation = (db: Db, activation: Insertable<ActivationTable>) =>
  db.insertInto('activation').values(activation).execute()

/** Administrators who can be told that somebody of their sites waits for them. */
export const findApprovers = (db: Db, line: { id: string; company_id: string }) =>
  db
    .selectFrom('line as a')
    .select((a) => ['a.id', 'a.language', a.ref('a.email').$notNull().as('email')])
    .where('a.company_id', '=', line.company_id)
    .where('a.role', '=', 'administrator')
    .where('a.account', '=', 'live')
    .where('a.email_status', '=', 'verified')
    .where(
      sql<boolean>`(a.administrator_sites is null or exists (
        select from line l where l.id = ${line.id} and l.site_id = any(a.administrator_sites)))`,
    )
    .execute()

/** Words a password must not be made of: the company's and its sites' names. */
export async function findContextWords(db: Db, companyId: string): Promise<string[]> {
  const rows = await db.selectFrom('site').select('name').where('company_id', '=', companyId).limit(200).execute()
  return rows.map((row) => row.name)
}
