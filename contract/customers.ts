import { z } from 'zod'
import { routes } from './route.ts'
import { emailStatus, firstAccessState, id, instant, language } from './words.ts'

/** The provider's customers: who they are, what they have, and how their contract stands (spec/product 4). */

/** 'draft' is "in lavorazione": nothing of the company exists until it is activated. */
export const customerState = z.enum(['draft', 'active', 'suspended', 'closed'])

const search = z.string().max(80).default('')
const page = z.coerce.number().int().min(1).max(100_000).default(1)
const size = z.coerce.number().int().min(1).max(100).default(25)

export const listedCustomer = z.object({
  /** Of the company, or of the draft. */
  id,
  name: z.string(),
  vatNumber: z.string().nullable(),
  /** Where its first site is: "Ivrea (TO)". */
  place: z.string(),
  mainNumber: z.string().nullable(),
  lines: z.number().int(),
  /** Lines that have finished the first access. */
  completed: z.number().int(),
  expiredPasswords: z.number().int(),
  state: customerState,
  /** The latest request that waits at the desk. */
  request: z.object({ kind: z.string(), since: instant }).nullable(),
})

export const administrator = z.object({
  lineId: id,
  name: z.string(),
  number: z.string(),
  extension: z.string(),
  site: z.string(),
  account: z.enum(['provisioned', 'live', 'disabled', 'closed']),
  firstAccess: firstAccessState,
  passwordExpired: z.boolean(),
  emailStatus,
  maskedEmail: z.string().nullable(),
})

/** What the contract says about how a company's people sign in and what is kept of their calls. */
export const contractSettings = z.object({
  /** Own passwords end after a year (S22); off by contract (D-3). */
  passwordExpiry: z.boolean(),
  /** Administrators set up a second factor before they go on (spec/security 3.5). */
  mfaRequired: z.boolean(),
  callRetentionDays: z.number().int(),
  languages: z.array(language),
})

export const customer = z.object({
  id,
  name: z.string(),
  vatNumber: z.string().nullable(),
  contractNumber: z.string().nullable(),
  contactEmail: z.string().nullable(),
  contactMobile: z.string().nullable(),
  state: customerState,
  activatedAt: instant,
  suspendedAt: instant.nullable(),
  closedAt: instant.nullable(),
  stateReason: z.string().nullable(),
  lines: z.number().int(),
  completed: z.number().int(),
  expiredPasswords: z.number().int(),
  openRequests: z.number().int(),
  sites: z.array(
    z.object({
      id,
      name: z.string(),
      place: z.string(),
      mainNumber: z.string().nullable(),
      /** IANA tz database. */
      timeZone: z.string(),
      lines: z.number().int(),
    }),
  ),
  administrators: z.array(administrator),
  contract: contractSettings,
})

export const foundLine = z.object({
  id,
  number: z.string(),
  extension: z.string(),
  name: z.string(),
  site: z.string(),
  service: z.string(),
  administrator: z.boolean(),
  account: z.enum(['provisioned', 'live', 'disabled', 'closed']),
  firstAccess: firstAccessState,
  customer: z.object({ id, name: z.string() }),
})

/** An event of the provider's log, or of a customer's, as the desk may read it: who, when, what. */
export const loggedEvent = z.object({
  id: z.number().int(),
  at: instant,
  action: z.string(),
  result: z.enum(['done', 'refused']),
  actorName: z.string(),
  actorRole: z.enum(['user', 'administrator', 'support', 'system', 'unknown']),
  /** The line it is about, where it is one. */
  line: z.object({ name: z.string(), number: z.string() }).nullable(),
  customer: z.object({ id, name: z.string() }).nullable(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
})

const logged = z.object({ events: z.array(loggedEvent), more: z.boolean() })
const before = z.coerce.number().int().positive().optional()
const companyId = z.strictObject({ companyId: id })
const reason = z.string().trim().min(3).max(300)

export const customersRoutes = routes({
  'GET /api/provider/customers': {
    summary: 'Customers by name, VAT number, contract or any number of theirs',
    may: 'see the customers',
    query: z.strictObject({
      search,
      state: customerState.optional(),
      order: z.enum(['requests', 'name']).default('requests'),
      page,
      size,
    }),
    answer: z.object({ customers: z.array(listedCustomer), total: z.number().int() }),
  },
  'GET /api/provider/customers/:companyId': {
    summary: 'A customer: contract, administrators, sites',
    may: 'see the customers',
    params: companyId,
    answer: customer,
  },
  'GET /api/provider/customers/:companyId/lines': {
    summary: 'The lines of a customer',
    may: 'see the customers',
    params: companyId,
    query: z.strictObject({ search, page, size }),
    answer: z.object({ lines: z.array(foundLine), total: z.number().int() }),
  },
  'GET /api/provider/customers/:companyId/log': {
    summary: 'What happened at a customer, newest first',
    may: 'see the customers',
    params: companyId,
    query: z.strictObject({ before }),
    answer: logged,
  },
  'POST /api/provider/customers/:companyId/suspend': {
    summary: 'Suspend a customer: no calls go out but to 112 and to support',
    may: 'suspend customers',
    params: companyId,
    body: z.strictObject({ reason }),
    answer: customer,
    problems: ['customer.state'],
  },
  'POST /api/provider/customers/:companyId/reactivate': {
    summary: 'Reactivate a suspended customer',
    may: 'suspend customers',
    params: companyId,
    body: z.strictObject({ reason }),
    answer: customer,
    problems: ['customer.state'],
  },
  'POST /api/provider/customers/:companyId/close': {
    summary: 'Close a customer for good: nobody signs in, no line rings; 112 can still be called',
    may: 'close customers',
    params: companyId,
    /** The name once more: this cannot be taken back. */
    body: z.strictObject({ reason, name: z.string().max(200) }),
    answer: customer,
    problems: ['customer.state', 'customer.name'],
  },
  'PATCH /api/provider/customers/:companyId/contract': {
    summary: 'What the contract says: expiry of passwords, second factor, how long calls are kept, languages',
    may: 'change what a contract says',
    params: companyId,
    body: z.strictObject({
      passwordExpiry: z.boolean().optional(),
      mfaRequired: z.boolean().optional(),
      callRetentionDays: z.number().int().min(1).max(90).optional(),
      languages: z.array(language).min(1).max(2).optional(),
      contractNumber: z.string().trim().max(40).optional(),
    }),
    answer: customer,
    problems: ['customer.state'],
  },
  'GET /api/provider/lines': {
    summary: 'Lines of every customer, by the beginning of number or name',
    may: 'see the customers',
    query: z.strictObject({ search, page: z.coerce.number().int().min(1).max(40).default(1) }),
    answer: z.object({ lines: z.array(foundLine), more: z.boolean() }),
  },
  'GET /api/provider/log': {
    summary: 'What the provider’s people did, newest first',
    may: 'see the provider’s log',
    query: z.strictObject({
      customerId: id.optional(),
      staffId: id.optional(),
      action: z.string().max(60).optional(),
      from: z.iso.date().optional(),
      to: z.iso.date().optional(),
      before,
    }),
    answer: logged.extend({
      staff: z.array(z.object({ id, name: z.string() })),
      actions: z.array(z.string()),
    }),
  },
})
