import { randomUUID } from 'node:crypto'
import { afterCommit } from '#database/connect.ts'
import type { BulkAction } from '#database/tables.ts'
import { addDays, later, minute } from '#domain/clock.ts'
import type { PhoneNumber } from '#domain/phone-number.ts'
import { Problem } from '#domain/problem.ts'
import type { LiveSession } from '../access/sessions.ts'
import { unseal } from '../access/vault.ts'
import type { House } from '../house.ts'
import type { SessionVisit } from '../http/visit.ts'
import { auditBy } from '../provider/audit.ts'
import { portalAddress } from '../provider/deliver-credentials.ts'
import { makePersonalSheets } from '../provider/sheets/personal-sheets.ts'
import { boundTo } from './give-temporary.ts'
import * as sql from './jobs.sql.ts'
import type { RefusedReason } from './refused-reason.ts'
import { workOnJobs } from './work-on-jobs.ts'

type Who = Pick<SessionVisit, 'session' | 'caller'>

/** Personal sheets are printed at once; afterwards nobody can read their passwords, not even from the database. */
export const sheetMinutes = 15
const shownRefused = 200

export const contextOf = ({ line }: LiveSession) => ({ companyId: line.companyId, lineId: line.id })

/**
 * Begins one action on many lines: written first, then worked on by whoever is up. The same press sent again answers
 * with the job it has made.
 */
export async function startJob(
  house: House,
  who: Who,
  asked: { key: string; action: BulkAction; lineIds: readonly string[]; siteId?: string },
): Promise<{ jobId: string; total: number }> {
  const { session, caller } = who
  const { companyId } = session.line
  const now = house.clock()
  return house.cellar.inCompany(contextOf(session), async (trx) => {
    const known = await sql.findJobByKey(trx, companyId, asked.key)
    if (known) return { jobId: known.id, total: known.total }
    const id = randomUUID()
    const isNew = await sql.insertJob(trx, {
      id,
      companyId,
      key: asked.key,
      action: asked.action,
      administratorId: session.line.id,
      siteId: asked.siteId ?? null,
      asked: {
        name: session.line.name,
        sessionHash: session.hash.toString('hex').slice(0, 8),
        ip: caller.ip,
        requestId: caller.requestId,
      },
      at: now,
      lineIds: asked.lineIds,
    })
    if (!isNew) {
      const first = await sql.findJobByKey(trx, companyId, asked.key)
      if (!first) throw new Problem('not-found')
      return { jobId: first.id, total: first.total }
    }
    await auditBy(trx, now, who, 'bulk.started', { facts: { what: asked.action, lines: asked.lineIds.length } })
    afterCommit(trx, () => void workOnJobs(house))
    return { jobId: id, total: asked.lineIds.length }
  })
}

export function presentJob(row: sql.JobRow) {
  const until = row.sheets && row.finished_at ? later(row.finished_at, sheetMinutes * minute) : null
  return {
    id: row.id,
    action: row.action,
    total: row.total,
    done: row.done,
    refused: row.refused,
    bySms: row.by_sms,
    createdAt: row.created_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
    sheetsUntil: until?.toISOString() ?? null,
  }
}

/** How far a job is. @throws {Problem} not-found */
export async function readJob(house: House, session: LiveSession, jobId: string) {
  return house.cellar.inCompany(
    contextOf(session),
    async (trx) => {
      const row = await sql.findJob(trx, session.line.id, jobId)
      if (!row) throw new Problem('not-found')
      const reasons = row.refused > 0 ? await sql.countReasons(trx, jobId) : []
      const lines = row.refused > 0 ? await sql.findRefused(trx, jobId, shownRefused) : []
      return {
        job: presentJob(row),
        reasons: reasons as { reason: RefusedReason; lines: number }[],
        refusedLines: lines.map(({ line_id, reason, ...line }) => ({
          lineId: line_id,
          ...line,
          reason: reason as RefusedReason,
        })),
      }
    },
    { readOnly: true },
  )
}

/** The jobs of the last day, for whoever comes back to the page. */
export const latestJobs = async (house: House, session: LiveSession) =>
  house.cellar.inCompany(
    contextOf(session),
    async (trx) =>
      (await sql.findLatestJobs(trx, session.line.id, addDays(house.clock(), -1))).map((row) => presentJob(row)),
    { readOnly: true },
  )

/**
 * The personal sheets of a job, each with its line's password; only for who has made them, and for a quarter of an hour.
 * @throws {Problem} not-found
 */
export async function printSheets(house: House, who: Who, jobId: string): Promise<Buffer> {
  const { session } = who
  const now = house.clock()
  const { company, secrets } = await house.cellar.inCompany(contextOf(session), async (trx) => {
    const row = await sql.findJob(trx, session.line.id, jobId)
    const over = !row?.finished_at || now >= later(row.finished_at, sheetMinutes * minute)
    const secrets = over ? [] : await sql.findSecrets(trx, jobId)
    if (secrets.length === 0) throw new Problem('not-found')
    await auditBy(trx, now, who, 'sheets.printed', { facts: { lines: secrets.length } })
    return { company: session.company.name, secrets }
  })
  return makePersonalSheets(
    house.config.brand,
    { language: session.line.language, company, portal: portalAddress(house.config) },
    secrets.map(({ line_id, secret, number, extension, name, expires_at: expiresAt }) => ({
      name,
      number: number as PhoneNumber,
      extension,
      wayIn: {
        temporaryPassword: unseal(house.config.secrets.VAULT_1, boundTo(jobId, line_id), secret).toString(),
        expiresAt,
      },
    })),
  )
}

/** @throws {Problem} not-found */
export async function forgetSheets(house: House, session: LiveSession, jobId: string): Promise<undefined> {
  await house.cellar.inCompany(contextOf(session), async (trx) => {
    if (!(await sql.findJob(trx, session.line.id, jobId))) throw new Problem('not-found')
    await sql.eraseSecrets(trx, jobId)
  })
}
