import { randomUUID } from 'node:crypto'
import { readContext } from '#domain/call-history/call-context.ts'
import type { IncomingCall, PortalSide, SipUser } from '#telephony/call-engine.ts'
import type { TestHouse, TestLine } from '../../testing/test-house.ts'

let phones = 0

/** A phone of the line that may register, put straight into the database. */
export async function phoneOf({ house, clock }: TestHouse, line: TestLine): Promise<SipUser & { id: string }> {
  phones += 1
  const id = randomUUID()
  return house.cellar.asService(async (trx) => {
    const { company_id, sip_domain } = await trx
      .selectFrom('line')
      .innerJoin('company', 'company.id', 'line.company_id')
      .select(['line.company_id', 'company.sip_domain'])
      .where('line.id', '=', line.id)
      .executeTakeFirstOrThrow()
    const user = `${line.extension}-${phones}`
    await trx
      .insertInto('device')
      .values({
        id,
        company_id,
        line_id: line.id,
        name: 'Scrivania',
        kind: 'desk',
        sip_user: user,
        sip_domain,
        ha1: `ha1 of ${user}`,
        search_text: 'scrivania',
        created_at: clock.now,
        rotated_at: clock.now,
      })
      .execute()
    house.facts.forgetLine(trx, line.id)
    return { id, user, domain: sip_domain }
  })
}

/** A portal side that is asked as the engine asks, and answers with the context read. */
export function calling({ clock }: TestHouse, portal: PortalSide) {
  const ask = async (call: Pick<IncomingCall, 'from' | 'dialled'> & Partial<IncomingCall>) => {
    const { plan, context } = await portal.decide({
      callId: randomUUID(),
      asserted: null,
      claimed: '',
      displayName: '',
      withheld: false,
      diverted: [],
      at: clock.now.toISOString(),
      ...call,
    })
    return { plan, context: readContext(context), text: context }
  }
  return {
    /** Somebody dials on a phone of ours. */
    dial: (user: SipUser, dialled: string, more: Partial<IncomingCall> = {}) =>
      ask({ from: { kind: 'device', user: { user: user.user, domain: user.domain } }, dialled, ...more }),
    /** Somebody calls in from outside. */
    callIn: (asserted: string | null, dialled: string, more: Partial<IncomingCall> = {}) =>
      ask({ from: { kind: 'trunk', trunkId: 'outside-world' }, asserted, dialled, ...more }),
  }
}
