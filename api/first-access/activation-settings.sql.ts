import type { Transaction } from '#database/connect.ts'

export const lockSettings = (trx: Transaction, companyId: string) =>
  trx
    .selectFrom('company')
    .select(['approve_since', 'invitations_only'])
    .where('id', '=', companyId)
    .forUpdate()
    .executeTakeFirstOrThrow()

export const writeSettings = (
  trx: Transaction,
  companyId: string,
  settings: { approve_since: Date | null; invitations_only: boolean },
) => trx.updateTable('company').set(settings).where('id', '=', companyId).execute()

export const endUsersSharedSessions = (trx: Transaction, companyId: string) =>
  trx
    .deleteFrom('session')
    .where('company_id', '=', companyId)
    .where('password_kind', '=', 'shared')
    .where('line_id', 'in', (q) =>
      q.selectFrom('line').select('id').where('company_id', '=', companyId).where('role', '=', 'user'),
    )
    .execute()
