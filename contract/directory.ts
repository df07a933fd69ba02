import { z } from 'zod'
import { quickViews } from '#domain/directory/quick-view.ts'
import { routes } from './route.ts'
import {
  activity,
  credentialKind,
  emailStatus,
  firstAccessState,
  id,
  instant,
  paged,
  typedPassword,
  userType,
} from './words.ts'

/** A row of Gestione dati → Utenti (guide figure 5, S60). */
export const line = z.object({
  id,
  number: z.string(),
  extension: z.string(),
  userType,
  service: z.string(),
  name: z.string(),
  siteId: id,
  site: z.string(),
  firstAccess: firstAccessState,
  emailStatus,
  /** Nobody can sign in and nobody is called, until it is reactivated. */
  suspended: z.boolean(),
  /** What this viewer may do with this line; the screen only asks. */
  may: z.array(
    z.enum([
      'configure',
      'set-temporary-password',
      'enter-email',
      'change-details',
      'change-role',
      'suspend',
      'resume',
      'reassign',
    ]),
  ),
})

export const searchField = z.enum(['any', 'number', 'extension', 'name', 'site', 'service', 'email'])
export const sortField = z.enum(['number', 'extension', 'userType', 'service', 'name', 'site', 'firstAccess'])

/** What narrows the list; the same for the page, the count and the export. */
/** Quick views of the list (spec/product 3.2). */
export const quickView = z.enum(quickViews)

export const filter = {
  site: id.optional(),
  search: z.string().trim().max(80).optional(),
  field: searchField.default('any'),
  firstAccess: firstAccessState.optional(),
  view: quickView.optional(),
  sort: sortField.default('number'),
  descending: z.stringbool().default(false),
}

const lineParams = z.strictObject({ lineId: id })

export const configuration = z.object({
  line,
  password: z.object({
    kind: credentialKind,
    setAt: instant.nullable(),
    expiresAt: instant.nullable(),
    everUsed: z.boolean(),
  }),
  /** Masked: the administrator sees that there is one, not which (spec/security 2.8). */
  email: z.object({ status: emailStatus, masked: z.string().nullable() }),
  pin: z.object({ setAt: instant.nullable() }),
  passwordMinimum: z.number().int(),
  grantEndsAt: instant,
  activity: z.array(activity),
})

export const directoryRoutes = routes({
  'GET /api/directory/lines': {
    summary: 'The company’s lines, a page (guide figure 5)',
    may: 'read the company directory',
    query: z.strictObject({
      ...filter,
      ...paged,
    }),
    answer: z.object({ total: z.number().int(), page: z.number().int(), size: z.number().int(), lines: z.array(line) }),
  },
  'POST /api/directory/lines/export': {
    summary: 'The found lines as a CSV file that can be imported again',
    may: 'export the company directory',
    body: z.strictObject({ ...filter, descending: z.boolean().default(false) }),
    answer: 'csv',
    file: 'utenti.csv',
    problems: ['throttled'],
  },
  'GET /api/directory/quick-views': {
    summary: 'How many lines each quick view of the list shows',
    may: 'read the company directory',
    answer: z.object({ counts: z.record(quickView, z.number().int()) }),
  },
  'GET /api/directory/sites': {
    summary: 'The company’s sites',
    may: 'read the company directory',
    answer: z.object({ sites: z.array(z.object({ id, name: z.string(), lines: z.number().int() })) }),
  },
  'GET /api/directory/first-access': {
    summary: 'How far the first access is: counts, lamps for small companies, latest activations',
    may: 'read the company directory',
    answer: z.object({
      total: z.number().int(),
      counts: z.record(firstAccessState, z.number().int()),
      /** One state a line in number order, only up to 100 lines. */
      lamps: z.array(firstAccessState).nullable(),
      activations: z.array(z.object({ lineId: id, number: z.string(), name: z.string(), at: instant, ip: z.string() })),
      activationsToday: z.number().int(),
      /** Lines whose own password ends within 30 days, and those of them that no mail can reach. */
      expiring: z.object({ within30Days: z.number().int(), withoutEmail: z.number().int() }),
    }),
  },

  'POST /api/directory/acting-grants': {
    summary: '"Attenzione" → "Continua": open one line’s configuration for 30 minutes',
    may: 'open a line’s configuration',
    body: z.strictObject({ lineId: id }),
    answer: z.object({ lineId: id, endsAt: instant }),
    problems: ['not-found', 'acting.not-allowed'],
  },
  'POST /api/directory/acting-grants/end': {
    summary: '"Torna a Gestione dati"',
    may: 'leave a line’s configuration',
  },
  'GET /api/directory/lines/:lineId/configuration': {
    summary: 'One line’s configuration page (guide figure 6)',
    may: 'see a line’s configuration',
    params: lineParams,
    answer: configuration,
  },
  'POST /api/directory/lines/:lineId/temporary-password': {
    summary: 'Give the line a temporary password: generated, or typed (guide 2.3.1; always temporary, S70)',
    may: 'set a line’s temporary password',
    params: lineParams,
    body: z.strictObject({ password: typedPassword.optional(), deliver: z.enum(['show', 'send']) }),
    answer: z.object({
      /** Shown once, to hand over; null when it was sent. */
      temporaryPassword: z.string().nullable(),
      sentTo: z.string().nullable(),
      expiresAt: instant,
      /** An earlier temporary password, which nobody had used, no longer works. */
      replacedUnused: z.boolean(),
    }),
    problems: ['password.refused', 'email.not-verified', 'acting.not-allowed', 'busy'],
  },
  'POST /api/directory/lines/:lineId/email': {
    summary: 'Enter the line’s e-mail where none is verified (guide 2.3.1, "se non già presente")',
    may: 'set a line’s e-mail',
    params: lineParams,
    body: z.strictObject({ email: z.string().min(1).max(300) }),
    answer: z.object({ masked: z.string(), status: emailStatus }),
    problems: [
      'email.invalid',
      'email.already-verified',
      'email.too-many-lines',
      'email.resend-wait',
      'acting.not-allowed',
    ],
  },
})
