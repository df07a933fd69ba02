import { type RawBuilder, sql } from 'kysely'
import type { Transaction } from '#database/connect.ts'

const online = (now: Date): RawBuilder<boolean> => sql<boolean>`removed_at is null and disabled_at is null
  and registered_since is not null and (registered_until is null or registered_until > ${now})`

/** How many phones of a line are connected. */
export async function countOnlineDevices(trx: Transaction, lineId: string, now: Date): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from device where line_id = ${lineId} and ${online(now)}`.execute(trx)
  return rows[0]?.n ?? 0
}

/** Every line with a connected phone. */
export async function findOnlineLines(trx: Transaction, now: Date): Promise<string[]> {
  const { rows } = await sql<{ line_id: string }>`select distinct line_id from device where ${online(now)}`.execute(trx)
  return rows.map((row) => row.line_id)
}
