import { z } from 'zod'
import { askingFlaws, identityChecks, waysOfRestore } from '#domain/provider/support-restore.ts'
import { routes } from './route.ts'
import { emailStatus, id, instant, mailedToken } from './words.ts'

/**
 * 1928 restores an administrator (guide 2.4, last paragraph; spec/security 2.9): one person of the desk asks, another
 * decides, whoever answers for the company may stop it. And what else waits at the desk.
 */

const identityCheck = z.enum(identityChecks)
const way = z.enum(waysOfRestore)
const restoreState = z.enum(['waiting', 'approved', 'refused', 'withdrawn', 'expired', 'blocked'])

export const requestKind = z.enum(['restore', 'reset-without-email', 'restore-blocked', 'activation-denied'])

const restore = z.object({
  state: restoreState,
  ticket: z.string(),
  reason: z.string(),
  checks: z.array(identityCheck),
  maskedEmail: z.string().nullable(),
  way,
  requestedBy: z.string(),
  expiresAt: instant,
  /** Another administrator could be reached: not before then without consent. Null: nobody to wait for. */
  notBefore: instant.nullable(),
  consentBy: z.string().nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: instant.nullable(),
  refusal: z.string().nullable(),
  passwordEndsAt: instant.nullable(),
  stoppedAt: instant.nullable(),
  spokenAt: instant.nullable(),
})

/** A row of "Richieste". */
export const deskRequest = z.object({
  id,
  kind: requestKind,
  open: z.boolean(),
  companyId: id,
  company: z.string(),
  lineId: id,
  number: z.string(),
  name: z.string(),
  /** Opened, or for what happened again: the last time. */
  since: instant,
  times: z.number().int(),
  closedBy: z.string().nullable(),
  closedAt: instant.nullable(),
  note: z.string().nullable(),
  restore: restore.nullable(),
  /** What this viewer may do with it now; the screen only asks. */
  may: z.array(z.enum(['approve', 'refuse', 'withdraw', 'speak', 'close'])),
})

const restoreParams = z.strictObject({ restoreId: id })
const token = z.strictObject({ token: mailedToken })

export const restoreRoutes = routes({
  'GET /api/provider/lines/:lineId/restore': {
    summary: '"Ripristina accesso": what the panel shows, and why it may not be asked (screen 12b)',
    may: 'ask for a restore',
    params: z.strictObject({ lineId: id }),
    answer: z.object({
      line: z.object({ id, number: z.string(), name: z.string() }),
      company: z.object({ id, name: z.string(), vatNumber: z.string().nullable() }),
      email: z.object({ status: emailStatus, masked: z.string().nullable() }),
      ways: z.array(z.object({ way, to: z.string().nullable(), possible: z.boolean() })),
      /** Of the contract, to call back; never one given in the call. */
      callBack: z.string().nullable(),
      refusal: z.enum(askingFlaws).nullable(),
      waiting: z.object({ id, requestedBy: z.string(), expiresAt: instant }).nullable(),
      /** Other administrators who can be asked: a day of waiting, or their consent. */
      others: z.array(z.string()),
    }),
    problems: ['not-found'],
  },
  'POST /api/provider/lines/:lineId/restore': {
    summary: 'Ask for an administrator to be restored; another person decides',
    may: 'ask for a restore',
    params: z.strictObject({ lineId: id }),
    body: z.strictObject({
      checks: z.array(identityCheck).max(identityChecks.length),
      ticket: z.string().trim().min(1).max(40),
      reason: z.string().trim().min(1).max(500),
      /** Null where the line has a confirmed address, which is not replaced. */
      email: z.string().min(1).max(300).nullable(),
      way,
    }),
    answer: z.object({ id, notBefore: instant.nullable(), expiresAt: instant }),
    problems: ['not-found', 'restore.refused', 'email.invalid'],
  },
  'GET /api/provider/requests': {
    summary: '"Richieste": what waits at the desk, or what waited, a page',
    may: 'see requests',
    query: z.strictObject({
      companyId: id.optional(),
      show: z.enum(['open', 'all']).default('open'),
      page: z.coerce.number().int().min(1).max(10_000).default(1),
    }),
    answer: z.object({
      total: z.number().int(),
      page: z.number().int(),
      size: z.number().int(),
      requests: z.array(deskRequest),
    }),
  },
  'GET /api/provider/requests/count': {
    summary: 'How many requests wait, for the number in the bar',
    may: 'see requests',
    answer: z.object({ open: z.number().int() }),
  },
  'POST /api/provider/restores/:restoreId/approve': {
    summary: 'Approve a restore that somebody else asked for: the temporary password leaves at once',
    may: 'decide a restore',
    params: restoreParams,
    answer: deskRequest,
    problems: ['not-found', 'restore.refused', 'restore.same-person', 'restore.decided', 'busy'],
  },
  'POST /api/provider/restores/:restoreId/refuse': {
    summary: 'Refuse a restore that somebody else asked for',
    may: 'decide a restore',
    params: restoreParams,
    body: z.strictObject({ reason: z.string().trim().min(1).max(500) }),
    answer: deskRequest,
    problems: ['not-found', 'restore.same-person', 'restore.decided'],
  },
  'POST /api/provider/restores/:restoreId/withdraw': {
    summary: 'Take one’s own request back',
    may: 'ask for a restore',
    params: restoreParams,
    answer: deskRequest,
    problems: ['not-found', 'restore.decided'],
  },
  'POST /api/provider/restores/:restoreId/speak': {
    summary: '"Comunicata a voce": the temporary password, once, for whoever asked, and written down',
    may: 'speak a restored password',
    params: restoreParams,
    answer: z.object({ temporaryPassword: z.string(), expiresAt: instant, number: z.string() }),
    problems: ['not-found', 'restore.decided', 'busy'],
  },
  'POST /api/provider/requests/:requestId/close': {
    summary: 'Close a request that needed somebody to look',
    may: 'close a request',
    params: z.strictObject({ requestId: id }),
    body: z.strictObject({ note: z.string().trim().min(1).max(500) }),
    problems: ['not-found'],
  },

  'POST /api/restore-answers/look': {
    summary: 'What the link of a letter about a restore is about; changes nothing',
    may: 'answer a restore with a mailed link',
    body: token,
    answer: z.object({
      state: z.enum(['waiting', 'approved', 'over', 'stopped']),
      number: z.string(),
      name: z.string(),
      company: z.string(),
      ticket: z.string(),
      requestedAt: instant,
      notBefore: instant,
      consented: z.boolean(),
      mayConsent: z.boolean(),
    }),
    problems: ['link.invalid', 'throttled'],
  },
  'POST /api/restore-answers/consent': {
    summary: '"Acconsento": another administrator agrees to the restore',
    may: 'answer a restore with a mailed link',
    body: token,
    problems: ['link.invalid', 'throttled', 'restore.decided'],
  },
  'POST /api/restore-answers/stop': {
    summary: '"Blocca": no restore, or the restored password ends at once',
    may: 'answer a restore with a mailed link',
    body: token,
    answer: z.object({ stopped: z.enum(['request', 'access']) }),
    problems: ['link.invalid', 'throttled', 'restore.decided'],
  },
})
