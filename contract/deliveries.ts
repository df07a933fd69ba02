import { z } from 'zod'
import { deliveries as ways } from '#domain/provider/delivery.ts'
import { deliveryFailures } from '#domain/provider/delivery-failure.ts'
import { deliveryStates } from '#domain/provider/delivery-state.ts'
import { routes } from './route.ts'
import { id, instant } from './words.ts'

/** What was sent to a customer and what became of it (spec/product B4): never what it said. */

export const delivery = z.object({
  id,
  /** Which letter: a name of `translations/mail.ts`. */
  letter: z.string(),
  channel: z.enum(['email', 'sms', 'technician']),
  /** Masked; null for what a person hands over. */
  recipient: z.string().nullable(),
  state: z.enum(deliveryStates),
  queuedAt: instant,
  sentAt: instant.nullable(),
  deliveredAt: instant.nullable(),
  /** When it failed, was handed over, or was called perhaps sent. */
  endedAt: instant.nullable(),
  failure: z.enum(deliveryFailures).nullable(),
  /** Of one that waits after a failed attempt. */
  retryAt: instant.nullable(),
  /** Who handed it over. */
  by: z.string().nullable(),
  /** Another has been sent in its place. */
  repeated: z.boolean(),
  /** What "Rimanda" does. */
  again: z.enum(['now', 'same', 'new-password']).nullable(),
  mayBeHanded: z.boolean(),
})

const companyId = z.strictObject({ companyId: id })
const deliveryId = z.strictObject({ companyId: id, deliveryId: id })
const page = z.coerce.number().int().min(1).max(100_000).default(1)

/** As it is printed; nothing else is drawn on a sheet. */
const printedPassword = z.string().regex(/^[A-Z2-9]{4}(?:-[A-Z2-9]{4}){3}$/)

export const deliveriesRoutes = routes({
  'GET /api/provider/customers/:companyId/deliveries': {
    summary: 'Letters, text messages and sheets of a customer, newest first',
    may: 'see the deliveries',
    params: companyId,
    query: z.strictObject({
      kind: z.enum(['credentials', 'others']).default('credentials'),
      problems: z.stringbool().default(false),
      page,
      size: z.coerce.number().int().min(1).max(100).default(25),
    }),
    answer: z.object({
      deliveries: z.array(delivery),
      total: z.number().int(),
      /** Ways that a new temporary password could take to this customer. */
      ways: z.array(z.enum(ways)),
      /** Lines that still wait for their first access. */
      waiting: z.number().int(),
    }),
  },
  'POST /api/provider/customers/:companyId/deliveries/:deliveryId/again': {
    summary: '"Rimanda": tries it now, or sends once more what is still kept',
    may: 'send again',
    params: deliveryId,
    problems: ['delivery.over'],
  },
  'POST /api/provider/customers/:companyId/deliveries/:deliveryId/by-hand': {
    summary: '"Consegnata dal tecnico": who handed it over',
    may: 'send again',
    params: deliveryId,
    body: z.strictObject({ name: z.string().trim().min(2).max(80) }),
    problems: ['delivery.over'],
  },
  'POST /api/provider/customers/:companyId/temporary-password': {
    summary: '"Rigenera password temporanea": the old one dies for every line not activated yet',
    may: 'renew the temporary password',
    params: companyId,
    body: z.strictObject({ delivery: z.enum(ways), againOf: id.optional() }),
    answer: z.object({
      generation: z.number().int(),
      waiting: z.number().int(),
      /** Masked; null: by hand, or to nobody. */
      numbersTo: z.string().nullable(),
      secretTo: z.string().nullable(),
      /** Only for the technician's sheet; nobody can ask for it again. */
      temporaryPassword: z.string().nullable(),
    }),
    problems: ['customer.state', 'delivery.no-way', 'shared.expired', 'busy'],
  },
  'POST /api/provider/customers/:companyId/temporary-password/sheet': {
    summary: 'The technician’s sheet with a temporary password that was just made',
    may: 'print the technician’s sheet',
    params: companyId,
    body: z.strictObject({ temporaryPassword: printedPassword, generation: z.number().int().min(1) }),
    answer: 'pdf',
    file: 'scheda-di-attivazione.pdf',
    problems: ['delivery.over'],
  },
})
