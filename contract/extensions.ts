import { z } from 'zod'
import { conflictKinds } from '#domain/dial-plan/code-conflicts.ts'
import { routes } from './route.ts'
import { codeConflict } from './short-codes.ts'
import { id, instant } from './words.ts'

const digits = z.string().regex(/^[0-9]{0,6}$/)
const range = z.strictObject({ first: digits, last: digits })
const mayPlan = 'manage the company’s dial plan' as const
const lineConflict = codeConflict.omit({ code: true })

const plan = z.object({
  /** How many digits new extensions have. */
  length: z.number().int(),
  /** "0 for an outside line"; null: numbers are dialled as they are. */
  externalPrefix: z.string().nullable(),
  withExtension: z.number().int(),
  withoutExtension: z.number().int(),
  sites: z.array(
    z.object({
      id,
      name: z.string(),
      range: range.nullable(),
      /** Extensions of the range that nobody has; null without a range. */
      free: z.number().int().nullable(),
      /** Lines of the site whose extension is not in it. */
      outside: z.number().int(),
    }),
  ),
  /** The last renumbering, while it can be taken back. */
  undo: z.object({ id, at: instant, by: z.string(), lines: z.number().int() }).nullable(),
})

export const renumberingRule = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('beginning'), from: digits, to: digits }),
  z.strictObject({ kind: z.literal('last-digits'), length: z.number().int().min(2).max(6) }),
  z.strictObject({ kind: z.literal('sequence'), first: z.string().regex(/^[0-9]{2,6}$/) }),
  z.strictObject({ kind: z.literal('site-ranges') }),
])
const renumberingBody = { rule: renumberingRule, siteId: id.optional() }

export const extensionsRoutes = routes({
  'GET /api/extensions': {
    summary: 'Gestione dati → Interni: length, outside line, ranges of the sites (spec/product 3.6)',
    may: mayPlan,
    answer: plan,
  },
  'POST /api/extensions/plan': {
    summary: 'How long extensions are, and the digit for an outside line',
    may: mayPlan,
    body: z.strictObject({
      length: z.number().int().min(2).max(6),
      externalPrefix: z
        .string()
        .regex(/^[0-9]$/)
        .nullable(),
      /** Said when the digit's conflicts were read. */
      accepted: z.boolean().default(false),
    }),
    answer: plan,
    problems: ['code.conflict'],
  },
  'POST /api/extensions/plan/check': {
    summary: 'What a digit for an outside line would hide',
    may: mayPlan,
    body: z.strictObject({ externalPrefix: z.string().regex(/^[0-9]$/) }),
    answer: z.object({ conflicts: z.array(lineConflict), total: z.number().int() }),
  },
  'POST /api/extensions/sites/:siteId/range': {
    summary: 'The extensions that a site keeps for its lines',
    may: mayPlan,
    params: z.strictObject({ siteId: id }),
    body: z.strictObject({ range: range.nullable() }),
    answer: plan,
    problems: ['extension.range'],
  },
  'GET /api/extensions/lines/:lineId/free': {
    summary: 'Extensions that this line could have: of its site’s range first',
    may: mayPlan,
    params: z.strictObject({ lineId: id }),
    answer: z.object({ free: z.array(z.string()) }),
  },
  'POST /api/extensions/lines/:lineId/check': {
    summary: 'What an extension would stand in the way of',
    may: mayPlan,
    params: z.strictObject({ lineId: id }),
    body: z.strictObject({ extension: digits }),
    answer: z.object({ conflicts: z.array(lineConflict) }),
  },
  'POST /api/extensions/lines/:lineId': {
    summary: 'Give a line an extension, or take it away',
    may: mayPlan,
    params: z.strictObject({ lineId: id }),
    body: z.strictObject({ extension: digits }),
    answer: z.object({ lineId: id, extension: z.string(), before: z.string() }),
    problems: ['code.conflict'],
  },
  'GET /api/extensions/conflicts': {
    summary: 'The map of conflicts: extensions and short codes that stand in each other’s way',
    may: mayPlan,
    answer: z.object({
      total: z.number().int(),
      counts: z.partialRecord(z.enum(conflictKinds), z.number().int()),
      conflicts: z.array(
        codeConflict.extend({ of: z.enum(['extension', 'short-code']), lineId: id.nullable(), owner: z.string() }),
      ),
    }),
  },
  'POST /api/extensions/renumber/preview': {
    summary: 'What a renumbering would do: old and new, conflicts, what follows by itself',
    may: mayPlan,
    body: z.strictObject({ ...renumberingBody, page: z.number().int().min(1).max(1_000).default(1) }),
    answer: z.object({
      lines: z.number().int(),
      changed: z.number().int(),
      unchanged: z.number().int(),
      /** Lines that the rule gives nothing. */
      left: z.number().int(),
      refused: z.number().int(),
      warnings: z.number().int(),
      /** Names exactly this preview: only it can be carried out. */
      fingerprint: z.string(),
      /** What leads to these lines by itself: it follows them. */
      follow: z.object({ shortCodes: z.number().int(), phones: z.number().int() }),
      size: z.number().int(),
      moves: z.array(
        z.object({
          lineId: id,
          name: z.string(),
          number: z.string(),
          site: z.string(),
          from: z.string(),
          to: z.string(),
          conflicts: z.array(lineConflict),
        }),
      ),
    }),
  },
  'POST /api/extensions/renumber': {
    summary: 'Carry out a renumbering that was previewed, all of it or nothing',
    may: 'renumber the company’s extensions',
    body: z.strictObject({ ...renumberingBody, fingerprint: z.string().max(64) }),
    answer: z.object({ id, changed: z.number().int() }),
    problems: ['code.conflict', 'setting.conflict'],
  },
  'POST /api/extensions/renumber/:renumberingId/undo': {
    summary: 'Give every line back the extension it had before a renumbering',
    may: 'renumber the company’s extensions',
    params: z.strictObject({ renumberingId: id }),
    answer: z.object({ changed: z.number().int() }),
    problems: ['setting.conflict', 'code.conflict'],
  },
})
