import { z } from 'zod'
import { conflictKinds } from '#domain/dial-plan/code-conflicts.ts'
import { destinationClasses } from '#domain/dial-plan/destination-class.ts'
import { shortCodeLimits } from '#domain/dial-plan/short-code.ts'
import { destination } from './call-settings.ts'
import { routes } from './route.ts'
import { id, typedNumber } from './words.ts'

const code = z.string().regex(/^[0-9]{1,6}$/)

export const codeConflict = z.object({
  kind: z.enum(conflictKinds),
  refused: z.boolean(),
  /** Which of the codes asked for meets it. */
  code: z.string(),
  with: z.string(),
  name: z.string(),
})

/** One code, or a range of codes onto a range of numbers. */
const entry = z.object({
  id,
  version: z.number().int(),
  first: z.string(),
  last: z.string(),
  count: z.number().int(),
  label: z.string(),
  visible: z.boolean(),
  to: destination,
  /** Of the last code of a range. */
  lastNumber: z.string().nullable(),
  /** A colleague's name, and number; the number outside otherwise. */
  name: z.string().nullable(),
  number: z.string(),
  class: z.enum(destinationClasses),
})

const entryBody = {
  first: code,
  count: z.number().int().min(1).max(shortCodeLimits.range).default(1),
  label: z.string().trim().max(shortCodeLimits.label),
  visible: z.boolean().default(true),
  /** A number outside, a colleague's number or extension; for a range its first number. */
  to: typedNumber,
}
const entryParams = z.strictObject({ entryId: id })
const refusals = ['setting.refused', 'code.conflict'] as const
const mayRead = 'manage the company’s dial plan' as const

export const shortCodesRoutes = routes({
  'GET /api/short-codes': {
    summary: '"Codici brevi": a few digits that stand for a number or a colleague, a page (spec/product 3.5)',
    may: mayRead,
    query: z.strictObject({
      search: z.string().trim().max(80).optional(),
      page: z.coerce.number().int().min(1).max(100_000).default(1),
    }),
    answer: z.object({
      total: z.number().int(),
      page: z.number().int(),
      size: z.number().int(),
      entries: z.array(entry),
    }),
  },
  'POST /api/short-codes/check': {
    summary: 'What a code would stand in the way of, and where it would lead, before it is saved',
    may: mayRead,
    body: z.strictObject({ first: code, count: entryBody.count, to: typedNumber.optional(), entryId: id.optional() }),
    answer: z.object({
      conflicts: z.array(codeConflict),
      last: z.string().nullable(),
      to: z
        .object({
          name: z.string().nullable(),
          number: z.string(),
          last: z.string().nullable(),
          class: z.enum(destinationClasses),
        })
        .nullable(),
      /** Why it leads nowhere. */
      refused: z.string().nullable(),
    }),
  },
  'POST /api/short-codes': {
    summary: 'A new short code, or a range of them',
    may: mayRead,
    body: z.strictObject(entryBody),
    answer: entry,
    problems: refusals,
  },
  'PATCH /api/short-codes/:entryId': {
    summary: 'Change a short code or a whole range',
    may: mayRead,
    params: entryParams,
    body: z.strictObject({ ...entryBody, version: z.number().int() }),
    answer: entry,
    problems: [...refusals, 'setting.conflict'],
  },
  'DELETE /api/short-codes/:entryId': {
    summary: 'Take a short code, or a whole range, away',
    may: mayRead,
    params: entryParams,
  },
  'GET /api/short-codes/:entryId/users': {
    summary: '"Chi lo usa": lines whose calls are forwarded to where the code leads',
    may: mayRead,
    params: entryParams,
    answer: z.object({
      total: z.number().int(),
      lines: z.array(z.object({ lineId: id, name: z.string(), number: z.string(), extension: z.string() })),
    }),
  },
  'POST /api/short-codes/export': {
    summary: 'Every short code as a CSV file that can be imported again',
    may: 'export the company’s dial plan',
    answer: 'csv',
    file: 'codici-brevi.csv',
    problems: ['throttled'],
  },
  'POST /api/short-codes/import': {
    summary: 'Short codes from a file: what would change and what is wrong in each row; nothing by halves',
    may: mayRead,
    body: z.strictObject({
      text: z.string().max(shortCodeLimits.fileBytes),
      /** False only looks. */
      apply: z.boolean(),
    }),
    largestBody: 3 * 1024 * 1024,
    answer: z.object({
      rows: z.number().int(),
      added: z.number().int(),
      changed: z.number().int(),
      same: z.number().int(),
      /** The first hundred; `wrong` counts them all. */
      problems: z.array(
        z.object({ row: z.number().int(), code: z.string(), reason: z.string(), with: z.string(), name: z.string() }),
      ),
      wrong: z.number().int(),
      applied: z.boolean(),
    }),
  },
})
