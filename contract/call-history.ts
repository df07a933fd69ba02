import { z } from 'zod'
import { callLists, callOutcomes } from '#domain/call-history/call-context.ts'
import { routes } from './route.ts'
import { id, instant } from './words.ts'

export const callList = z.enum(callLists)
export const callOutcome = z.enum(callOutcomes)

/** The other side of a call or message, as far as its owner may know it. */
export const otherSide = z.object({
  kind: z.enum(['colleague', 'number', 'withheld', 'helpline']),
  lineId: id.nullable(),
  number: z.string().nullable(),
  extension: z.string().nullable(),
  /** The directory's for a colleague, else what the call showed. */
  name: z.string().nullable(),
})

const callInGroup = z.object({
  id,
  at: instant,
  outcome: callOutcome,
  seconds: z.number().int(),
  /** Still being spoken. */
  running: z.boolean(),
})

/** Calls one after the other with the same person, on one day: one row of the list. */
export const callGroup = z.object({
  other: otherSide,
  unseen: z.number().int(),
  calls: z.array(callInGroup).min(1),
})

const party = z.object({ lineId: id.nullable(), number: z.string().nullable(), name: z.string().nullable() })
const target = z.object({
  kind: z.enum(['device', 'outside', 'emergency', 'voicemail', 'announcement', 'echo-test']),
  lineId: id.optional(),
  number: z.string().optional(),
})

export const callDetail = callInGroup.extend({
  other: otherSide,
  /** Rules that spoke, in order, with their facts: the words are the reader’s. */
  reasons: z.array(
    z.object({
      rule: z.string(),
      lineId: id,
      facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
    }),
  ),
  path: z.array(z.object({ rang: z.array(target), left: z.string() })),
  answeredBy: target.nullable(),
  sentTo: party.nullable(),
  /** Names of the lines that are mentioned. */
  people: z.record(z.string(), z.object({ name: z.string(), extension: z.string() })),
})

export const message = z.object({
  id,
  at: instant,
  seconds: z.number().int(),
  heard: z.boolean(),
  other: otherSide,
  /** Loudness, 0 to 255, a bar of the player’s slider each. */
  loudness: z.array(z.number().int()),
})

/** A place in a list: what comes after it is older. */
const cursor = z
  .string()
  .regex(/^\d{1,16}_[0-9a-f-]{36}$/)
  .optional()
const narrowing = { search: z.string().trim().max(80).optional(), from: instant.optional(), to: instant.optional() }
const messageParams = z.strictObject({ messageId: id })

export const callHistoryRoutes = routes({
  'GET /api/me/calls': {
    summary: 'Own calls of one list, the latest first, repeated ones together (spec/product 2.5)',
    may: 'see own calls and messages',
    query: z.strictObject({ list: callList, ...narrowing, after: cursor }),
    answer: z.object({ groups: z.array(callGroup), next: z.string().nullable() }),
  },
  'GET /api/me/calls/:callId': {
    summary: 'One own call: its steps, and why it went so',
    may: 'see own calls and messages',
    params: z.strictObject({ callId: id }),
    answer: callDetail,
    problems: ['not-found'],
  },
  'POST /api/me/calls/seen': {
    summary: 'The missed calls up to now were noticed',
    may: 'see own calls and messages',
    body: z.strictObject({ upTo: instant }),
  },
  'POST /api/me/calls/delete': {
    summary: 'Take calls off the list; for 30 days they can come back',
    may: 'delete own calls and messages',
    body: z.strictObject({ calls: z.array(id).min(1).max(200), back: z.boolean().default(false) }),
  },
  'POST /api/me/calls/export': {
    summary: 'The found calls as a CSV file',
    may: 'export own calls',
    body: z.strictObject({ list: callList, ...narrowing }),
    answer: 'csv',
    file: 'chiamate.csv',
    problems: ['throttled'],
  },
  'GET /api/me/messages': {
    summary: 'Own voice messages, the latest first',
    may: 'see own calls and messages',
    query: z.strictObject({ unheard: z.stringbool().default(false), ...narrowing, after: cursor }),
    answer: z.object({ messages: z.array(message), next: z.string().nullable() }),
  },
  'GET /api/me/messages/:messageId/audio': {
    summary: 'The sound of an own message, as a file',
    may: 'see own calls and messages',
    params: messageParams,
    answer: 'wav',
    file: 'messaggio.wav',
    problems: ['not-found'],
  },
  'PATCH /api/me/messages/:messageId': {
    summary: 'Mark an own message as heard, or as new again',
    may: 'see own calls and messages',
    params: messageParams,
    body: z.strictObject({ heard: z.boolean() }),
    problems: ['not-found'],
  },
  'DELETE /api/me/messages/:messageId': {
    summary: 'Delete an own message; for 30 days it can come back',
    may: 'delete own calls and messages',
    params: messageParams,
    problems: ['not-found'],
  },
  'POST /api/me/messages/:messageId/restore': {
    summary: '"Annulla" after deleting a message',
    may: 'delete own calls and messages',
    params: messageParams,
    problems: ['not-found'],
  },
  'GET /api/me/news': {
    summary: 'What waits: counts for the badge, and the latest of both for Home',
    may: 'see own calls and messages',
    answer: z.object({
      messages: z.number().int(),
      missed: z.number().int(),
      latest: z.array(
        z.object({
          kind: z.enum(['message', 'missed']),
          id,
          at: instant,
          seconds: z.number().int(),
          fresh: z.boolean(),
          other: otherSide,
        }),
      ),
    }),
  },
})
