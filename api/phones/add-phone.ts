import { randomBytes, randomUUID } from 'node:crypto'
import type { Transaction } from '#database/connect.ts'
import { nameKey } from '#domain/directory/search-text.ts'
import type { PhoneNumber } from '#domain/phone-number.ts'
import { type AddableKind, addRefusal, fewestDevices, type NewDevice, readDeviceName } from '#domain/phones/device.ts'
import { readMacAddress } from '#domain/phones/mac-address.ts'
import { makeSipSecret } from '#domain/phones/sip-secret.ts'
import { nextSipUser, sipUserStem } from '#domain/phones/sip-user.ts'
import { Problem } from '#domain/problem.ts'
import type { House } from '../house.ts'
import type { SessionVisit } from '../http/visit.ts'
import { auditBy } from '../provider/audit.ts'
import {
  findDevicesOfLine,
  findPhoneLine,
  findSipUsers,
  insertDevice,
  isMacTaken,
  type PhoneLine,
} from './devices.sql.ts'
import { ha1 } from './ha1.ts'
import { presentPhone, presentServer } from './present-phone.ts'

export type Who = Pick<SessionVisit, 'session' | 'caller'>
export type Typed = { readonly name: string; readonly kind: AddableKind; readonly mac?: string | undefined }

/** @throws {Problem} phone.name, phone.mac */
function readTyped(typed: Typed): NewDevice {
  const name = readDeviceName(typed.name)
  if (name === undefined) throw new Problem('phone.name')
  // A program has no address of its own; a desk phone may be added before it is unpacked.
  if (typed.kind !== 'desk' || !typed.mac?.trim()) return { name, kind: typed.kind, mac: null }
  const mac = readMacAddress(typed.mac)
  if (mac === undefined) throw new Problem('phone.mac')
  return { name, kind: typed.kind, mac }
}

export const deviceSearchText = (name: string, mac: string | null, user: string): string =>
  [nameKey(name), mac ?? '', user].join('\n')

/** @throws {Problem} phone.limit, email.not-verified, not-found */
function requireRoom(line: PhoneLine, devices: number, emailVerified: boolean): void {
  const limit = line.limit ?? fewestDevices
  const refusal = addRefusal({ devices, limit, emailVerified, account: line.account })
  if (refusal === 'limit') throw new Problem('phone.limit')
  if (refusal === 'email') throw new Problem('email.not-verified')
  if (refusal) throw new Problem('not-found')
}

/**
 * Adds a phone to a line and answers its secret, which is kept nowhere (spec/security 4.7). The line's row is held, so
 * that two at once neither pass the limit nor get the same name.
 * @param allowed throws when this person may not touch this line
 * @throws {Problem} not-found, phone.limit, phone.name, phone.mac, phone.mac-taken
 */
export async function addPhone(
  house: House,
  who: Who,
  lineId: string,
  typed: Typed,
  allowed: (line: PhoneLine) => void = () => undefined,
) {
  const device = readTyped(typed)
  const { companyId } = who.session.line
  const now = house.clock()
  return house.cellar.inCompany({ companyId, lineId: who.session.line.id }, async (trx) => {
    const line = await findPhoneLine(trx, companyId, lineId, true)
    if (!line) throw new Problem('not-found')
    allowed(line)
    const others = await findDevicesOfLine(trx, lineId)
    requireRoom(line, others.length, who.session.line.emailStatus === 'verified')
    if (device.mac && (await isMacTaken(trx, companyId, device.mac))) throw new Problem('phone.mac-taken')
    const { row, secret } = await write(trx, line, device, now)
    house.facts.forgetLine(trx, lineId)
    house.live.tell(trx, { companyId, lineId, topic: 'phones' })
    await auditBy(trx, now, who, 'phone.added', {
      subjectId: lineId,
      facts: { name: device.name, kind: device.kind, user: row.sip_user },
    })
    return { phone: presentPhone(row, now), secret, server: presentServer(house.config, row.sip_domain) }
  })
}

async function write(trx: Transaction, line: PhoneLine, device: NewDevice, now: Date) {
  const secret = makeSipSecret(randomBytes)
  const domain = line.sip_domain
  const stem = sipUserStem({ extension: line.extension, number: line.number as PhoneNumber })
  const user = nextSipUser(stem, await findSipUsers(trx, domain, stem))
  const row = await insertDevice(trx, {
    id: randomUUID(),
    company_id: line.company_id,
    line_id: line.id,
    ...device,
    sip_user: user,
    sip_domain: domain,
    ha1: ha1({ user, domain }, secret),
    search_text: deviceSearchText(device.name, device.mac, user),
    created_at: now,
    rotated_at: now,
  })
  return { row, secret }
}
