import { randomInt } from 'node:crypto'
import type { Transaction } from '#database/connect.ts'
import { waitsForApproval } from '#domain/access/approval.ts'
import { proofCode, proofExpiry, proofTries, provesLine } from '#domain/access/line-proof.ts'
import type { Announcement } from '#domain/call-handling/plan.ts'
import { Problem } from '#domain/problem.ts'
import { changeLine } from '../access/account.sql.ts'
import type { LiveSession } from '../access/sessions.ts'
import type { House } from '../house.ts'
import { audit } from '../provider/audit.ts'
import { markConfirmed } from './activations.sql.ts'
import { countWrong, dropProof, findOpenActivation, findPhones, lockProof, putProof } from './line-proof.sql.ts'

type OpenActivation = NonNullable<Awaited<ReturnType<typeof findOpenActivation>>>

/** The phones from which this activation can be proved; none where it is settled, or the administrator's to decide. */
async function provingPhones(trx: Transaction, activation: OpenActivation | undefined) {
  if (!activation || activation.activation_confirmed_at !== null || isApprovals(activation)) return []
  const phones = await findPhones(trx, activation.line_id)
  return phones.filter((phone) => provesLine({ rotatedAt: phone.rotated_at }, activation))
}

const isApprovals = (row: OpenActivation): boolean =>
  waitsForApproval(
    { role: row.role, activatedAt: row.activated_at, activationConfirmedAt: row.activation_confirmed_at },
    row.approve_since,
  )

/** Whether Home offers it. */
export const mayProveLine = async (house: House, lineId: string): Promise<boolean> =>
  house.cellar.asService(async (trx) => (await provingPhones(trx, await findOpenActivation(trx, lineId))).length > 0, {
    readOnly: true,
  })

/**
 * Digits to dial from the line's own phone (spec/security 1.4.12).
 * @throws {Problem} line-proof.none
 */
export async function makeProof(house: House, { line }: LiveSession) {
  return house.cellar.asService(async (trx) => {
    const activation = await findOpenActivation(trx, line.id, true)
    const phones = await provingPhones(trx, activation)
    if (!activation || phones.length === 0) throw new Problem('line-proof.none')
    const digits = String(randomInt(10_000)).padStart(4, '0')
    const expiresAt = proofExpiry(house.clock())
    await putProof(trx, {
      line_id: line.id,
      company_id: line.companyId,
      activation_id: activation.id,
      digits,
      expires_at: expiresAt,
    })
    return {
      code: proofCode(digits),
      phones: phones.map(({ name }) => name),
      expiresAt: expiresAt.toISOString(),
    }
  })
}

/** The code was dialled: the activation is confirmed as the administrator would (1.4.7), and both pages show it. */
export async function proveLine(
  house: House,
  line: { id: string; companyId: string; name: string },
  phoneId: string,
  digits: string | undefined,
): Promise<Announcement> {
  const proved = await house.cellar.asService(async (trx) => {
    const activation = await findOpenActivation(trx, line.id, true)
    const proof = await lockProof(trx, line.id)
    const now = house.clock()
    const phone = (await provingPhones(trx, activation)).find(({ id }) => id === phoneId)
    const holds = proof && proof.activation_id === activation?.id && now < proof.expires_at && proof.wrong < proofTries
    if (!activation || !phone || !holds) return false
    if (proof.digits !== digits) {
      await countWrong(trx, line.id)
      return false
    }
    await dropProof(trx, line.id)
    await markConfirmed(trx, activation.id, now, 'phone')
    await changeLine(trx, line.id, { activation_confirmed_at: now })
    house.sessions.forget(trx, line.id)
    house.live.tell(trx, { companyId: line.companyId, lineId: line.id, topic: 'activation' })
    await audit(trx, now, {
      companyId: line.companyId,
      actor: { id: line.id, name: line.name, role: 'user' },
      subjectId: line.id,
      action: 'activation.proved',
      facts: { phone: phone.name },
    })
    return true
  })
  return { name: proved ? 'line-proved' : 'code-refused' }
}
