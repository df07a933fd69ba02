import { z } from 'zod'
import { limits } from '#domain/call-handling/settings.ts'
import { proposedSettings } from '#domain/support/proposal.ts'
import { routes } from './route.ts'
import { credentialKind, emailStatus, id, instant, typedNumber } from './words.ts'

/**
 * A code that the customer makes and reads to 1928, the diagnosis it opens, and one change at a time that 1928 proposes
 * and the customer accepts or not (issue 4; spec/product 7.2 idea 8, B15; spec/security 2.9). Neither messages nor calls
 * are in it.
 */

const change = z.union([
  z.strictObject({ kind: z.enum(proposedSettings) }),
  z.strictObject({
    kind: z.literal('voicemail'),
    after: z.number().int().min(limits.seconds.least).max(limits.seconds.most),
  }),
  z.strictObject({ kind: z.literal('phone-on'), deviceId: id }),
])

const proposal = z.object({
  id,
  change,
  /** Of the phone that it is about. */
  phone: z.string().nullable(),
  proposedAt: instant,
  answer: z.enum(['accepted', 'refused', 'withdrawn']).nullable(),
})

/** A destination as 1928 may know it: a colleague's extension, a number outside without its middle. */
const destination = z.object({ kind: z.enum(['line', 'number']), shown: z.string() }).nullable()
const forward = z.object({ on: z.boolean(), to: destination })

const diagnosis = z.object({
  visit: z.object({
    id,
    openedAt: instant,
    endsAt: instant,
    endedBy: z.enum(['customer', 'staff', 'time']).nullable(),
  }),
  line: z.object({
    id,
    number: z.string(),
    extension: z.string(),
    name: z.string(),
    service: z.string(),
    site: z.string(),
    role: z.enum(['user', 'administrator']),
    companyId: id,
    company: z.string(),
  }),
  account: z.object({
    state: z.enum(['provisioned', 'live', 'disabled', 'closed']),
    credential: credentialKind,
    credentialExpiresAt: instant.nullable(),
    expired: z.boolean(),
    email: z.object({ status: emailStatus, masked: z.string().nullable() }),
    secondFactor: z.boolean(),
    lastSignedInAt: instant.nullable(),
  }),
  /** Sign-ins that were refused, the latest first; from where is the customer's affair. */
  refusedSignIns: z.array(instant),
  phones: z.array(
    z.object({
      id,
      name: z.string(),
      kind: z.enum(['softphone', 'desk', 'web']),
      state: z.enum(['online', 'offline', 'never', 'disabled']),
      lastContactAt: instant.nullable(),
      software: z.string().nullable(),
    }),
  ),
  calls: z.object({
    /** The way of a call that came now and that nobody answers. */
    now: z.array(
      z.object({
        from: z.number(),
        what: z.enum(['phones', 'colleague', 'outside', 'voicemail', 'announcement', 'other']),
        who: z.array(z.string()),
      }),
    ),
    end: z.enum(['answered', 'voicemail', 'announcement', 'busy-tone', 'rings-out', 'refused']),
    doNotDisturb: z.object({ on: z.boolean(), until: instant.nullable() }),
    forwardAll: forward.extend({ until: instant.nullable() }),
    noAnswer: forward.extend({ after: z.number().int() }),
    voicemail: z.object({ on: z.boolean(), after: z.number().int() }),
    busy: z.object({ action: z.enum(['busy-tone', 'voicemail', 'forward']), to: destination }),
    unavailable: forward,
    ringing: z.enum(['own', 'together', 'in-order']),
    silentPhones: z.number().int(),
    selectiveForward: z.number().int(),
    selectiveRejection: z.number().int(),
    anonymous: z.enum(['accept', 'reject']),
    callWaiting: z.boolean(),
  }),
  /** What may be proposed now: the screen offers these. */
  proposable: z.array(z.enum(proposedSettings)),
  mayProposeVoicemail: z.boolean(),
  proposals: z.array(proposal),
})

const visitParams = z.strictObject({ visitId: id })
const proposalParams = z.strictObject({ proposalId: id })

export const supportRoutes = routes({
  'GET /api/me/support': {
    summary: 'Whether one’s own line has a code for 1928, is being looked at, and what is proposed',
    may: 'see own support',
    answer: z.object({
      code: z.object({ expiresAt: instant }).nullable(),
      visit: z
        .object({ agent: z.string(), openedAt: instant, endsAt: instant, proposal: proposal.nullable() })
        .nullable(),
    }),
  },
  'POST /api/me/support/code': {
    summary: 'Make a code of six digits for 1928; the one before ends',
    may: 'make a support code',
    answer: z.object({ code: z.string(), expiresAt: instant }),
  },
  'DELETE /api/me/support/code': { summary: 'Take the code back', may: 'see own support' },
  'POST /api/me/support/visit/end': { summary: '"Termina ora": 1928 sees nothing any more', may: 'see own support' },
  'POST /api/me/support/proposals/:proposalId/accept': {
    summary: 'Accept a change that 1928 proposes: it is made as one’s own',
    may: 'accept what support proposes',
    params: proposalParams,
    problems: ['not-found', 'setting.refused', 'setting.conflict', 'support.proposal-over'],
  },
  'POST /api/me/support/proposals/:proposalId/refuse': {
    summary: 'Refuse a change that 1928 proposes',
    may: 'see own support',
    params: proposalParams,
    problems: ['not-found', 'support.proposal-over'],
  },

  'POST /api/provider/diagnoses': {
    summary: 'Open the diagnosis of a line with the code that its holder reads out',
    may: 'open a diagnosis',
    body: z.strictObject({
      number: typedNumber,
      code: z.string().min(1).max(20),
      ticket: z.string().trim().min(1).max(40),
    }),
    answer: z.object({ visitId: id }),
    problems: ['support.code-wrong', 'throttled'],
  },
  'GET /api/provider/diagnoses/:visitId': {
    summary: 'The diagnosis, as long as it is open',
    may: 'open a diagnosis',
    params: visitParams,
    answer: diagnosis,
    problems: ['not-found', 'support.visit-over'],
  },
  'POST /api/provider/diagnoses/:visitId/end': {
    summary: 'Close the diagnosis',
    may: 'open a diagnosis',
    params: visitParams,
    problems: ['not-found'],
  },
  'POST /api/provider/diagnoses/:visitId/proposals': {
    summary: 'Propose one change to the customer; nothing happens before they accept',
    may: 'open a diagnosis',
    params: visitParams,
    body: z.strictObject({ change }),
    answer: proposal,
    problems: ['not-found', 'support.visit-over', 'support.proposal-waiting', 'support.proposal-impossible'],
  },
  'POST /api/provider/diagnoses/:visitId/proposals/withdraw': {
    summary: 'Take back what was proposed and not yet answered',
    may: 'open a diagnosis',
    params: visitParams,
    problems: ['not-found', 'support.visit-over'],
  },
})
