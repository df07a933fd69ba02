import { z } from 'zod'
import { addressLimits } from '#domain/directory/civic-address.ts'
import { siteLimits } from '#domain/directory/site.ts'
import { routes } from './route.ts'
import { id, typedNumber } from './words.ts'

const text = (most: number) => z.string().trim().max(most)

export const siteAddress = z.strictObject({
  street: text(addressLimits.street),
  houseNumber: text(addressLimits.houseNumber),
  postcode: text(5),
  town: text(addressLimits.town),
  province: text(2),
})

/** What a person writes; the rules say what is wrong with it. */
const siteBody = {
  name: z.string().trim().min(1).max(siteLimits.name),
  address: siteAddress,
  /** IANA name: the hour by which its people read and its lines decide (domain/time-zone.ts). */
  timeZone: text(40),
  /** A number of the company; empty: none. */
  mainNumber: typedNumber.or(z.literal('')),
  emergencyNumber: typedNumber.or(z.literal('')),
  emergencyDetails: text(addressLimits.details),
}

const site = z.object({
  id,
  version: z.number().int(),
  name: z.string(),
  address: siteAddress,
  timeZone: z.string(),
  mainNumber: z.string().nullable(),
  emergencyNumber: z.string().nullable(),
  emergencyDetails: z.string(),
  /** What 112 is told: the number (null: each line's own) and the place. */
  emergency: z.object({ number: z.string().nullable(), place: z.string() }),
  lines: z.number().int(),
  phones: z.number().int(),
})

const siteParams = z.strictObject({ siteId: id })
const siteProblems = ['site.name-taken', 'site.refused'] as const

export const sitesRoutes = routes({
  'GET /api/sites': {
    summary: 'Gestione dati → Sedi, a page: where each is, its lines and phones (spec/product 3.4)',
    may: 'manage the company’s sites',
    query: z.strictObject({
      search: text(80).optional(),
      page: z.coerce.number().int().min(1).max(100_000).default(1),
    }),
    answer: z.object({ total: z.number().int(), page: z.number().int(), size: z.number().int(), sites: z.array(site) }),
  },
  'POST /api/sites': {
    summary: 'A new site',
    may: 'manage the company’s sites',
    body: z.strictObject(siteBody),
    answer: site,
    problems: siteProblems,
  },
  'PATCH /api/sites/:siteId': {
    summary: 'Change a site; an address that changes is what the next call for help says',
    may: 'manage the company’s sites',
    params: siteParams,
    body: z.strictObject({ ...siteBody, version: z.number().int() }),
    answer: site,
    problems: [...siteProblems, 'setting.conflict'],
  },
  'DELETE /api/sites/:siteId': {
    summary: 'Delete a site that no line has',
    may: 'manage the company’s sites',
    params: siteParams,
    problems: ['site.in-use'],
  },
  'POST /api/sites/:siteId/move-lines': {
    summary: 'Give every line of this site to another one',
    may: 'manage the company’s sites',
    params: siteParams,
    body: z.strictObject({ to: id }),
    answer: z.object({ moved: z.number().int() }),
  },
})
