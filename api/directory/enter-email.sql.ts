import { sql } from 'kysely'
import type { Transaction } from '#database/connect.ts'
import type { LineChange } from '#database/tables.ts'
import { searchTextWithEmail } from '#domain/directory/search-text.ts'

/** Other lines of the company that use a mailbox, given in lower case. */
export async function countOtherLines(trx: Transaction, line: { id: string; companyId: string }, mailbox: string) {
  const { lines } = await trx
    .selectFrom('line')
    .select((query) => query.fn.countAll<number>().as('lines'))
    .where('company_id', '=', line.companyId)
    .where('id', '<>', line.id)
    .where(sql<string>`lower(email)`, '=', mailbox)
    .executeTakeFirstOrThrow()
  return lines
}

/** When the last letter that proves an address went to this line's holder. */
export async function findLastProof(trx: Transaction, lineId: string): Promise<Date | undefined> {
  const row = await trx
    .selectFrom('mailed_link')
    .select('created_at')
    .where('line_id', '=', lineId)
    .where('purpose', '=', 'verify-email')
    .orderBy('created_at', 'desc')
    .executeTakeFirst()
  return row?.created_at
}

/** Records an address that somebody else entered; the line is found by it from now on. */
export async function recordEmail(trx: Transaction, lineId: string, email: string): Promise<void> {
  const { search_text } = await trx
    .selectFrom('line')
    .select('search_text')
    .where('id', '=', lineId)
    .executeTakeFirstOrThrow()
  const change: LineChange = {
    email,
    email_status: 'pending',
    email_source: 'administrator',
    email_next: null,
    search_text: searchTextWithEmail(search_text, email),
  }
  await trx.updateTable('line').set(change).where('id', '=', lineId).execute()
}
