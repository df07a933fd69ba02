import type { Transaction } from '#database/connect.ts'
import type { House } from '../house.ts'
import { forgetAfterCommit } from '../phones/change-phone.ts'
import { changeDevice, type Device, findDevicesOfLine } from '../phones/devices.sql.ts'

/**
 * Disconnects every phone of a line from the switchboard once the change is true (spec/security 2.2, "desk
 * registrations dropped"). A phone that comes back meets what the line is by then.
 */
export async function dropPhones(house: House, trx: Transaction, lineId: string): Promise<Device[]> {
  const devices = await findDevicesOfLine(trx, lineId)
  for (const device of devices) {
    await changeDevice(trx, device.id, { registered_since: null })
    forgetAfterCommit(house, trx, { user: device.sip_user, domain: device.sip_domain })
  }
  return devices
}
