import { z } from 'zod'
import { routes } from './route.ts'
import { id, instant } from './words.ts'

/** A day as it is at the company: the whole of it, in Italian time. */
const day = z.iso.date()

const filter = {
  from: day.optional(),
  to: day.optional(),
  /** Who did it: a line, or a kind of somebody. */
  actor: id.optional(),
  role: z.enum(['user', 'administrator', 'support', 'system', 'unknown']).optional(),
  /** On whom. */
  subject: id.optional(),
  action: z.string().max(60).optional(),
  result: z.enum(['done', 'refused']).optional(),
  /** What it is about: `site:<id>`, `short-code:<id>`. */
  object: z.string().max(80).optional(),
}

const facts = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))

const event = z.object({
  id: z.number().int(),
  at: instant,
  action: z.string(),
  result: z.enum(['done', 'refused']),
  actor: z.object({ id: id.nullable(), name: z.string(), role: z.string() }),
  /** The line it concerns, where that is another than the actor's. */
  subject: z.object({ id, name: z.string(), number: z.string() }).nullable(),
  facts,
  ip: z.string().nullable(),
})

const eventParams = z.strictObject({ eventId: z.coerce.number().int().min(1) })

export const auditLogRoutes = routes({
  'GET /api/audit-log': {
    summary: '"Registro attività" of the company: who did what, when, on whom, from where (spec/security 4.6)',
    may: 'read the activity log',
    query: z.strictObject({
      ...filter,
      /** The last event of the page before. */
      after: z.coerce.number().int().min(1).optional(),
      size: z.coerce.number().int().min(1).max(100).default(50),
    }),
    answer: z.object({ events: z.array(event.extend({ restorable: z.boolean() })), more: z.boolean() }),
  },
  'GET /api/audit-log/actions': {
    summary: 'What has ever happened in the company, for the filter',
    may: 'read the activity log',
    answer: z.object({ actions: z.array(z.string()) }),
  },
  'GET /api/audit-log/:eventId/restore': {
    summary: 'What would change if a site, short code or extension were as before this event',
    may: 'restore what the activity log remembers',
    params: eventParams,
    answer: z.object({
      /** How the thing is now, in short: to be sent with the restore. */
      seen: z.string(),
      /** `before.<name>` as it is now, `after.<name>` as it would be; empty: it is so already. */
      facts,
    }),
    problems: ['history.gone'],
  },
  'POST /api/audit-log/:eventId/restore': {
    summary: 'Put it back as it was before this event, under the rules of any change; also what was deleted',
    may: 'restore what the activity log remembers',
    params: eventParams,
    body: z.strictObject({ seen: z.string().max(80) }),
    problems: [
      'history.gone',
      'setting.conflict',
      'setting.refused',
      'site.name-taken',
      'site.refused',
      'code.conflict',
      'extension.range',
    ],
  },
  'POST /api/audit-log/check': {
    summary: 'Is the log as it was written? Every link of the company’s chain, counted again (L02)',
    may: 'check the activity log',
    answer: z.object({
      events: z.number().int(),
      /** The first event that is not what was written, or that follows one that is gone. */
      broken: z.object({ number: z.number().int(), at: instant.nullable() }).nullable(),
    }),
    problems: ['throttled'],
  },
  'POST /api/audit-log/export': {
    summary: 'The found events as a CSV file',
    may: 'export the activity log',
    body: z.strictObject({ ...filter }),
    answer: 'csv',
    file: 'registro-attivita.csv',
    problems: ['throttled'],
  },
})
