import { sql } from 'kysely'
import type { Transaction } from '#database/connect.ts'
import type { PasteLine } from '#domain/access/pasted-emails.ts'

const columns = sql`id, number, extension, name, role, account, email, email_status as "emailStatus"`

export async function findPasteLines(trx: Transaction, companyId: string): Promise<PasteLine[]> {
  const { rows } = await sql<PasteLine>`select ${columns} from line where company_id = ${companyId}`.execute(trx)
  return rows
}

export type HeldLine = PasteLine & { search_text: string; language: 'it' | 'en' }

/** These lines, held until the transaction ends. */
export async function holdLines(trx: Transaction, companyId: string, ids: readonly string[]): Promise<HeldLine[]> {
  const { rows } = await sql<HeldLine>`
    select ${columns}, search_text, language from line
    where company_id = ${companyId} and id = any(${`{${ids.join(',')}}`}::uuid[]) order by id for update`.execute(trx)
  return rows
}

/** How many other lines of the company each of these mailboxes serves. */
export async function countMailboxes(
  trx: Transaction,
  companyId: string,
  mailboxes: readonly string[],
  except: readonly string[],
): Promise<Map<string, number>> {
  const { rows } = await sql<{ mailbox: string; lines: number }>`
    select lower(email) as mailbox, count(*) as lines from line
    where company_id = ${companyId} and lower(email) = any(${mailboxes}::text[])
      and not id = any(${`{${except.join(',')}}`}::uuid[]) group by 1`.execute(trx)
  return new Map(rows.map(({ mailbox, lines }) => [mailbox, lines]))
}

export type EnteredEmail = { readonly id: string; readonly email: string; readonly searchText: string }

/** Given by the administrator, until the owner confirms: the same facts as "Inserisci e-mail" leaves. */
export async function writeEmails(
  trx: Transaction,
  companyId: string,
  entered: readonly EnteredEmail[],
): Promise<void> {
  const ids = `{${entered.map(({ id }) => id).join(',')}}`
  await sql`
    update line l set email = e.email, email_status = 'pending', email_source = 'administrator', email_next = null,
      search_text = e.search_text
    from unnest(${ids}::uuid[], ${entered.map(({ email }) => email)}::text[],
      ${entered.map(({ searchText }) => searchText)}::text[]) as e (id, email, search_text)
    where l.company_id = ${companyId} and l.id = e.id`.execute(trx)
  await sql`delete from email_code where line_id = any(${ids}::uuid[])`.execute(trx)
}
