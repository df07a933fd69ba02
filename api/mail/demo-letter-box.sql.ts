import type { Insertable } from 'kysely'
import type { Transaction } from '#database/connect.ts'
import type { DemoLetterTable } from '#database/tables.ts'

/** A repeated attempt leaves the letter that is already there. */
export const putDemoLetter = (trx: Transaction, letter: Insertable<DemoLetterTable>) =>
  trx
    .insertInto('demo_letter')
    .values(letter)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()

/** Newest first. */
export async function findDemoLetters(
  trx: Transaction,
  { to, limit, offset }: { to: string | undefined; limit: number; offset: number },
) {
  let letters = trx.selectFrom('demo_letter')
  if (to !== undefined) letters = letters.where('recipient', '=', to)
  return letters.selectAll().orderBy('at', 'desc').orderBy('id').limit(limit).offset(offset).execute()
}

export type DemoLetter = Awaited<ReturnType<typeof findDemoLetters>>[number]
