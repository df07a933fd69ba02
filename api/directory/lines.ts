import type { directoryRoutes } from '#contract/directory.ts'
import type { Received } from '#contract/route.ts'
import type { LiveSession } from '../access/sessions.ts'
import type { FoundLines } from './found-lines.ts'
import { lineFilter } from './line-filter.ts'
import { presentLine } from './present-line.ts'

type Asked = Received<(typeof directoryRoutes)['GET /api/directory/lines']>['query']

/** Gestione dati → Utenti: one page of the lines that the filters find (guide figure 5; S57–S61). */
export async function listLines(found: FoundLines, session: LiveSession, asked: Asked) {
  const { page, size, sort, descending } = asked
  const filter = lineFilter(session.line.companyId, asked)
  const { total, lines } = await found.page({ filter, sort, descending, page, size })
  return { total, page, size, lines: lines.map((line) => presentLine(line, session.line.id)) }
}
