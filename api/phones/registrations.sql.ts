import { sql } from 'kysely'
import type { Transaction } from '#database/connect.ts'
import type { SipUser } from '#telephony/call-engine.ts'

/** A line one of whose phones has come or gone, not only said that it is still there. */
export type Presence = { company_id: string; line_id: string }

export type Contact = SipUser & {
  readonly at: string
  readonly software: string
  readonly address: string
  readonly transport: string
  readonly until: string | null
}

/** Refreshes come every minute from every phone: only what is new, or a minute old, is written. */
export async function noteRegistered(trx: Transaction, contacts: readonly Contact[]): Promise<Presence[]> {
  if (contacts.length === 0) return []
  const { rows } = await sql<Presence & { came: boolean }>`
    with told as (
      select * from jsonb_to_recordset(${JSON.stringify(contacts)}::jsonb) as t
        ("user" text, domain text, at timestamptz, software text, address text, transport text, until timestamptz)
    ), held as (
      select d.id, d.registered_since is null or d.user_agent is distinct from t.software as came, t.*
      from told t join device d on d.sip_domain = t.domain and d.sip_user = t."user"
      where d.removed_at is null and d.disabled_at is null
        and (d.last_contact_at is null or d.last_contact_at <= t.at)
        and (d.registered_since is null or d.address is distinct from t.address or d.user_agent is distinct from t.software
          or d.registered_until is distinct from t.until or d.last_contact_at <= t.at - interval '1 minute')
      order by d.id for update of d
    )
    update device d set registered_since = coalesce(d.registered_since, held.at), registered_until = held.until,
      user_agent = nullif(held.software, ''), address = held.address, transport = held.transport, last_contact_at = held.at
    from held where d.id = held.id
    returning d.company_id, d.line_id, held.came`.execute(trx)
  return rows.filter((row) => row.came)
}

/** A goodbye counts for the contact it is about: a phone that has moved to another address stays. */
export async function noteUnregistered(
  trx: Transaction,
  gone: readonly (SipUser & { at: string; address: string })[],
): Promise<Presence[]> {
  if (gone.length === 0) return []
  const { rows } = await sql<Presence>`
    with told as (
      select * from jsonb_to_recordset(${JSON.stringify(gone)}::jsonb) as t
        ("user" text, domain text, at timestamptz, address text)
    ), held as (
      select d.id, t.at from told t join device d on d.sip_domain = t.domain and d.sip_user = t."user"
      where d.registered_since is not null and d.registered_since <= t.at
        and (t.address = '' or d.address is null or d.address = t.address)
      order by d.id for update of d
    )
    update device d set registered_since = null, registered_until = null, last_contact_at = held.at
    from held where d.id = held.id returning d.company_id, d.line_id`.execute(trx)
  return rows
}

/** Whoever the engine does not know any more is not connected. */
export async function forgetOthers(trx: Transaction, known: readonly SipUser[]): Promise<Presence[]> {
  const { rows } = await sql<Presence>`
    update device d set registered_since = null, registered_until = null
    where d.registered_since is not null and not exists (
      select from jsonb_to_recordset(${JSON.stringify(known)}::jsonb) as t ("user" text, domain text)
      where t.domain = d.sip_domain and t."user" = d.sip_user)
    returning d.company_id, d.line_id`.execute(trx)
  return rows
}

/** Of these, whoever may not register any more: removed, switched off, or of a customer that has ended. */
export async function findBarred(trx: Transaction, registered: readonly SipUser[]): Promise<SipUser[]> {
  const { rows } = await sql<SipUser>`
    select t."user", t.domain from jsonb_to_recordset(${JSON.stringify(registered)}::jsonb) as t ("user" text, domain text)
    where not exists (
      select from device d join line l on l.id = d.line_id join company c on c.id = d.company_id
      where d.sip_user = t."user" and d.sip_domain = t.domain and d.removed_at is null and d.disabled_at is null
        and l.account <> 'closed' and c.closed_at is null)`.execute(trx)
  return rows
}
