import type { Transaction } from '#database/connect.ts'

/** Activations not yet in a digest, made within `[since, until)`. */
export type DigestPeriod = { readonly since: Date; readonly until: Date }

export async function findCompaniesWithNews(trx: Transaction, { since, until }: DigestPeriod): Promise<string[]> {
  const rows = await trx
    .selectFrom('activation as a')
    .innerJoin('company as c', 'c.id', 'a.company_id')
    .select('a.company_id')
    .distinct()
    .where('a.digest_sent_at', 'is', null)
    .where('a.at', '>=', since)
    .where('a.at', '<', until)
    .where('c.closed_at', 'is', null)
    .execute()
  return rows.map((row) => row.company_id)
}

/** False when another process is writing this company's digest. Does not stop rows being added to the company. */
export async function holdCompany(trx: Transaction, companyId: string): Promise<boolean> {
  const row = await trx
    .selectFrom('company')
    .select('id')
    .where('id', '=', companyId)
    .forNoKeyUpdate()
    .skipLocked()
    .executeTakeFirst()
  return row !== undefined
}

/** Whether the company has had its letter of this evening; an activation written later waits for the next. */
export async function wasTold(trx: Transaction, companyId: string, evening: Date): Promise<boolean> {
  const row = await trx
    .selectFrom('activation')
    .select('id')
    .where('company_id', '=', companyId)
    .where('digest_sent_at', '>=', evening)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Marks them as told and returns them, oldest first. */
export const takeActivations = (trx: Transaction, companyId: string, { since, until }: DigestPeriod, now: Date) =>
  trx
    .with('taken', (query) =>
      query
        .updateTable('activation')
        .set({ digest_sent_at: now })
        .where('company_id', '=', companyId)
        .where('digest_sent_at', 'is', null)
        .where('at', '>=', since)
        .where('at', '<', until)
        .returning(['line_id', 'at']),
    )
    .selectFrom('taken')
    .innerJoin('line', 'line.id', 'taken.line_id')
    .select(['taken.line_id', 'taken.at', 'line.number', 'line.name'])
    .orderBy('taken.at')
    .execute()
