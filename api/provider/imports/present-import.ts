import type { Answer } from '#contract/client.ts'
import { Problem } from '#domain/problem.ts'
import type { House } from '../../house.ts'
import * as sql from './import.sql.ts'
import { progressOf } from './running.ts'
import { findTarget } from './target.ts'

type Presented = Answer<'GET /api/provider/imports/:importId'>

/**
 * An import as its page shows it. One that was begun and that nobody works on any more was stopped in the middle: it
 * can be taken up again.
 * @throws {Problem} not-found
 */
export async function presentImport({ cellar }: Pick<House, 'cellar'>, id: string): Promise<Presented> {
  // A check or an import may end while the database is asked: then what it says is right, and not what was seen before.
  const before = progressOf(id)
  return cellar.asService(async (trx) => {
    const job = await sql.findImport(trx, id)
    if (!job) throw new Problem('not-found')
    const progress = job.begun === null ? null : (progressOf(id) ?? before)
    const alive = job.begun !== null && (progress !== null || !(await sql.holdImport(trx, id)))
    const target = await findTarget(trx, job).catch((error: unknown) => ended(error, job))
    const state = alive ? (job.begun === 'check' ? 'checking' : 'applying') : job.state
    return {
      id,
      target: { kind: target.kind, id: target.id, name: target.name },
      fileName: job.file_name,
      sheet: job.sheet,
      state,
      interrupted: job.begun !== null && !alive,
      progress: alive ? (progress ?? { done: 0, total: job.rows }) : null,
      headings: job.headings,
      choices: { ...job.choices, meanings: [...job.choices.meanings] },
      rows: job.rows,
      counts:
        state === 'checking' || state === 'mapping'
          ? null
          : job.counts && { ...job.counts, licences: job.counts.licences ?? [] },
      failure: job.failure,
      createdAt: job.created_at.toISOString(),
      createdBy: job.created_by,
      sites: [...target.sites],
      services: await sql.findServices(trx),
      linesNow: target.linesNow,
    }
  })
}

/** The customer was activated, or the contract ended: the import can still be looked at. */
function ended(error: unknown, job: sql.ImportJob) {
  if (!(error instanceof Problem) || error.code === 'not-found') throw error
  const kind = job.draft_id === null ? 'company' : 'draft'
  return { kind, id: job.draft_id ?? job.company_id ?? job.id, name: '', sites: [], linesNow: 0 } as const
}
