import { randomUUID } from 'node:crypto'
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely'
import type { SupportProposalTable, SupportVisitTable, Tables } from '#database/tables.ts'
import type { ProposedChange } from '#domain/support/proposal.ts'

type Db = Kysely<Tables> | Transaction<Tables>

export type VisitRow = Selectable<SupportVisitTable>
export type ProposalRow = Selectable<SupportProposalTable>

// ---------------------------------------------------------------- codes

export const findCode = (db: Db, lineId: string, now: Date) =>
  db
    .selectFrom('support_code')
    .select(['id', 'expires_at'])
    .where('line_id', '=', lineId)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst()

/** Whatever code there was opens nothing any more; answers whether one was still good. */
export async function endCodes(db: Db, lineId: string, now: Date): Promise<boolean> {
  const good = await findCode(db, lineId, now)
  await db
    .updateTable('support_code')
    .set({ ended_at: now, expires_at: sql<Date>`least(expires_at, ${now}::timestamptz)` })
    .where('line_id', '=', lineId)
    .where('ended_at', 'is', null)
    .execute()
  return good !== undefined
}

export const insertCode = (
  db: Db,
  code: { company_id: string; line_id: string; code_hash: Buffer; created_at: Date; expires_at: Date },
) =>
  db
    .insertInto('support_code')
    .values({ id: randomUUID(), ...code })
    .execute()

/** Counts a try before anything is compared; the last one ends the code, right or wrong. */
export const tryCode = (db: Db, lineId: string, now: Date, tries: number) =>
  db
    .updateTable('support_code')
    .set({
      tries: sql`tries + 1`,
      ended_at: sql<Date | null>`case when tries + 1 >= ${tries}::integer then ${now}::timestamptz end`,
    })
    .where('line_id', '=', lineId)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', now)
    .returning(['id', 'code_hash', 'tries'])
    .executeTakeFirst()

/** Consumes the code: true for exactly one caller. The last free try counts as well. */
export async function useCode(db: Db, id: string, now: Date): Promise<boolean> {
  const done = await db
    .updateTable('support_code')
    .set({ ended_at: now, expires_at: now })
    .where('id', '=', id)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}

// ---------------------------------------------------------------- visits

export const insertVisit = (
  db: Db,
  visit: Pick<VisitRow, 'id' | 'company_id' | 'line_id' | 'staff_id' | 'staff_name' | 'opened_at' | 'expires_at'>,
) => db.insertInto('support_visit').values(visit).execute()

export const findVisit = (db: Db, id: string): Promise<VisitRow | undefined> =>
  db.selectFrom('support_visit').selectAll().where('id', '=', id).executeTakeFirst()

/** The line's own, held until the transaction ends: an answer and an end do not cross. */
export const lockOpenVisit = (db: Db, lineId: string, now: Date): Promise<VisitRow | undefined> =>
  db
    .selectFrom('support_visit')
    .selectAll()
    .where('line_id', '=', lineId)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', now)
    .forUpdate()
    .executeTakeFirst()

export const findOpenVisit = (db: Db, lineId: string, now: Date): Promise<VisitRow | undefined> =>
  db
    .selectFrom('support_visit')
    .selectAll()
    .where('line_id', '=', lineId)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst()

/** Ends what is open of a line; of one whose time was over it only says when that was. */
export async function endVisits(db: Db, lineId: string, by: 'customer' | 'staff', now: Date): Promise<VisitRow[]> {
  const ended = await db
    .updateTable('support_visit')
    .set({
      ended_at: sql<Date>`least(expires_at, ${now}::timestamptz)`,
      ended_by: sql<'customer' | 'staff' | null>`case when expires_at > ${now} then ${by}::text end`,
    })
    .where('line_id', '=', lineId)
    .where('ended_at', 'is', null)
    .returningAll()
    .execute()
  for (const { id } of ended) await withdrawProposals(db, id, now)
  return ended.filter(({ ended_by }) => ended_by !== null)
}

// ---------------------------------------------------------------- proposals

export const insertProposal = (
  db: Db,
  proposal: Pick<ProposalRow, 'id' | 'company_id' | 'line_id' | 'visit_id' | 'proposed_at'> & {
    change: ProposedChange
  },
) =>
  db
    .insertInto('support_proposal')
    .values({ ...proposal, change: JSON.stringify(proposal.change) })
    .execute()

export const findProposals = (db: Db, visitId: string): Promise<ProposalRow[]> =>
  db
    .selectFrom('support_proposal')
    .selectAll()
    .where('visit_id', '=', visitId)
    .orderBy('proposed_at', 'desc')
    .limit(20)
    .execute()

/** What waits for the customer, of a visit that is still open. */
export const findWaitingProposal = (db: Db, visitId: string): Promise<ProposalRow | undefined> =>
  db
    .selectFrom('support_proposal')
    .selectAll()
    .where('visit_id', '=', visitId)
    .where('answered_at', 'is', null)
    .executeTakeFirst()

/** True for exactly one answer. */
export async function answerProposal(
  db: Db,
  id: string,
  answer: NonNullable<ProposalRow['answer']>,
  now: Date,
): Promise<boolean> {
  const done = await db
    .updateTable('support_proposal')
    .set({ answer, answered_at: now })
    .where('id', '=', id)
    .where('answered_at', 'is', null)
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}

export const withdrawProposals = (db: Db, visitId: string, now: Date) =>
  db
    .updateTable('support_proposal')
    .set({ answer: 'withdrawn', answered_at: now })
    .where('visit_id', '=', visitId)
    .where('answered_at', 'is', null)
    .execute()

// ---------------------------------------------------------------- the line

/** Whose diagnosis it is; numbers of lines that nobody can enter open nothing. */
export const findLineForCode = (db: Db, number: string) =>
  db
    .selectFrom('line as l')
    .innerJoin('company as c', 'c.id', 'l.company_id')
    .select(['l.id', 'l.company_id', 'c.name as company_name'])
    .where('l.number', '=', number)
    .where('l.account', '=', 'live')
    .where('c.closed_at', 'is', null)
    .executeTakeFirst()

export const findDiagnosedLine = (db: Db, lineId: string) =>
  db
    .selectFrom('line as l')
    .innerJoin('company as c', 'c.id', 'l.company_id')
    .innerJoin('credential as k', 'k.line_id', 'l.id')
    .innerJoin('site as t', 't.id', 'l.site_id')
    .innerJoin('service_profile as p', 'p.code', 'l.service')
    .select([
      'l.id',
      'l.number',
      'l.extension',
      'l.name',
      'l.role',
      'l.account',
      'l.credential',
      'l.credential_expires_at',
      'l.email',
      'l.email_status',
      'c.id as company_id',
      'c.name as company_name',
      't.name as site_name',
      'p.name as service_name',
      'k.last_signed_in_at',
    ])
    .select(
      sql<boolean>`(k.totp_confirmed_at is not null or exists (select from passkey y where y.line_id = l.id))`.as(
        'second_factor',
      ),
    )
    .where('l.id', '=', lineId)
    .executeTakeFirst()

/** When sign-ins were refused of late; not from where. */
export async function findRefusedSignIns(db: Db, companyId: string, lineId: string): Promise<Date[]> {
  const rows = await db
    .selectFrom('audit_event')
    .select('at')
    .where('company_id', '=', companyId)
    .where('subject_id', '=', lineId)
    .where('action', 'in', ['sign-in', 'sign-in.second-factor'])
    .where('result', '=', 'refused')
    .orderBy('id', 'desc')
    .limit(5)
    .execute()
  return rows.map(({ at }) => at)
}
