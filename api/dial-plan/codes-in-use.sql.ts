import type { Transaction } from '#database/connect.ts'
import type { CodesInUse } from '#domain/dial-plan/code-conflicts.ts'
import type { NumberedLine } from '#domain/dial-plan/renumbering.ts'
import type { PhoneNumber } from '#domain/phone-number.ts'

export type Owner = { readonly id: string; readonly name: string }

export type CompanyCodes = CodesInUse & {
  readonly extensions: ReadonlyMap<string, Owner>
  readonly shortCodes: ReadonlyMap<string, Owner>
  readonly length: number
  readonly lines: readonly NumberedLine[]
}

/** Every extension and short code of a company as they are in this transaction, and the digit for an outside line. */
export async function findCodes(trx: Transaction, companyId: string): Promise<CompanyCodes> {
  const company = await trx
    .selectFrom('company')
    .select(['external_prefix', 'extension_length'])
    .where('id', '=', companyId)
    .executeTakeFirstOrThrow()
  const rows = await trx
    .selectFrom('line')
    .select(['id', 'number', 'extension', 'name', 'site_id'])
    .where('company_id', '=', companyId)
    .where('account', '<>', 'closed')
    .orderBy('number')
    .execute()
  const codes = await trx
    .selectFrom('short_code')
    .select(['code', 'entry_id', 'label'])
    .where('company_id', '=', companyId)
    .execute()
  return {
    lines: rows.map(({ id, number, extension, name, site_id }) => ({
      id,
      number: number as PhoneNumber,
      extension,
      name,
      siteId: site_id,
    })),
    extensions: new Map(rows.filter(({ extension }) => extension !== '').map((row) => [row.extension, row])),
    shortCodes: new Map(codes.map(({ code, entry_id, label }) => [code, { id: entry_id, name: label }])),
    externalPrefix: company.external_prefix,
    length: company.extension_length,
  }
}
