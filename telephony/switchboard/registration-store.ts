import { createHash, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Client } from 'pg'
import type { Registration } from '../call-engine.ts'
import { type StoredContact, storedRegistration } from '../kamailio/registrations.ts'
import { mediaUser } from '../media-service.ts'

/**
 * Registrations in PostgreSQL, so that phones are there again when Kamailio is: own schema, and an account that may reach
 * nothing else of the portal's database. Tables as Debian's Kamailio brings them.
 */
export async function openRegistrationStore(databaseUrl: string): Promise<string> {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ name: string }>('select current_database() as name')
    const role = `switchboard_${createHash('md5')
      .update(rows[0]?.name ?? '')
      .digest('hex')
      .slice(0, 10)}`
    const password = randomBytes(24).toString('hex')
    await client.query('begin')
    await client.query(`select pg_advisory_xact_lock(hashtext('switchboard schema'))`)
    await client.query('create schema if not exists switchboard')
    await client.query('set local search_path to switchboard')
    const made = await client.query<{ made: boolean }>(`select to_regclass('switchboard.location') is not null as made`)
    if (!made.rows[0]?.made) await client.query(tables())
    const known = await client.query('select 1 from pg_roles where rolname = $1', [role])
    // A new password each time: it is written nowhere but in Kamailio's own configuration.
    await client.query(`${known.rowCount ? 'alter' : 'create'} role ${role} login password '${password}'`)
    await client.query(`grant usage on schema switchboard to ${role}`)
    await client.query(`grant select, insert, update, delete on all tables in schema switchboard to ${role}`)
    await client.query(`grant usage, select on all sequences in schema switchboard to ${role}`)
    await client.query('commit')
    const url = new URL(databaseUrl)
    return `postgres://${role}:${password}@${url.hostname}:${url.port || 5432}${url.pathname}`
  } finally {
    await client.end()
  }
}

/** All there are. Kamailio tells them too, but only as many as go into one message of its (some nine thousand). */
export async function storedRegistrations(databaseUrl: string): Promise<Registration[]> {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const { rows } = await client.query<StoredContact>(
      `select username, domain, contact, received, expires, user_agent, socket from switchboard.location
        where domain <> $1 order by id`,
      [mediaUser.domain],
    )
    const now = new Date()
    return rows.filter(({ expires }) => expires > now).map(storedRegistration)
  } finally {
    await client.end()
  }
}

/** What Kamailio's connections have to find its tables by. */
export const storeEnvironment = { PGOPTIONS: '-c search_path=switchboard' } as const

const tables = (): string =>
  ['standard', 'usrloc']
    .map((name) => readFileSync(`/usr/share/kamailio/postgres/${name}-create.sql`, 'utf8'))
    .join('\n')
