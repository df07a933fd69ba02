import { randomBytes } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { afterCommit } from '#database/after-commit.ts'
import type { Transaction } from '#database/connect.ts'
import { readDeviceName } from '#domain/phones/device.ts'
import { makeSipSecret } from '#domain/phones/sip-secret.ts'
import { Problem } from '#domain/problem.ts'
import type { SipUser } from '#telephony/call-engine.ts'
import type { House } from '../house.ts'
import { type AuditAction, auditBy } from '../provider/audit.ts'
import { deviceSearchText, type Who } from './add-phone.ts'
import { changeDevice, type Device, type DeviceChange, lockDevice } from './devices.sql.ts'
import { ha1 } from './ha1.ts'
import { presentPhone, presentServer } from './present-phone.ts'

/** Throws unless this person may touch that phone: one's own, or a line's as the administrator. */
export type Allowed = (trx: Transaction, device: Device) => Promise<void> | void

type Task = { who: Who; deviceId: string; allowed: Allowed }
type Change = { change: DeviceChange; action: AuditAction; facts?: Record<string, string | boolean>; forget?: true }

async function changing<T>(
  house: House,
  { who, deviceId, allowed }: Task,
  work: (device: Device) => Change,
  show: (device: Device) => T,
): Promise<T> {
  const { companyId } = who.session.line
  const now = house.clock()
  return house.cellar.inCompany({ companyId, lineId: who.session.line.id }, async (trx) => {
    const device = await lockDevice(trx, deviceId)
    if (!device) throw new Problem('not-found')
    await allowed(trx, device)
    const { change, action, facts = {}, forget } = work(device)
    const changed = await changeDevice(trx, device.id, change)
    if (forget) forgetAfterCommit(house, trx, { user: device.sip_user, domain: device.sip_domain })
    house.facts.forgetLine(trx, device.line_id)
    house.live.tell(trx, { companyId, lineId: device.line_id, topic: 'phones' })
    await auditBy(trx, now, who, action, {
      subjectId: device.line_id,
      facts: { name: changed.name, user: device.sip_user, ...facts },
    })
    return show(changed)
  })
}

/** A new secret; what is registered with the old one is gone within a second. @throws {Problem} not-found */
export async function renewSecret(house: House, task: Task) {
  const secret = makeSipSecret(randomBytes)
  const now = house.clock()
  return changing(
    house,
    task,
    (device) => ({
      change: {
        ha1: ha1({ user: device.sip_user, domain: device.sip_domain }, secret),
        rotated_at: now,
        registered_since: null,
      },
      action: 'phone.secret-renewed',
      forget: true,
    }),
    (device) => ({ phone: presentPhone(device, now), secret, server: presentServer(house.config, device.sip_domain) }),
  )
}

/** @throws {Problem} not-found, phone.name */
export async function changePhone(
  house: House,
  task: Task,
  typed: { name?: string | undefined; enabled?: boolean | undefined },
) {
  const name = typed.name === undefined ? undefined : readDeviceName(typed.name)
  if (typed.name !== undefined && name === undefined) throw new Problem('phone.name')
  const now = house.clock()
  return changing(
    house,
    task,
    (device) => ({
      change: {
        name: name ?? device.name,
        search_text: deviceSearchText(name ?? device.name, device.mac, device.sip_user),
        ...(typed.enabled === undefined ? {} : { disabled_at: typed.enabled ? null : (device.disabled_at ?? now) }),
        ...(typed.enabled === false ? { registered_since: null } : {}),
      },
      action: 'phone.changed',
      ...(typed.enabled === undefined ? {} : { facts: { enabled: typed.enabled } }),
      // Also when it is switched on again: a phone may have been refused and remembered as refused.
      ...(typed.enabled === undefined ? {} : { forget: true as const }),
    }),
    (device) => presentPhone(device, now),
  )
}

/** Its name stays taken, its secret is gone. @throws {Problem} not-found */
export async function removePhone(house: House, task: Task): Promise<undefined> {
  const now = house.clock()
  return changing(
    house,
    task,
    () => ({
      change: { removed_at: now, ha1: null, registered_since: null },
      action: 'phone.removed',
      forget: true,
    }),
    () => undefined,
  )
}

const triesAfter = [0, 200, 1_000, 5_000, 30_000]

/**
 * Tells the engine once it is true. The answer waits for the first try; an engine that does not hear is told again,
 * because a removed phone that still rings is worse than a late answer.
 */
export function forgetAfterCommit(house: House, trx: Transaction, user: SipUser): void {
  afterCommit(trx, async () => {
    if (!(await forgotten(house, user, triesAfter.slice(0, 1)))) void forgotten(house, user, triesAfter.slice(1))
  })
}

const atOnce = 16

/** The same for all phones of a company: nobody waits for the last of thousands. */
export function forgetAllAfterCommit(house: House, trx: Transaction, users: readonly SipUser[]): void {
  const waiting = [...users]
  const some = async () => {
    for (let user = waiting.shift(); user; user = waiting.shift()) await forgotten(house, user, triesAfter)
  }
  afterCommit(trx, async () => void Promise.all(Array.from({ length: atOnce }, some)))
}

async function forgotten({ engine, log }: House, user: SipUser, after: readonly number[]): Promise<boolean> {
  for (const wait of after) {
    await setTimeout(wait, undefined, { ref: false })
    const told = await engine.forgetDevice(user).then(
      () => true,
      () => false,
    )
    if (told) return true
  }
  if (after.length > 1) log.error({ user }, 'The engine was not told that a phone has changed')
  return false
}
