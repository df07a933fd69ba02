import { addRefusal, fewestDevices } from '#domain/phones/device.ts'
import { Problem } from '#domain/problem.ts'
import type { LiveSession } from '../access/sessions.ts'
import type { House } from '../house.ts'
import type { Allowed } from './change-phone.ts'
import { findDevicesOfLine, findPhoneLine } from './devices.sql.ts'
import { presentPhone, presentServer } from './present-phone.ts'

/** "Dispositivi": one's own phones, and whether one more may be added. */
export async function listOwnPhones(house: House, session: LiveSession) {
  const { companyId, id } = session.line
  const { line, devices } = await house.cellar.inCompany(
    { companyId, lineId: id },
    async (trx) => ({ line: await findPhoneLine(trx, companyId, id), devices: await findDevicesOfLine(trx, id) }),
    { readOnly: true },
  )
  if (!line) throw new Problem('not-found')
  const limit = line.limit ?? fewestDevices
  const emailVerified = session.line.emailStatus === 'verified'
  const now = house.clock()
  return {
    phones: devices.map((device) => {
      const phone = presentPhone(device, now)
      return { ...phone, address: phone.state === 'online' ? device.address : null }
    }),
    limit,
    refusal: addRefusal({ devices: devices.length, limit, emailVerified, account: line.account }) ?? null,
    server: presentServer(house.config, line.sip_domain),
  }
}

/** Somebody else's phone is answered like one that nobody has. @throws {Problem} not-found */
export const onlyOwn =
  (session: LiveSession): Allowed =>
  (_trx, device) => {
    if (device.line_id !== session.line.id) throw new Problem('not-found')
  }
