import type { House } from '../../house.ts'
import { findAllStaff, type StaffPerson } from './staff.sql.ts'

export async function listStaff(house: House) {
  const staff = await house.cellar.asService((trx) => findAllStaff(trx), { readOnly: true })
  return { staff: staff.map(presentStaff) }
}

export const presentStaff = (person: StaffPerson) => ({
  id: person.id,
  name: person.name,
  email: person.email,
  role: person.role,
  disabledAt: person.disabled_at?.toISOString() ?? null,
  lastSignedInAt: person.last_signed_in_at?.toISOString() ?? null,
  waiting: person.password_is_temporary,
  secondFactor: person.second_factor,
})
