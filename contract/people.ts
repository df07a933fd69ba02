import { z } from 'zod'
import { spreadLimits } from '#domain/access/spread-renewals.ts'
import { routes } from './route.ts'
import { credentialKind, emailStatus, id, instant, paged, userType } from './words.ts'

/** Who holds a line, who administers, and whose password ends when (spec/product 3.2, 7.2; spec/security 2.2). */

const params = z.strictObject({ lineId: id })
const count = z.number().int()
const name = z.string().min(1).max(200)
const mobile = z.string().max(40)

/** What "Modifica dati personali" may change. */
const details = z.object({ name: z.string(), siteId: id, mobile: z.string().nullable() })

export const person = details.extend({
  id,
  number: z.string(),
  extension: z.string(),
  userType,
  site: z.string(),
  administrator: z.boolean(),
  /** The sites this administrator answers for; null: the whole company, or no administrator. */
  administratorSites: z.array(id).nullable(),
  suspended: z.boolean(),
  /** Nobody holds the line: nobody can sign in. */
  free: z.boolean(),
  emailStatus,
  phones: z.array(z.object({ name: z.string(), kind: z.enum(['softphone', 'desk', 'web']), connected: z.boolean() })),
  /** Calls leave the line for somewhere else, whatever the reason. */
  forwards: z.boolean(),
})

const administrator = z.object({
  id,
  name: z.string(),
  number: z.string(),
  emailStatus,
  suspended: z.boolean(),
  /** Null: the whole company. */
  sites: z.array(z.string()).nullable(),
  passwordEndsAt: instant.nullable(),
})

/** A line whose password ends. */
const ending = z.object({
  id,
  number: z.string(),
  extension: z.string(),
  name: z.string(),
  site: z.string(),
  administrator: z.boolean(),
  kind: credentialKind,
  endsAt: instant,
  emailStatus,
  /** Asked, or to be asked, to change it earlier. */
  askAt: instant.nullable(),
  /** This viewer may enter an e-mail: there is none, and the line is an end user’s. */
  mayEnterEmail: z.boolean(),
})

const narrowed = {
  site: id.optional(),
  month: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
    .optional(),
  withoutEmail: z.stringbool().default(false),
}

const perDay = z.number().int().min(spreadLimits.perDay.least).max(spreadLimits.perDay.most)

/** What asking earlier would do, day by day. */
const proposal = z.object({
  asked: count,
  left: count,
  withoutEmail: count,
  /** The busiest day as it is. */
  worst: z.object({ day: z.string(), lines: count }).nullable(),
  days: z.array(z.object({ day: z.string(), lines: count })),
})

export const peopleRoutes = routes({
  'GET /api/people/lines/:lineId': {
    summary: 'Who holds a line, for the dialogs of "Azioni"',
    may: 'read the company directory',
    params,
    answer: person,
    problems: ['not-found'],
  },
  'PATCH /api/people/lines/:lineId': {
    summary: '"Modifica dati personali": name, site, mobile; refused when somebody has changed them meanwhile',
    may: 'change a line’s personal details',
    params,
    body: z.strictObject({
      was: z.strictObject(details.shape),
      name,
      siteId: id,
      mobile: mobile.nullable(),
    }),
    answer: person,
    problems: ['not-found', 'person.refused', 'person.name', 'person.mobile', 'person.changed'],
  },
  'POST /api/people/lines/:lineId/suspend': {
    summary: '"Sospendi": nobody gets in, phones are disconnected, forwards stand still (security 2.2, disable)',
    may: 'suspend a line',
    params,
    answer: person,
    problems: ['not-found', 'person.refused'],
  },
  'POST /api/people/lines/:lineId/resume': {
    summary: '"Riattiva": as it was before',
    may: 'suspend a line',
    params,
    answer: person,
    problems: ['not-found', 'person.refused'],
  },
  'POST /api/people/lines/:lineId/role': {
    summary: 'Makes the line’s holder an administrator, of the whole company or of some sites, or an end user again',
    may: 'give and take the administrator’s role',
    params,
    body: z.strictObject({
      role: z.enum(['administrator', 'user']),
      /** Of an administrator: only these sites. */
      sites: z.array(id).min(1).max(1000).nullable().default(null),
    }),
    answer: person,
    problems: ['not-found', 'person.refused'],
  },
  'POST /api/people/lines/:lineId/reassign': {
    summary: '"Rossi lascia, arriva Bianchi": number and place stay, everything personal goes; cannot be undone',
    may: 'give a line to somebody else',
    params,
    body: z.strictObject({
      /** The line’s number, typed by hand. */
      number: z.string().max(40),
      /** Null: nobody yet. */
      to: z.strictObject({ name, mobile: mobile.nullable(), email: z.string().max(300).nullable() }).nullable(),
    }),
    answer: z.object({
      person,
      /** Shown once; null when a personal invitation was mailed, and for a free line. */
      temporaryPassword: z.string().nullable(),
      invited: z.string().nullable(),
      expiresAt: instant.nullable(),
      /** When what the last holder left is erased. */
      erasedAt: instant,
      phonesToConnect: count,
    }),
    problems: [
      'not-found',
      'person.refused',
      'person.name',
      'person.mobile',
      'person.number',
      'email.invalid',
      'email.too-many-lines',
      'busy',
    ],
  },
  'GET /api/people/administrators': {
    summary: 'The company’s administrators, and how sure it is that one of them gets in again',
    may: 'read the company directory',
    answer: z.object({
      continuity: z.enum(['safe', 'alone', 'unreachable']),
      /** The first end of a password among those of the whole company. */
      firstEnd: instant.nullable(),
      administrators: z.array(administrator),
    }),
  },

  'GET /api/people/expiry': {
    summary: 'Gestione dati → Scadenze: how many passwords end in which month, and what is planned',
    may: 'read the company directory',
    query: z.strictObject({ site: id.optional() }),
    answer: z.object({
      /** Null where the contract has switched expiry off. */
      expiryDays: count.nullable(),
      months: z.array(z.object({ month: z.string(), lines: count, withoutEmail: count })),
      over: count,
      plan: z.object({ waiting: count, next: instant.nullable(), last: instant.nullable() }),
    }),
  },
  'GET /api/people/expiry/lines': {
    summary: 'Whose password ends, first those whom no letter reaches',
    may: 'read the company directory',
    query: z.strictObject({
      ...narrowed,
      ...paged,
    }),
    answer: z.object({ total: count, page: count, size: count, lines: z.array(ending) }),
  },
  'POST /api/people/expiry/export': {
    summary: 'The same list as a CSV file',
    may: 'export the company directory',
    body: z.strictObject({ ...narrowed, withoutEmail: z.boolean().default(false) }),
    answer: 'csv',
    file: 'scadenze.csv',
    problems: ['throttled'],
  },
  'POST /api/people/expiry/proposal': {
    summary: 'What asking some people earlier would do; changes nothing',
    may: 'read the company directory',
    body: z.strictObject({ site: id.optional(), perDay }),
    answer: proposal,
  },
  'POST /api/people/expiry/plan': {
    summary: 'Asks them on the chosen days to change their password; replaces what was planned and not yet asked',
    may: 'plan when passwords are renewed',
    body: z.strictObject({ site: id.optional(), perDay }),
    answer: z.object({ asked: count }),
  },
  'POST /api/people/expiry/plan/cancel': {
    summary: 'Nobody is asked any more who has not been asked yet',
    may: 'plan when passwords are renewed',
    body: z.strictObject({ site: id.optional() }),
    answer: z.object({ cancelled: count }),
  },
})
