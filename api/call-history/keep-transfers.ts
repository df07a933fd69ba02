import type { Party } from '#domain/call-history/call-context.ts'
import { linesOf } from '#domain/call-history/records.ts'
import { readDialled } from '#domain/dial-plan/read-dialled.ts'
import type { EngineEvent } from '#telephony/call-engine.ts'
import type { House } from '../house.ts'
import { contextsOf } from './contexts-of.ts'
import { noteTransfer } from './records.sql.ts'

type Transferred = Extract<EngineEvent, { kind: 'transferred' }>

/** Both sides' records of a call say whereto one of them sent the other. The talk they were sent to has records of its own. */
export async function keepTransfers(house: House, events: readonly EngineEvent[]): Promise<void> {
  for (const event of events) if (event.kind === 'transferred') await keepTransfer(house, event)
}

async function keepTransfer(house: House, event: Transferred): Promise<void> {
  for (const context of contextsOf(event)) {
    const to = await meant(house, context.companyId, event.to)
    await house.cellar.asService(async (trx) => {
      const lines = await noteTransfer(trx, { call: event.callId, lines: linesOf(context), to })
      for (const lineId of lines) house.live.tell(trx, { companyId: context.companyId, lineId, topic: 'calls' })
    })
  }
}

/** What was dialled, or the very phone that a colleague spoke on (RFC 5589, 7.3). */
async function meant(house: House, companyId: string, dialled: string): Promise<Party> {
  const company = await house.facts.company(companyId)
  if (!company) return { lineId: null, number: dialled, name: null }
  const read = readDialled(dialled, company.dialPlan)
  const phone = read.kind === 'line' ? undefined : await house.facts.phone({ user: dialled, domain: company.domain })
  const lineId = read.kind === 'line' ? read.lineId : phone?.lineId
  if (lineId !== undefined) return { lineId, number: null, name: null }
  return { lineId: null, number: read.kind === 'number' ? read.number : dialled, name: null }
}
