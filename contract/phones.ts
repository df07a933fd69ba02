import { z } from 'zod'
import { routes } from './route.ts'
import { id, instant, paged } from './words.ts'

export const deviceKind = z.enum(['softphone', 'desk', 'web'])
export const deviceState = z.enum(['disabled', 'online', 'offline', 'never'])

/** A phone of a line, as its owner and the administrator see it. Its secret is never in here. */
export const phone = z.object({
  id,
  name: z.string(),
  kind: deviceKind,
  /** As it is printed below the phone: `00:15:65:AB:CD:EF`. */
  mac: z.string().nullable(),
  sipUser: z.string(),
  state: deviceState,
  /** Connected since; only while it is. */
  since: instant.nullable(),
  lastContactAt: instant.nullable(),
  /** The program or model, as it calls itself. */
  software: z.string().nullable(),
  addedAt: instant,
  secretMadeAt: instant,
})

/** Where a phone of the company registers: what a person types into it, beside user and secret. */
export const phoneServer = z.object({
  domain: z.string(),
  host: z.string(),
  port: z.number().int(),
  tlsPort: z.number().int().nullable(),
})

/** Shown once: afterwards nobody, not even we, can say it again. */
export const newSecret = z.object({ phone, secret: z.string(), server: phoneServer })

const name = z.string().min(1).max(200)
const mac = z.string().max(40)
const adding = { name, kind: z.enum(['softphone', 'desk']), mac: mac.optional() }
const change = z.strictObject({ name: name.optional(), enabled: z.boolean().optional() })
const params = z.strictObject({ deviceId: id })
const addRefusals = ['phone.limit', 'phone.name', 'phone.mac', 'phone.mac-taken'] as const

export const phonesRoutes = routes({
  'GET /api/me/phones': {
    summary: 'Own phones: "Dispositivi" of Il mio profilo (S73)',
    may: 'see own phones',
    answer: z.object({
      phones: z.array(phone.extend({ address: z.string().nullable() })),
      limit: z.number().int(),
      /** Why none can be added now; null: one can. */
      refusal: z.enum(['limit', 'email', 'line-closed']).nullable(),
      server: phoneServer,
    }),
  },
  'POST /api/me/phones': {
    summary: 'Add a phone; the secret is in this answer and nowhere else',
    may: 'add own phones',
    body: z.strictObject(adding),
    answer: newSecret,
    problems: addRefusals,
  },
  'POST /api/me/phones/:deviceId/secret': {
    summary: 'A new secret for an own phone; the old one stops at once',
    may: 'add own phones',
    params,
    answer: newSecret,
    problems: ['not-found'],
  },
  'PATCH /api/me/phones/:deviceId': {
    summary: 'Rename an own phone, switch it off or on',
    may: 'change own phones',
    params,
    body: change,
    answer: phone,
    problems: ['not-found', 'phone.name'],
  },
  'DELETE /api/me/phones/:deviceId': {
    summary: 'Remove an own phone: gone from the engine within a second',
    may: 'remove own phones',
    params,
    problems: ['not-found'],
  },

  'GET /api/directory/phones': {
    summary: 'The company’s phones, a page: tab "Telefoni" (S56)',
    may: 'read the company directory',
    query: z.strictObject({
      search: z.string().trim().max(80).optional(),
      state: deviceState.optional(),
      ...paged,
    }),
    answer: z.object({
      total: z.number().int(),
      page: z.number().int(),
      size: z.number().int(),
      phones: z.array(
        phone.extend({
          line: z.object({ id, number: z.string(), extension: z.string(), name: z.string() }),
          /** This viewer may change it: not another administrator’s. */
          mayChange: z.boolean(),
        }),
      ),
    }),
  },
  'GET /api/directory/phones/choices': {
    summary: 'Lines a phone could be added to, by name, number or extension, with the reason where it cannot',
    may: 'read the company directory',
    query: z.strictObject({ search: z.string().trim().max(80).default('') }),
    answer: z.object({
      lines: z.array(
        z.object({
          id,
          number: z.string(),
          extension: z.string(),
          name: z.string(),
          service: z.string(),
          phones: z.number().int(),
          limit: z.number().int(),
          refusal: z.enum(['limit', 'line-closed', 'administrator']).nullable(),
        }),
      ),
    }),
  },
  'POST /api/directory/phones': {
    summary: 'Add a phone to a line; the secret is in this answer and nowhere else',
    may: 'add a line’s phones',
    body: z.strictObject({ lineId: id, ...adding }),
    answer: newSecret,
    problems: ['not-found', 'acting.not-allowed', ...addRefusals],
  },
  'POST /api/directory/phones/:deviceId/secret': {
    summary: 'A new secret for a line’s phone; the old one stops at once',
    may: 'add a line’s phones',
    params,
    answer: newSecret,
    problems: ['not-found', 'acting.not-allowed'],
  },
  'PATCH /api/directory/phones/:deviceId': {
    summary: 'Rename a line’s phone, switch it off or on',
    may: 'change a line’s phones',
    params,
    body: change,
    answer: phone,
    problems: ['not-found', 'acting.not-allowed', 'phone.name'],
  },
  'DELETE /api/directory/phones/:deviceId': {
    summary: 'Remove a line’s phone: gone from the engine within a second',
    may: 'change a line’s phones',
    params,
    problems: ['not-found', 'acting.not-allowed'],
  },
})
