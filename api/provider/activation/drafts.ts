import { randomUUID } from 'node:crypto'
import type { Answer } from '#contract/client.ts'
import type { Transaction } from '#database/connect.ts'
import { nameKey } from '#domain/directory/search-text.ts'
import { Problem } from '#domain/problem.ts'
import { type DraftData, type DraftFacts, draftFlaws, emptyDraft } from '#domain/provider/draft.ts'
import { type NumberBlock, readBlock, sizeOf } from '#domain/provider/number-blocks.ts'
import { italianDay } from '#domain/time-zone.ts'
import type { House } from '../../house.ts'
import type { Caller } from '../../http/visit.ts'
import { auditByStaff } from '../audit.ts'
import { findOpenOf } from '../imports/import.sql.ts'
import type { LiveStaff } from '../staff/staff-sessions.ts'
import * as sql from './draft.sql.ts'

type Shown = Answer<'GET /api/provider/drafts/:draftId'>
type Who = { readonly staff: LiveStaff; readonly caller: Caller }

export function listDrafts(
  { cellar }: Pick<House, 'cellar'>,
  { search, page, size }: { search?: string | undefined; page: number; size: number },
): Promise<Answer<'GET /api/provider/drafts'>> {
  return cellar.asService(
    async (trx) => {
      const { drafts: total } = await sql.countOpenDrafts(trx, search)
      const rows = await sql.findOpenDrafts(trx, search, { limit: size, offset: (page - 1) * size })
      return {
        total,
        page,
        size,
        drafts: rows.map((row) => ({
          id: row.id,
          name: row.name,
          vatNumber: row.vat_number,
          lines: row.lines ?? 0,
          updatedAt: row.updated_at.toISOString(),
          updatedBy: row.updated_by,
        })),
      }
    },
    { readOnly: true },
  )
}

export async function createDraft(house: House, who: Who, name: string): Promise<{ id: string }> {
  const { cellar, clock } = house
  const id = randomUUID()
  const at = clock()
  await cellar.asService(async (trx) => {
    const by = who.staff.name
    await sql.insertDraft(trx, {
      id,
      name: name.trim(),
      name_key: nameKey(name),
      data: JSON.stringify(emptyDraft(name.trim())),
      created_at: at,
      created_by: by,
      updated_at: at,
      updated_by: by,
    })
    await auditByStaff(trx, at, who, 'draft.created', { facts: { draft: name.trim() } })
  })
  return { id }
}

/** @throws {Problem} not-found */
export function showDraft(house: House, id: string): Promise<Shown> {
  return house.cellar.asService(async (trx) => present(house, trx, await need(sql.findDraft(trx, id))), {
    readOnly: true,
  })
}

export type DraftChange = { readonly version: number } & {
  readonly [Part in keyof DraftData]?: DraftData[Part] | undefined
}

/**
 * Saves one step or several, as typed. Whoever saves over somebody else's step is told, and nothing is lost.
 * @throws {Problem} not-found, draft.conflict, draft.activated
 */
export function saveDraft(house: House, who: Who, id: string, change: DraftChange): Promise<Shown> {
  return house.cellar.asService(async (trx) => {
    const draft = await lockOpen(trx, id)
    if (draft.version !== change.version) throw new Problem('draft.conflict', { by: draft.updated_by })
    const { data } = draft
    const next: DraftData = {
      company: change.company ?? data.company,
      sites: change.sites ?? data.sites,
      blocks: change.blocks ?? data.blocks,
      licences: change.licences === undefined ? data.licences : change.licences,
      activation: change.activation ?? data.activation,
    }
    await sql.saveDraft(trx, id, next, { name: who.staff.name, at: house.clock() })
    return present(house, trx, await need(sql.findDraft(trx, id)))
  })
}

/** @throws {Problem} not-found, draft.activated */
export function deleteDraft(house: House, who: Who, id: string): Promise<undefined> {
  return house.cellar.asService(async (trx) => {
    const draft = await lockOpen(trx, id)
    await sql.deleteDraft(trx, id)
    await auditByStaff(trx, house.clock(), who, 'draft.deleted', { facts: { draft: draft.name } })
    return undefined
  })
}

/** @throws {Problem} not-found, draft.activated */
export async function lockOpen(trx: Transaction, id: string): Promise<sql.Draft> {
  const draft = await need(sql.lockDraft(trx, id))
  if (draft.activated_company) throw new Problem('draft.activated', { companyId: draft.activated_company })
  return draft
}

async function need(found: Promise<sql.Draft | undefined>): Promise<sql.Draft> {
  const draft = await found
  if (!draft) throw new Problem('not-found')
  return draft
}

async function present(house: House, trx: Transaction, draft: sql.Draft): Promise<Shown> {
  const { data } = draft
  const facts = await factsOf(house, trx, draft)
  const [open] = await findOpenOf(trx, { draftId: draft.id })
  return {
    id: draft.id,
    version: draft.version,
    data: {
      ...data,
      sites: [...data.sites],
      blocks: [...data.blocks],
      licences: data.licences && { ...data.licences },
    },
    updatedAt: draft.updated_at.toISOString(),
    updatedBy: draft.updated_by,
    companyId: draft.activated_company,
    lines: facts.lines,
    administrators: facts.administrators,
    byService: [...facts.byService],
    bySite: await sql.countBySite(trx, draft.id),
    blockNumbers: sizeOf(readBlocks(data)),
    smsReaches: facts.smsReaches,
    today: facts.today,
    // Once activated there is nothing left to mend.
    flaws: draft.activated_company ? [] : draftFlaws(data, facts),
    openImport: open?.id ?? null,
  }
}

const readBlocks = (data: DraftData): (NumberBlock & { at: number })[] =>
  data.blocks.flatMap((typed, at) => {
    const block = readBlock(typed)
    return typeof block === 'string' ? [] : [{ ...block, at }]
  })

/** What only the database knows of a draft. */
export async function factsOf(
  { outbox, clock }: Pick<House, 'outbox' | 'clock'>,
  trx: Transaction,
  { id, data }: Pick<sql.Draft, 'id' | 'data'>,
): Promise<DraftFacts> {
  const { lines, administrators } = await sql.countDraftLines(trx, id)
  const blocks = readBlocks(data)
  const siteKeys = new Set(data.sites.map(({ name }) => nameKey(name)))
  const bySite = await sql.countBySite(trx, id)
  return {
    lines,
    administrators,
    byService: await sql.countByService(trx, id),
    outsideBlocks: blocks.length === 0 ? 0 : await sql.countOutside(trx, id, blocks),
    withoutSite: bySite.reduce((sum, site) => (siteKeys.has(nameKey(site.name)) ? sum : sum + site.lines), 0),
    inUse: await sql.findTakenNumbers(trx, id),
    takenBlocks: await sql.findTakenBlocks(trx, blocks),
    smsReaches: outbox.reaches('sms'),
    today: italianDay(clock()),
  }
}
