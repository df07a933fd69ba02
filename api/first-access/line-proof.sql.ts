import type { Insertable } from 'kysely'
import type { Transaction } from '#database/connect.ts'
import type { LineProofTable } from '#database/tables.ts'

/** How the line was last activated, while nobody has answered it. */
export const findOpenActivation = (trx: Transaction, lineId: string, lock = false) => {
  const query = trx
    .selectFrom('activation as a')
    .innerJoin('line as l', 'l.id', 'a.line_id')
    .innerJoin('company as c', 'c.id', 'a.company_id')
    .select(['a.id', 'a.at', 'a.company_id', 'l.id as line_id', 'l.name', 'l.role', 'l.activated_at'])
    .select(['l.activation_confirmed_at', 'c.approve_since'])
    .where('a.line_id', '=', lineId)
    .where('a.confirmed_at', 'is', null)
    .where('a.objected_at', 'is', null)
    .where('l.credential', '=', 'own')
    .where((q) =>
      q.not(
        q.exists(
          q
            .selectFrom('activation as b')
            .select('b.id')
            .whereRef('b.line_id', '=', 'a.line_id')
            .whereRef('b.at', '>', 'a.at'),
        ),
      ),
    )
  return (lock ? query.forUpdate(['a', 'l']) : query).executeTakeFirst()
}

export const findPhones = (trx: Transaction, lineId: string) =>
  trx
    .selectFrom('device')
    .select(['id', 'name', 'rotated_at'])
    .where('line_id', '=', lineId)
    .where('removed_at', 'is', null)
    .where('disabled_at', 'is', null)
    // The portal's own phone rings in whatever browser is signed in.
    .where('kind', '<>', 'web')
    .orderBy('created_at')
    .execute()

/** One at a time: asked for again, the digits before it are worth nothing. */
export const putProof = (trx: Transaction, proof: Insertable<LineProofTable>) =>
  trx
    .insertInto('line_proof')
    .values(proof)
    .onConflict((conflict) =>
      conflict.column('line_id').doUpdateSet({
        activation_id: proof.activation_id,
        digits: proof.digits,
        wrong: 0,
        expires_at: proof.expires_at,
      }),
    )
    .execute()

export const lockProof = (trx: Transaction, lineId: string) =>
  trx.selectFrom('line_proof').selectAll().where('line_id', '=', lineId).forUpdate().executeTakeFirst()

export const countWrong = (trx: Transaction, lineId: string) =>
  trx
    .updateTable('line_proof')
    .set((q) => ({ wrong: q('wrong', '+', 1) }))
    .where('line_id', '=', lineId)
    .execute()

export const dropProof = (trx: Transaction, lineId: string) =>
  trx.deleteFrom('line_proof').where('line_id', '=', lineId).execute()
