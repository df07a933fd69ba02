import { z } from 'zod'
import { draftLimits } from '#domain/provider/draft-limits.ts'
import { routes } from './route.ts'
import { text as cell, id, instant, language, paged, userType } from './words.ts'

/** A new customer, step by step, until "Attiva" (spec/product B1–B4, B7–B10). */

const draftSite = z.strictObject({
  name: cell(100),
  street: cell(200),
  houseNumber: cell(40),
  postcode: cell(20),
  town: cell(100),
  province: cell(10),
  /** IANA name; left out: Europe/Rome. */
  timeZone: cell(40).optional(),
})

/** As typed: a draft may hold anything, and says what is wrong with it. */
const parts = {
  company: z.strictObject({
    name: cell(200),
    vatNumber: cell(40),
    contractNumber: cell(40),
    contactEmail: cell(300),
    contactMobile: cell(40),
    language,
  }),
  sites: z.array(draftSite).max(draftLimits.sites),
  blocks: z.array(z.strictObject({ first: cell(40), last: cell(40) })).max(draftLimits.blocks),
  licences: z.record(cell(40), z.number().int().min(0).max(draftLimits.licences)).nullable(),
  activation: z.strictObject({ day: cell(10), delivery: z.enum(['email', 'sms', 'technician']) }),
}

const draftData = z.object(parts)

export const draftFlaw = z.object({
  step: z.enum(['company', 'sites', 'numbers', 'services', 'lines', 'activation']),
  field: z.string(),
  code: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
})

export const draft = z.object({
  id,
  version: z.number().int(),
  data: draftData,
  updatedAt: instant,
  updatedBy: z.string(),
  /** Set once it has been activated: the customer's page is there. */
  companyId: id.nullable(),
  lines: z.number().int(),
  administrators: z.number().int(),
  byService: z.array(z.object({ code: z.string(), name: z.string(), lines: z.number().int() })),
  bySite: z.array(z.object({ name: z.string(), lines: z.number().int() })),
  /** How many numbers the ranges hold. */
  blockNumbers: z.number().int(),
  smsReaches: z.boolean(),
  today: z.string(),
  flaws: z.array(draftFlaw),
  /** An import into this draft that nobody has ended. */
  openImport: id.nullable(),
})

/** A line typed by hand, as typed. */
const typedLine = z.strictObject({
  number: cell(60),
  extension: cell(20),
  name: cell(300),
  site: cell(100),
  service: cell(40),
  userType,
  email: cell(300),
  mobile: cell(60),
})

export const draftLine = z.object({
  id,
  number: z.string(),
  extension: z.string(),
  name: z.string(),
  site: z.string(),
  service: z.string(),
  userType,
  email: z.string(),
  mobile: z.string(),
})

const draftParams = z.strictObject({ draftId: id })
const lineParams = z.strictObject({ draftId: id, draftLineId: id })

export const activationRoutes = routes({
  'GET /api/provider/drafts': {
    summary: 'Customers that are being prepared, newest change first',
    may: 'see customers being activated',
    query: z.strictObject({ search: z.string().trim().max(80).optional(), ...paged }),
    answer: z.object({
      total: z.number().int(),
      page: z.number().int(),
      size: z.number().int(),
      drafts: z.array(
        z.object({
          id,
          name: z.string(),
          vatNumber: z.string(),
          lines: z.number().int(),
          updatedAt: instant,
          updatedBy: z.string(),
        }),
      ),
    }),
  },
  'POST /api/provider/drafts': {
    summary: '"Nuovo cliente": begin a draft',
    may: 'activate customers',
    body: z.strictObject({ name: cell(draftLimits.companyName).refine((name) => name.trim() !== '') }),
    answer: z.object({ id }),
  },
  'GET /api/provider/drafts/:draftId': {
    summary: 'A draft with what it still lacks',
    may: 'activate customers',
    params: draftParams,
    answer: draft,
  },
  'PATCH /api/provider/drafts/:draftId': {
    summary: 'Save one step or several; refused when somebody else has saved meanwhile',
    may: 'activate customers',
    params: draftParams,
    body: z.strictObject({
      version: z.number().int(),
      company: parts.company.optional(),
      sites: parts.sites.optional(),
      blocks: parts.blocks.optional(),
      licences: parts.licences.optional(),
      activation: parts.activation.optional(),
    }),
    largestBody: 512 * 1024,
    answer: draft,
    problems: ['draft.conflict', 'draft.activated'],
  },
  'DELETE /api/provider/drafts/:draftId': {
    summary: 'Give up a draft, with its lines and imports',
    may: 'activate customers',
    params: draftParams,
    problems: ['draft.activated'],
  },
  'GET /api/provider/drafts/:draftId/lines': {
    summary: 'The draft’s lines, a page',
    may: 'activate customers',
    params: draftParams,
    query: z.strictObject({ search: z.string().trim().max(80).optional(), ...paged }),
    answer: z.object({
      total: z.number().int(),
      page: z.number().int(),
      size: z.number().int(),
      lines: z.array(draftLine),
    }),
  },
  'POST /api/provider/drafts/:draftId/lines': {
    summary: 'Add a line by hand',
    may: 'activate customers',
    params: draftParams,
    body: typedLine,
    answer: draftLine,
    problems: ['draft.line-refused', 'draft.activated'],
  },
  'PATCH /api/provider/drafts/:draftId/lines/:draftLineId': {
    summary: 'Change a line of the draft',
    may: 'activate customers',
    params: lineParams,
    body: typedLine,
    answer: draftLine,
    problems: ['draft.line-refused', 'draft.activated'],
  },
  'DELETE /api/provider/drafts/:draftId/lines/:draftLineId': {
    summary: 'Take a line out of the draft',
    may: 'activate customers',
    params: lineParams,
    problems: ['draft.activated'],
  },
  'POST /api/provider/drafts/:draftId/activate': {
    summary: '"Attiva": the company begins, and its credentials are on their way',
    may: 'activate customers',
    params: draftParams,
    body: z.strictObject({ version: z.number().int() }),
    answer: z.object({
      companyId: id,
      name: z.string(),
      lines: z.number().int(),
      passwordExpiresAt: instant,
      /** Masked. */
      numbersTo: z.string().nullable(),
      secretTo: z.string().nullable(),
      /** For the technician, once: nobody can ask for it again. */
      technician: z
        .object({
          temporaryPassword: z.string(),
          administrators: z.array(z.object({ number: z.string(), extension: z.string(), name: z.string() })),
          /** The printable sheet, a PDF in base64. */
          sheet: z.string(),
        })
        .nullable(),
    }),
    problems: ['draft.conflict', 'draft.activated', 'draft.incomplete', 'busy'],
  },
})
