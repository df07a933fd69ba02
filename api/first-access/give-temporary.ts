import { setTimeout } from 'node:timers/promises'
import type { Transaction } from '#database/connect.ts'
import { temporaryPasswordExpiry } from '#domain/access/temporary-password.ts'
import { maskPhoneNumber, type PhoneNumber } from '#domain/phone-number.ts'
import { Problem } from '#domain/problem.ts'
import { seal } from '../access/vault.ts'
import { makeTemporarySecret, type TemporarySecret } from '../provider/temporary-secret.ts'
import { auditLines } from './audit-lines.ts'
import { refuseWayIn } from './invite.ts'
import type { BulkJob, BulkLine, Outcome } from './jobs.sql.ts'
import { endAccess, writeTemporary } from './many-lines.sql.ts'
import type { BulkWork, JobHouse } from './work-on-jobs.ts'

/** Whose sheet a sealed password is for. */
export const boundTo = (jobId: string, lineId: string): string => `sheet|${jobId}|${lineId}`

/** So many a transaction, and no more than some thirty a second: sign-ins share the same two cores. */
const together = 10
const pause = 20
const busyPause = 500

/** "Password temporanea" for many: generated, each its own, handed over on paper (guide 2.3.1; always temporary, S70). */
export const giveTemporary: BulkWork = {
  together,
  refuse: (line, job) => refuseWayIn(line, job.administrator_id),
  async begin(house) {
    const secrets = await makeSecrets(house)
    return async (trx, job, lines) => give(house, trx, job, lines, secrets)
  },
}

async function give(
  house: JobHouse,
  trx: Transaction,
  job: BulkJob,
  lines: readonly BulkLine[],
  secrets: readonly TemporarySecret[],
): Promise<Outcome[]> {
  const now = house.clock()
  const expiresAt = temporaryPasswordExpiry('administrator', now)
  const given = lines.map((line, i) => ({ line, secret: secrets[i] as TemporarySecret }))
  const ids = lines.map(({ id }) => id)
  for (const id of await endAccess(trx, ids, now)) house.sessions.forget(trx, id)
  await writeTemporary(
    trx,
    given.map(({ line, secret }) => ({ id: line.id, ...secret.made })),
    now,
    expiresAt,
  )
  for (const { line } of given) {
    if (line.email === null || line.email_status !== 'verified') continue
    const facts = { maskedNumber: maskPhoneNumber(line.number as PhoneNumber), by: job.asked.name, at: now }
    const letter = { name: 'temporary-password-set', facts } as const
    const { email: to, language, time_zone: timeZone } = line
    await house.outbox.queue(trx, { companyId: job.company_id, to, language, timeZone, letter })
  }
  const facts = { delivery: 'sheet', generated: true }
  await auditLines(
    trx,
    now,
    job,
    'password.temporary-set',
    lines.map(({ id }) => ({ id, facts })),
  )
  const key = house.config.secrets.VAULT_1
  return given.map(({ line, secret }) => ({
    position: line.position,
    state: 'done',
    outcome: 'sheet',
    secret: seal(key, boundTo(job.id, line.id), Buffer.from(secret.temporaryPassword)),
  }))
}

async function makeSecrets(house: JobHouse): Promise<TemporarySecret[]> {
  const made: TemporarySecret[] = []
  while (made.length < together) {
    try {
      made.push(await makeTemporarySecret(house, `sheets ${made.length}`))
      await setTimeout(pause)
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'busy') throw error
      // Whoever is signing in goes first.
      await setTimeout(busyPause)
    }
  }
  return made
}
