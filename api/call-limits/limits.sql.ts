import { sql } from 'kysely'
import type { Transaction } from '#database/connect.ts'
import type { Tariff } from '#domain/call-limits/costs.ts'
import type { SomeLimits } from '#domain/call-limits/limits.ts'

export type Said = {
  readonly byProvider: SomeLimits
  readonly byAdministrator: SomeLimits
  readonly tariff: Tariff
  /** What the administrator says for single lines. */
  readonly byLine: Readonly<Record<string, SomeLimits>>
}

/** What was said of a company's limits, and of these lines' own: one look. */
export async function findLimits(trx: Transaction, companyId: string, lineIds: readonly string[] = []): Promise<Said> {
  const { rows } = await sql<{
    by_provider: SomeLimits | null
    by_administrator: SomeLimits | null
    tariff: Tariff | null
    by_line: Record<string, SomeLimits> | null
  }>`
    select c.by_provider, c.by_administrator, c.tariff,
      (select json_object_agg(line_id, by_administrator) from line_call_limit
        where company_id = ${companyId} and line_id = any(${`{${lineIds.join(',')}}`}::uuid[])) as by_line
    from (values (1)) as always left join call_limit c on c.company_id = ${companyId}`.execute(trx)
  const [row] = rows
  return {
    ...{ byProvider: row?.by_provider ?? {}, byAdministrator: row?.by_administrator ?? {} },
    ...{ tariff: row?.tariff ?? {}, byLine: row?.by_line ?? {} },
  }
}

export const putAdministratorsLimits = (trx: Transaction, companyId: string, limits: SomeLimits, now: Date) =>
  trx
    .insertInto('call_limit')
    .values({ company_id: companyId, by_administrator: JSON.stringify(limits), changed_at: now })
    .onConflict((conflict) =>
      conflict.column('company_id').doUpdateSet({ by_administrator: JSON.stringify(limits), changed_at: now }),
    )
    .execute()

export function putProvidersDecision(
  trx: Transaction,
  companyId: string,
  { decided, tariff }: { decided: SomeLimits; tariff: Tariff },
  now: Date,
) {
  const row = { by_provider: JSON.stringify(decided), tariff: JSON.stringify(tariff), changed_at: now }
  return trx
    .insertInto('call_limit')
    .values({ company_id: companyId, by_administrator: '{}', ...row })
    .onConflict((conflict) => conflict.column('company_id').doUpdateSet(row))
    .execute()
}

export const putLinesLimits = (
  trx: Transaction,
  { companyId, lineId, limits, now }: { companyId: string; lineId: string; limits: SomeLimits; now: Date },
) => {
  const row = { by_administrator: JSON.stringify(limits), changed_at: now }
  return trx
    .insertInto('line_call_limit')
    .values({ company_id: companyId, line_id: lineId, ...row })
    .onConflict((conflict) => conflict.column('line_id').doUpdateSet(row))
    .execute()
}

export const removeLinesLimits = (trx: Transaction, lineId: string) =>
  trx.deleteFrom('line_call_limit').where('line_id', '=', lineId).execute()

export const findLinesWithOwnLimits = (trx: Transaction, companyId: string) =>
  trx
    .selectFrom('line_call_limit as o')
    .innerJoin('line as l', 'l.id', 'o.line_id')
    .select(['o.line_id', 'o.by_administrator', 'l.name', 'l.extension'])
    .where('o.company_id', '=', companyId)
    .orderBy('l.name')
    .limit(500)
    .execute()

export const findLineName = (trx: Transaction, lineId: string) =>
  trx.selectFrom('line').select(['name', 'number']).where('id', '=', lineId).executeTakeFirst()
