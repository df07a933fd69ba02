import { randomUUID } from 'node:crypto'
import type { Transaction } from '#database/connect.ts'
import { Problem } from '#domain/problem.ts'
import { isSameDifference } from '#domain/provider/import/difference.ts'
import type { House } from '../../house.ts'
import type { Caller } from '../../http/visit.ts'
import { deleteDraftLines, insertDraftLines, lockDraft, saveDraft } from '../activation/draft.sql.ts'
import { auditByStaff } from '../audit.ts'
import { refuseShort } from '../licences.ts'
import type { LiveStaff } from '../staff/staff-sessions.ts'
import { openJob, startCheck } from './check-import.ts'
import { companyWriter } from './company-writer.ts'
import * as sql from './import.sql.ts'
import { presentImport } from './present-import.ts'
import { type ReadRow, readRows } from './read-rows.ts'
import { progressOf, type Step, startWork, workEnded } from './running.ts'
import { findTarget } from './target.ts'

type Who = { readonly staff: LiveStaff; readonly caller: Caller }

/**
 * Imports what the preview showed, all of it or nothing; goes on after the answer.
 * @param rows how many good rows were shown
 * @throws {Problem} not-found, import.ended, import.busy, import.changed, import.bad-rows, import.licences
 */
export async function applyImport(house: House, who: Who, id: string, rows: number) {
  await house.cellar.asService(async (trx) => {
    const job = await openJob(trx, id)
    if (progressOf(id)) throw new Problem('import.busy')
    if (job.state !== 'ready' || job.counts?.good !== rows) throw new Problem('import.changed')
    if (job.counts.bad > 0) throw new Problem('import.bad-rows', { rows: job.counts.bad })
    refuseShort(job.counts.licences ?? [])
    await findTarget(trx, job)
  })
  await startWork(house, id, 'apply', (trx, step) => apply(house, trx, who, id, step))
  void checkAgain(house, id)
  return presentImport(house, id)
}

/** What was shown is no longer so: the new preview is made at once. */
async function checkAgain(house: House, id: string): Promise<void> {
  await workEnded(id)
  try {
    const job = await house.cellar.asService((trx) => sql.findImport(trx, id))
    const failure = job?.failure
    if (job?.state !== 'ready' || (failure !== 'import.changed' && failure !== 'import.licences')) return
    await house.cellar.asService(async (trx) => {
      await sql.saveChoices(trx, id, job.choices)
      await sql.saveBegun(trx, id, null, failure)
    })
    await startCheck(house, id)
  } catch (error) {
    house.log.warn({ import: id, error: String(error) }, 'import')
  }
}

async function apply(house: House, trx: Transaction, who: Who, id: string, step: Step): Promise<void> {
  const job = await openJob(trx, id)
  const target = await findTarget(trx, job)
  const writer =
    target.kind === 'draft'
      ? await draftWriter(house, trx, who, target.id)
      : await companyWriter(house, trx, who, target.id)
  const { late, newSites } = await readRows(trx, job, job.choices, target, {
    lock: true,
    step,
    take: async (rows) => {
      if (rows.some(isNews)) throw new Problem('import.changed')
      await writer.take(rows)
    },
  })
  if (late.length > 0) throw new Problem('import.changed')
  await writer.end({ fileName: job.file_name, newSites })
  // Whoever pressed "Annulla" meanwhile was earlier: then nothing of this happens.
  const ended = await sql.saveEnded(trx, id, 'done', house.clock())
  if (!ended.numUpdatedRows) throw new Problem('import.ended')
  if (target.kind === 'draft') await sql.deleteRows(trx, id)
}

/** A row that is not what the preview showed. */
function isNews({ staged, line, difference }: ReadRow): boolean {
  if (staged.left_out) return false
  if (!line) return true
  return difference !== null && (staged.difference === null || !isSameDifference(staged.difference, difference))
}

export type Writer = {
  take(rows: readonly ReadRow[]): Promise<void>
  end(facts: { readonly fileName: string; readonly newSites: readonly string[] }): Promise<void>
}

/** The file's lines take the place of those that the draft had. */
async function draftWriter(house: House, trx: Transaction, who: Who, draftId: string): Promise<Writer> {
  const draft = await lockDraft(trx, draftId)
  if (!draft) throw new Problem('not-found')
  await deleteDraftLines(trx, draftId)
  let written = 0
  return {
    async take(rows) {
      const lines = rows.flatMap(({ line }) => (line ? [line] : []))
      written += lines.length
      await insertDraftLines(
        trx,
        lines.map(({ number, extension, name, site, service, userType, email, mobile }) => ({
          id: randomUUID(),
          draft_id: draftId,
          number,
          extension,
          name,
          site,
          service,
          user_type: userType,
          email,
          mobile,
        })),
      )
    },
    async end({ fileName, newSites }) {
      const { clock } = house
      const added = newSites.map((name) => ({
        name,
        street: '',
        houseNumber: '',
        postcode: '',
        town: '',
        province: '',
      }))
      const data = { ...draft.data, sites: [...draft.data.sites, ...added] }
      await saveDraft(trx, draftId, data, { name: who.staff.name, at: clock() })
      const facts = { draft: draft.name, file: fileName, lines: written }
      await auditByStaff(trx, clock(), who, 'draft.lines-imported', { facts })
    },
  }
}
