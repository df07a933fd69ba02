import { type SqlBool, sql } from 'kysely'
import type { Transaction } from '#database/connect.ts'
import { credentialLetters } from '#domain/provider/delivery-state.ts'

export type DeliveryFilter = { readonly kind: 'credentials' | 'others'; readonly problems: boolean }

function ofCompany(trx: Transaction, companyId: string, { kind, problems }: DeliveryFilter) {
  let query = trx
    .selectFrom('outbox_message as m')
    .where('m.company_id', '=', companyId)
    .where('m.letter', kind === 'credentials' ? 'in' : 'not in', [...credentialLetters])
  if (problems) {
    query = query
      .where((q) => q.or([q('m.failed_at', 'is not', null), q('m.perhaps_at', 'is not', null)]))
      .where('m.by_hand_at', 'is', null)
  }
  return query
}

const columns = [
  'm.id',
  'm.letter',
  'm.channel',
  'm.recipient',
  'm.created_at',
  'm.next_attempt_at',
  'm.attempts',
  'm.sent_at',
  'm.perhaps_at',
  'm.delivered_at',
  'm.failed_at',
  'm.failure',
  'm.by_hand_at',
  'm.by_hand_by',
] as const

const told = [
  sql<SqlBool>`m.content is not null`.as('kept'),
  sql<SqlBool>`exists (select 1 from outbox_message n where n.again_of = m.id)`.as('repeated'),
] as const

export const findDeliveries = (
  trx: Transaction,
  companyId: string,
  filter: DeliveryFilter,
  { limit, offset }: { limit: number; offset: number },
) =>
  ofCompany(trx, companyId, filter)
    .select([...columns, ...told])
    .orderBy('m.created_at', 'desc')
    .orderBy('m.id', 'desc')
    .limit(limit)
    .offset(offset)
    .execute()

export type FoundDelivery = Awaited<ReturnType<typeof findDeliveries>>[number]

export const countDeliveries = async (trx: Transaction, companyId: string, filter: DeliveryFilter): Promise<number> => {
  const row = await ofCompany(trx, companyId, filter)
    .select((q) => q.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

/** Held until the end of the transaction, so that two people do not send it again at once. */
export const lockDelivery = async (trx: Transaction, companyId: string, id: string) => {
  await trx.selectFrom('outbox_message').select('id').where('id', '=', id).forUpdate().executeTakeFirst()
  return trx
    .selectFrom('outbox_message as m')
    .select([...columns, ...told])
    .where('m.company_id', '=', companyId)
    .where('m.id', '=', id)
    .executeTakeFirst()
}

export const bringForward = (trx: Transaction, id: string, now: Date) =>
  trx
    .updateTable('outbox_message')
    .set({ next_attempt_at: now })
    .where('id', '=', id)
    .where('next_attempt_at', '>', now)
    // One in hand has a lease of a minute: it is left to whoever has it.
    .where('last_error', 'is not', null)
    .execute()

/** The same words in a new message; they are kept once, so that nobody sends them a third time. */
export async function repeatDelivery(trx: Transaction, id: string, newId: string, now: Date): Promise<void> {
  await sql`insert into outbox_message (id, company_id, channel, recipient, letter, content, again_of, created_at, next_attempt_at)
    select ${newId}::uuid, company_id, channel, recipient, letter, content, id, ${now}, ${now} from outbox_message where id = ${id}`.execute(
    trx,
  )
  await trx.updateTable('outbox_message').set({ content: null }).where('id', '=', id).execute()
}

export const markByHand = (trx: Transaction, id: string, by: string, now: Date) =>
  trx
    .updateTable('outbox_message')
    .set({ by_hand_at: now, by_hand_by: by, content: null })
    .where('id', '=', id)
    .execute()

export const findCompany = (trx: Transaction, companyId: string) =>
  trx
    .selectFrom('company as c')
    .innerJoin('company_secret as s', 's.company_id', 'c.id')
    .select([
      'c.id',
      'c.name',
      'c.vat_number',
      'c.state',
      'c.language',
      'c.activated_at',
      'c.contact_email',
      'c.contact_mobile',
      's.generation',
    ])
    .where('c.id', '=', companyId)
    .executeTakeFirst()

export const findAdministrators = (trx: Transaction, companyId: string) =>
  trx
    .selectFrom('line')
    .select(['number', 'extension', 'name'])
    .where('company_id', '=', companyId)
    .where('role', '=', 'administrator')
    .where('account', '=', 'live')
    .orderBy('number')
    .limit(100)
    .execute()
