import { z } from 'zod'
import { routes } from './route.ts'
import { id, instant, paged, text } from './words.ts'

/** Files of lines on their way into a draft or into a company that exists: read, mapped, checked, then imported whole. */

export const lineColumn = z.enum(['number', 'extension', 'userType', 'service', 'name', 'site', 'email', 'mobile'])

export const columnMeaning = z.enum([
  'number',
  'extension',
  'name',
  'firstName',
  'lastName',
  'site',
  'service',
  'userType',
  'email',
  'mobile',
  'secret',
  'ignored',
])

const choices = z.strictObject({
  /** What each column holds, in the file's order. */
  meanings: z.array(columnMeaning).min(1).max(50),
  site: text(100),
  service: text(40),
  prefix: z.string().regex(/^\+?\d{0,12}$/),
  newSites: z.boolean(),
})

export const importJob = z.object({
  id,
  target: z.object({ kind: z.enum(['draft', 'company']), id, name: z.string() }),
  fileName: z.string(),
  sheet: z.string().nullable(),
  state: z.enum(['mapping', 'checking', 'ready', 'applying', 'done', 'cancelled']),
  /** Somebody's check or import stopped in the middle; nothing of it was written. */
  interrupted: z.boolean(),
  progress: z.object({ done: z.number().int(), total: z.number().int() }).nullable(),
  headings: z.array(z.object({ heading: z.string(), sample: z.array(z.string()) })),
  choices,
  rows: z.number().int(),
  counts: z
    .object({
      good: z.number().int(),
      bad: z.number().int(),
      problems: z.number().int(),
      warnings: z.number().int(),
      leftOut: z.number().int(),
      added: z.number().int(),
      changed: z.number().int(),
      same: z.number().int(),
      kept: z.number().int(),
      missing: z.number().int(),
      newSites: z.array(z.string()),
      administrators: z.number().int(),
      /** Of a company whose contract counts them: lines by service profile, now and after this import. */
      licences: z.array(
        z.object({
          code: z.string(),
          name: z.string(),
          licences: z.number().int(),
          before: z.number().int(),
          after: z.number().int(),
        }),
      ),
    })
    .nullable(),
  /** Why the last check or import ended without result: a code of the problems, with its facts. */
  failure: z.string().nullable(),
  createdAt: instant,
  createdBy: z.string(),
  /** What the target offers for rows that say nothing. */
  sites: z.array(z.string()),
  services: z.array(z.object({ code: z.string(), name: z.string() })),
  /** Lines that the target has now: an import into a draft takes their place. */
  linesNow: z.number().int(),
})

const note = z.object({
  /** One of our columns; empty when the whole row is meant. */
  column: z.union([lineColumn, z.literal('')]),
  code: z.string(),
  value: z.string(),
  otherRow: z.number().int().nullable(),
})

export const importRow = z.object({
  row: z.number().int(),
  cells: z.record(lineColumn, z.string()),
  leftOut: z.boolean(),
  corrected: z.array(lineColumn),
  problems: z.array(note),
  warnings: z.array(note),
  /** Of a company's line: what changes, cell by cell, and what the file says in vain. */
  changes: z.array(z.object({ column: lineColumn, before: z.string(), after: z.string() })),
  kept: z.array(z.object({ column: lineColumn, why: z.enum(['email-verified', 'role']), after: z.string() })),
})

const importParams = z.strictObject({ importId: id })

export const importRoutes = routes({
  'POST /api/provider/imports': {
    summary: 'Read a file: CSV, TSV or XLSX, at most 16 MiB, as the body’s bytes',
    may: 'import lines',
    query: z.strictObject({
      draft: id.optional(),
      company: id.optional(),
      name: text(200),
      /** One of those that `import.sheet` named. */
      sheet: text(100).optional(),
    }),
    upload: 16 * 1024 * 1024,
    answer: importJob,
    problems: ['not-found', 'import.refused', 'import.sheet', 'draft.activated', 'company.closed', 'throttled'],
  },
  'GET /api/provider/imports/:importId': {
    summary: 'How far an import is',
    may: 'import lines',
    params: importParams,
    answer: importJob,
  },
  'POST /api/provider/imports/:importId/check': {
    summary: 'Check every row with these columns; goes on by itself, `state` says how far',
    may: 'import lines',
    params: importParams,
    body: choices,
    answer: importJob,
    problems: ['import.busy', 'import.ended', 'import.columns'],
  },
  'GET /api/provider/imports/:importId/rows': {
    summary: 'The preview, a page',
    may: 'import lines',
    params: importParams,
    query: z.strictObject({
      show: z.enum(['all', 'bad', 'left-out', 'added', 'changed', 'kept', 'missing']).default('all'),
      ...paged,
    }),
    answer: z.object({
      total: z.number().int(),
      page: z.number().int(),
      size: z.number().int(),
      rows: z.array(importRow),
    }),
  },
  'PATCH /api/provider/imports/:importId/rows/:row': {
    summary: 'Correct a row’s cells, or leave the row out on purpose; everything is checked again',
    may: 'import lines',
    params: z.strictObject({ importId: id, row: z.coerce.number().int().min(1).max(2_000_000) }),
    body: z.strictObject({
      cells: z.partialRecord(lineColumn, text(300)).optional(),
      leftOut: z.boolean().optional(),
    }),
    answer: importJob,
    problems: ['not-found', 'import.busy', 'import.ended'],
  },
  'POST /api/provider/imports/:importId/leave-out': {
    summary: 'Leave out every row that has a problem now',
    may: 'import lines',
    params: importParams,
    body: z.strictObject({ rows: z.number().int().min(1) }),
    answer: importJob,
    problems: ['import.busy', 'import.ended', 'import.changed'],
  },
  'POST /api/provider/imports/:importId/apply': {
    summary: 'Import the good rows, all of them or none; goes on by itself',
    may: 'import lines',
    params: importParams,
    body: z.strictObject({ rows: z.number().int().min(0) }),
    answer: importJob,
    problems: [
      'import.busy',
      'import.ended',
      'import.changed',
      'import.bad-rows',
      'import.licences',
      'draft.activated',
      'company.closed',
    ],
  },
  'POST /api/provider/imports/:importId/cancel': {
    summary: 'Stop, or throw away, an import: nothing of it is written',
    may: 'import lines',
    params: importParams,
    answer: importJob,
    problems: ['import.ended'],
  },
})
