import { sql } from 'kysely'
import type { Transaction } from '#database/connect.ts'
import type { MailedLinkPurpose } from '#database/tables.ts'
import { inOwnSites } from '../directory/own-sites.sql.ts'

/** What is done to many lines in one statement. Ids come from rows of the company that were just read and held. */
const list = (ids: readonly string[]) => `{${ids.join(',')}}`

/**
 * Whoever was in with the old secret is out, and what was mailed to get in opens nothing (spec/security 2.2, R*).
 * Answers whose sessions there were.
 */
export async function endAccess(trx: Transaction, ids: readonly string[], now: Date): Promise<string[]> {
  const { rows } = await sql<{ line_id: string }>`
    delete from session where line_id = any(${list(ids)}::uuid[]) returning line_id`.execute(trx)
  await sql`update remember_family set revoked_at = ${now}
    where line_id = any(${list(ids)}::uuid[]) and revoked_at is null`.execute(trx)
  await dropLinksOf(trx, ids, ['reset', 'confirm-and-reset', 'verify-email', 'invitation'])
  await sql`delete from email_code where line_id = any(${list(ids)}::uuid[])`.execute(trx)
  return [...new Set(rows.map((row) => row.line_id))]
}

export async function dropLinksOf(trx: Transaction, ids: readonly string[], purposes: readonly MailedLinkPurpose[]) {
  await sql`delete from mailed_link where line_id = any(${list(ids)}::uuid[])
    and purpose = any(${`{${purposes.join(',')}}`}::text[])`.execute(trx)
}

export type LinkOfLine = { readonly id: string; readonly hash: Buffer; readonly address: string }

export async function insertLinks(
  trx: Transaction,
  companyId: string,
  purpose: MailedLinkPurpose,
  links: readonly LinkOfLine[],
  times: { readonly now: Date; readonly expiresAt: Date },
): Promise<void> {
  if (links.length === 0) return
  await trx
    .insertInto('mailed_link')
    .values(
      links.map(({ id, hash, address }) => ({
        hash,
        company_id: companyId,
        line_id: id,
        purpose,
        address,
        created_at: times.now,
        expires_at: times.expiresAt,
      })),
    )
    .execute()
}

/** Which of them may be reminded now: nobody twice on a day of the office's calendar, whoever presses the button. */
export async function noteReminders(
  trx: Transaction,
  companyId: string,
  ids: readonly string[],
  now: Date,
): Promise<Set<string>> {
  const { rows } = await sql<{ line_id: string }>`
    insert into first_access_reminder (line_id, company_id, at)
    select id, ${companyId}, ${now} from unnest(${list(ids)}::uuid[]) as id
    on conflict (line_id) do update set at = excluded.at
      where first_access_reminder.at < date_trunc('day', ${now}::timestamptz, 'Europe/Rome')
    returning line_id`.execute(trx)
  return new Set(rows.map((row) => row.line_id))
}

/**
 * From now on only the invitation opens these lines: a temporary credential without a secret, so that neither the
 * shared password nor any other is ever right (spec/security 1.4.10).
 */
export async function waitForInvitation(trx: Transaction, ids: readonly string[], now: Date, expiresAt: Date) {
  await sql`update line set credential = 'temporary', credential_set_at = ${now}, credential_expires_at = ${expiresAt},
      gate_opened_at = null, email_next = null
    where id = any(${list(ids)}::uuid[])`.execute(trx)
  await sql`update credential set password_hash = null, pepper_id = null
    where line_id = any(${list(ids)}::uuid[])`.execute(trx)
}

export type HashOfLine = { readonly id: string; readonly hash: string; readonly pepperId: string }

/** A temporary password of its own for each line, as `directory/temporary-password.ts` writes one. */
export async function writeTemporary(trx: Transaction, hashes: readonly HashOfLine[], now: Date, expiresAt: Date) {
  const ids = list(hashes.map(({ id }) => id))
  await sql`update line set credential = 'temporary', credential_set_at = ${now}, credential_expires_at = ${expiresAt},
      gate_opened_at = null, email_next = null
    where id = any(${ids}::uuid[])`.execute(trx)
  for (const { id, hash, pepperId } of hashes)
    await trx
      .updateTable('credential')
      .set({ password_hash: hash, pepper_id: pepperId })
      .where('line_id', '=', id)
      .execute()
}

/** The site, and its name in what the search reads: the fourth of the seven fields. */
export async function moveLines(trx: Transaction, ids: readonly string[], site: { id: string; nameKey: string }) {
  const field = (place: number) => sql`split_part(search_text, E'\n', ${sql.lit(place)})`
  await sql`update line set site_id = ${site.id}, search_text = concat_ws(E'\n', ${field(1)}, ${field(2)}, ${field(3)},
      ${site.nameKey}::text, ${field(5)}, ${field(6)}, ${field(7)})
    where id = any(${list(ids)}::uuid[])`.execute(trx)
}

/** A site that the viewer answers for. */
export const findSite = (trx: Transaction, companyId: string, siteId: string) =>
  trx
    .selectFrom('site')
    .select(['id', 'name'])
    .where('company_id', '=', companyId)
    .where('id', '=', siteId)
    .where(sql<boolean>`${inOwnSites(sql`id`)}`)
    .executeTakeFirst()
