import type { Device } from '../phones/devices.sql.ts'
import type { ProposalRow } from './support.sql.ts'

/** A proposal as both sides see it. */
export function presentProposal(row: ProposalRow, phones: readonly Pick<Device, 'id' | 'name'>[]) {
  const { change } = row
  const phone = change.kind === 'phone-on' ? phones.find(({ id }) => id === change.deviceId) : undefined
  return {
    id: row.id,
    change,
    phone: phone?.name ?? null,
    proposedAt: row.proposed_at.toISOString(),
    answer: row.answer,
  }
}
