import { nameKey } from '#domain/directory/search-text.ts'
import { auditLines } from './audit-lines.ts'
import { findSite, moveLines } from './many-lines.sql.ts'
import type { BulkWork } from './work-on-jobs.ts'

/** "Cambia Sede": the line's site, with everything that follows from it (emergency place, what the search finds). */
export const move: BulkWork = {
  together: 500,
  refuse(line, job) {
    if (line.account === 'closed') return 'closed'
    return line.site_id === job.site_id ? 'same-site' : undefined
  },
  begin: async (house) => async (trx, job, lines) => {
    const site = job.site_id ? await findSite(trx, job.company_id, job.site_id) : undefined
    if (!site) return lines.map(({ position }) => ({ position, state: 'refused', outcome: 'gone' }))
    const ids = lines.map(({ id }) => id)
    await moveLines(trx, ids, { id: site.id, nameKey: nameKey(site.name) })
    for (const id of ids) {
      house.sessions.forget(trx, id)
      house.facts.forgetLine(trx, id)
    }
    house.facts.forgetCompany(trx, job.company_id)
    const facts = { site: site.name }
    await auditLines(
      trx,
      house.clock(),
      job,
      'line.moved',
      lines.map(({ id }) => ({ id, facts })),
    )
    return lines.map(({ position }) => ({ position, state: 'done', outcome: null }))
  },
}
