import { randomUUID } from 'node:crypto'
import { Refusal } from '#domain/provider/refusal.ts'
import type { Trunk } from '#telephony/call-engine.ts'
import { seal, unseal } from '../access/vault.ts'
import type { House } from '../house.ts'
import { trunksOf } from '../switchboard/settings.ts'
import { readTrunks } from '../switchboard/trunks.ts'
import { audit } from './audit.ts'
import { deleteTrunk, findTrunks, insertTrunk, isTrunkNameTaken } from './trunks.sql.ts'

const boundTo = (id: string): string => `trunk|${id}`

/**
 * Every way outside: those of the environment (TRUNKS; in a demo its outside world) and those the provider has added. The
 * added ones come first where their priority says so.
 */
export async function allTrunks(house: Pick<House, 'config' | 'cellar'>): Promise<readonly Trunk[]> {
  const key = house.config.secrets.VAULT_1
  const rows = await house.cellar.asService(findTrunks, { readOnly: true })
  const added = rows.map(
    ({ id, name, host, port, transport, priority, auth_user, auth_secret, auth_realm }): Trunk => ({
      id,
      name,
      host,
      port,
      transport,
      priority,
      registration:
        auth_user && auth_secret
          ? { user: auth_user, secret: unseal(key, boundTo(id), auth_secret).toString(), realm: auth_realm ?? host }
          : null,
    }),
  )
  return [...trunksOf(house.config), ...added].toSorted((a, b) => a.priority - b.priority)
}

/**
 * Adds a trunk, written as in TRUNKS: `sip:host`, or `sip:user:secret@host:port;transport=tls` where we register.
 * @throws {Refusal} trunk-unreadable, trunk-name-taken
 */
export async function addTrunk(
  house: House,
  asked: { name: string; address: string; priority: number; operator: string },
): Promise<Trunk> {
  const [read, ...more] = readTrunks(asked.address) ?? []
  if (!read || more.length > 0) throw new Refusal('trunk-unreadable', { address: asked.address })
  const id = randomUUID()
  const now = house.clock()
  const { registration } = read
  await house.cellar.asService(async (trx) => {
    if (await isTrunkNameTaken(trx, asked.name)) throw new Refusal('trunk-name-taken', { name: asked.name })
    await insertTrunk(trx, {
      id,
      name: asked.name,
      host: read.host,
      port: read.port,
      transport: read.transport,
      auth_user: registration?.user ?? null,
      auth_secret: registration
        ? seal(house.config.secrets.VAULT_1, boundTo(id), Buffer.from(registration.secret))
        : null,
      auth_realm: registration?.realm ?? null,
      priority: asked.priority,
      created_at: now,
    })
    house.facts.forgetTrunks(trx)
    await noteDown(trx, now, 'trunk.added', asked)
  })
  return { ...read, id, name: asked.name, priority: asked.priority }
}

/** @throws {Refusal} trunk-unknown */
export async function removeTrunk(house: House, asked: { name: string; operator: string }): Promise<void> {
  const now = house.clock()
  await house.cellar.asService(async (trx) => {
    if (!(await deleteTrunk(trx, asked.name))) throw new Refusal('trunk-unknown', { name: asked.name })
    house.facts.forgetTrunks(trx)
    await noteDown(trx, now, 'trunk.removed', asked)
  })
}

const noteDown = (
  trx: Parameters<typeof audit>[0],
  now: Date,
  action: 'trunk.added' | 'trunk.removed',
  { name, operator }: { name: string; operator: string },
) =>
  audit(trx, now, {
    companyId: null,
    actor: { id: null, name: operator, role: 'support' },
    subjectId: null,
    action,
    facts: { name },
  })
