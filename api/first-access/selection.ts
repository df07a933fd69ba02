import type { z } from 'zod'
import type { selection } from '#contract/first-access.ts'
import { Problem } from '#domain/problem.ts'
import type { LiveSession } from '../access/sessions.ts'
import type { FoundLines } from '../directory/found-lines.ts'
import { lineFilter } from '../directory/line-filter.ts'
import { countIds, idsBetween } from '../directory/packed-ids.ts'
import type { House } from '../house.ts'
import { findMissing } from './cockpit.sql.ts'
import { contextOf } from './jobs.ts'

export type Selection = z.output<typeof selection>

/**
 * Which lines are meant. "Tutti i 312 trovati" are decided here, at the moment of the press, by the same search as the
 * list; when they are no longer as many as the administrator has read, nothing begins.
 * @throws {Problem} selection.empty, selection.changed, selection.too-many
 */
export async function selectedLines(
  found: FoundLines,
  house: Pick<House, 'cellar'>,
  session: LiveSession,
  asked: Selection,
  most: number,
): Promise<readonly string[]> {
  const ids = await idsOf(found, house, session, asked)
  if (ids.length === 0) throw new Problem('selection.empty')
  if (ids.length > most) throw new Problem('selection.too-many', { most })
  return ids
}

async function idsOf(
  found: FoundLines,
  { cellar }: Pick<House, 'cellar'>,
  session: LiveSession,
  asked: Selection,
): Promise<readonly string[]> {
  const { companyId } = session.line
  if ('lineIds' in asked) return [...new Set(asked.lineIds)]
  if ('filter' in asked) return foundIds(found, companyId, asked)
  const ids = await cellar.inCompany(contextOf(session), (trx) => findMissing(trx, companyId), { readOnly: true })
  if (ids.length !== asked.count) throw new Problem('selection.changed', { count: ids.length })
  return ids
}

async function foundIds(found: FoundLines, companyId: string, asked: Extract<Selection, { filter: unknown }>) {
  const { sort, descending } = asked.filter
  const order = await found.order({ filter: lineFilter(companyId, asked.filter), sort, descending })
  const count = countIds(order)
  if (count !== asked.count) throw new Problem('selection.changed', { count })
  return idsBetween(order, 0, count, descending)
}
