import { z } from 'zod'
import type { SettingsRequest } from '#domain/call-handling/change.ts'
import { announcementNames, type CallPlan, reasonRules, stepCauses } from '#domain/call-handling/plan.ts'
import {
  barrableClasses,
  type CallerPattern,
  type CallSettings,
  type Destination,
  settingNames,
} from '#domain/call-handling/settings.ts'
import { destinationClasses } from '#domain/dial-plan/destination-class.ts'
import { serviceActions, serviceNames } from '#domain/dial-plan/service-codes.ts'
import type { PhoneNumber } from '#domain/phone-number.ts'
import { routes } from './route.ts'
import { id, instant, typedNumber } from './words.ts'

/** A stored number; what people type is read by the rules, not here. */
const phoneNumber = z.string().regex(/^\+\d{3,15}$/) as unknown as z.ZodType<PhoneNumber, string>
const seconds = z.number().int().min(0).max(600)
const until = instant.nullable()
const typed = z.strictObject({ kind: z.literal('typed'), typed: typedNumber })

const number = z.strictObject({ kind: z.literal('number'), number: phoneNumber })
const line = z.strictObject({ kind: z.literal('line'), lineId: id })
export const destination: z.ZodType<Destination> = z.discriminatedUnion('kind', [number, line])
const hiddenNumber = z.strictObject({
  kind: z.literal('number'),
  number: z.string().max(20),
  hidden: z.literal(true).optional(),
})
const prefix = z.strictObject({ kind: z.literal('prefix'), prefix: z.string().regex(/^\+\d{1,14}$/) })
const anonymous = z.strictObject({ kind: z.literal('anonymous') })
const patterns = [hiddenNumber, prefix, line, anonymous] as const

/** The settings with their places for destinations and callers filled by what travels in that direction. */
function settingsOf<D extends z.ZodType, C extends z.ZodType>(to: D, caller: C) {
  const callers = z.array(caller).max(200)
  return {
    doNotDisturb: z.strictObject({ on: z.boolean(), until }),
    forwardAll: z.strictObject({ on: z.boolean(), to: to.nullable(), until }),
    ringing: z.strictObject({
      mode: z.enum(['own', 'together', 'in-order']),
      silent: z.array(id).max(50),
      others: z.array(to).max(20),
      order: z
        .array(
          z.strictObject({
            leg: z.discriminatedUnion('kind', [
              z.strictObject({ kind: z.literal('device'), deviceId: id }),
              z.strictObject({ kind: z.literal('destination'), to }),
            ]),
            from: seconds,
            seconds,
          }),
        )
        .max(20),
    }),
    noAnswer: z.strictObject({ on: z.boolean(), to: to.nullable(), after: seconds }),
    voicemail: z.strictObject({ on: z.boolean(), after: seconds }),
    busy: z.strictObject({ action: z.enum(['busy-tone', 'voicemail', 'forward']), to: to.nullable() }),
    unavailable: z.strictObject({ on: z.boolean(), to: to.nullable() }),
    selectiveForward: z.strictObject({
      on: z.boolean(),
      rules: z
        .array(
          z.strictObject({ id: z.string().min(1).max(40), name: z.string().max(80), on: z.boolean(), callers, to }),
        )
        .max(40),
    }),
    selectiveRejection: z.strictObject({ on: z.boolean(), callers }),
    anonymous: z.enum(['accept', 'reject']),
    vip: callers,
    callWaiting: z.boolean(),
    identity: z.strictObject({ withheld: z.boolean(), presented: phoneNumber.nullable() }),
    barring: z.array(z.enum(barrableClasses)).max(barrableClasses.length),
    savedNumbers: z.array(z.strictObject({ label: z.string().max(80), number: typedNumber })).max(40),
  }
}

export const callSettings = z.strictObject(
  settingsOf(destination, z.discriminatedUnion('kind', [...patterns])),
) as unknown as z.ZodType<CallSettings>

/** Any of the settings, whole; destinations and callers as they were given or as they were typed. */
export const settingsRequest = z
  .strictObject(
    settingsOf(z.discriminatedUnion('kind', [number, line, typed]), z.discriminatedUnion('kind', [...patterns, typed])),
  )
  .partial() as unknown as z.ZodType<SettingsRequest>

/** A line the settings speak of. */
const person = z.object({ lineId: id, number: z.string(), extension: z.string(), name: z.string() })

export const settingsState = z.object({
  version: z.number().int(),
  settings: callSettings,
  line: person,
  people: z.array(person),
  phones: z.array(z.object({ id, name: z.string(), kind: z.enum(['softphone', 'desk', 'web']) })),
  /** Numbers the caller identity may show: the line's own first (spec/product 8.3). */
  presentable: z.array(z.object({ number: phoneNumber, of: z.enum(['line', 'site', 'attendant']), name: z.string() })),
  /** Destination classes this line may call, and so forward to (TEL-3, TEL-4). */
  classes: z.array(z.enum(destinationClasses)),
  limits: z.object({ ringSteps: z.number().int(), others: z.number().int(), rules: z.number().int() }),
  voicemail: z.boolean(),
  /** Is there a way outside at all (a trunk)? */
  outside: z.boolean(),
  /** Changing the own barring asks for the PIN of call services; null: none is defined yet. */
  pinSetAt: instant.nullable(),
  /** Numbers outside already used or saved: any other asks for the password and is told by mail (TEL-9). */
  knownNumbers: z.array(phoneNumber),
})

const changeBody = z.strictObject({
  version: z.number().int().min(0),
  changes: settingsRequest,
  /** With `barring`: the PIN of call services. */
  pin: z.string().max(12).optional(),
})

const shownDestination = z.object({
  to: destination,
  /** A colleague's name; null for a number outside. */
  name: z.string().nullable(),
  number: z.string(),
  extension: z.string().nullable(),
  class: z.enum(destinationClasses),
  /** "Il chiamato vedrà": the number of the caller where the network permits, else this one (spec/product 8.3). */
  calleeSees: z.object({ number: phoneNumber, ifHidden: phoneNumber }),
})

const change = z.object({
  id,
  /** Of the settings after it; `before` of the query asks for what is older. */
  version: z.number().int(),
  at: instant,
  setting: z.enum(settingNames),
  by: z.enum(['you', 'owner', 'administrator', 'phone-code', 'support', 'system']),
  name: z.string(),
  /** The star code that was dialled. */
  code: z.string().nullable(),
  before: z.unknown(),
  after: z.unknown(),
  /** It took back an earlier change. */
  restored: z.boolean(),
  /** Who of 1928 proposed it; the line's holder accepted. */
  proposedBy: z.string().nullable(),
})

const history = z.object({ changes: z.array(change), people: z.array(person), more: z.boolean() })
const historyQuery = z.strictObject({
  setting: z.enum(settingNames).optional(),
  before: z.coerce.number().int().min(0).optional(),
})

/** What a phone is doing, in "Prova". */
const phoneState = z.enum(['free', 'busy', 'unreachable'])
const simulateBody = z.strictObject({
  caller: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('typed'), typed: typedNumber }),
    z.strictObject({ kind: z.literal('withheld') }),
  ]),
  at: instant.optional(),
  /** Of the line itself; `answers`: somebody takes the call where it first rings. */
  phones: phoneState.default('free'),
  answers: z.boolean().default(false),
  /** Unsaved changes to try. */
  changes: settingsRequest.optional(),
})

const target = z.object({
  kind: z.enum(['device', 'outside', 'emergency', 'voicemail', 'announcement', 'echo-test']),
  lineId: id.nullable(),
  name: z.string().nullable(),
  /** Null where it is a colleague's own affair. */
  number: z.string().nullable(),
  phone: z.string().nullable(),
  mustAccept: z.boolean(),
  vip: z.boolean(),
  announcement: z.enum(announcementNames).nullable(),
})
const reason = z.object({
  rule: z.enum(reasonRules),
  lineId: id,
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
})
export const simulation = z.object({
  caller: z.object({ name: z.string(), number: z.string().nullable(), withheld: z.boolean() }),
  reasons: z.array(reason),
  /** The way the call takes, step by step, with the second at which each begins. */
  path: z.array(
    z.object({
      from: z.number().int(),
      seconds: z.number().int(),
      targets: z.array(target),
      left: z.enum([...stepCauses, 'answered']),
      diversions: z.number().int(),
    }),
  ),
  end: z.enum(['answered', 'voicemail', 'announcement', 'busy-tone', 'rings-out', 'refused']),
  people: z.array(person),
})

export const codeCard = z.object({
  /** Short codes that every user sees: what to dial, what it is called, whom it reaches. */
  shortCodes: z.array(
    z.object({ code: z.string(), label: z.string(), name: z.string().nullable(), number: z.string() }),
  ),
  codes: z.array(
    z.object({
      service: z.enum(serviceNames),
      /** `*21*numero#` is written from `*21*N#`: N a number, S seconds, P the PIN. */
      codes: z.array(z.object({ pattern: z.string(), action: z.enum(serviceActions), main: z.boolean() })),
      /** How it stands now; null where there is nothing to say. */
      state: z
        .object({
          on: z.boolean(),
          to: z.string().nullable(),
          name: z.string().nullable(),
          after: z.number().nullable(),
        })
        .nullable(),
    }),
  ),
})

const lineParams = z.strictObject({ lineId: id })
const changeParams = z.strictObject({ changeId: id })
const lineChangeParams = z.strictObject({ lineId: id, changeId: id })
const saveProblems = ['setting.refused', 'setting.conflict', 'step-up', 'pin.wrong', 'throttled', 'busy'] as const
const restoreBody = z.strictObject({ version: z.number().int().min(0), pin: z.string().max(12).optional() })

const permissionState = z.object({
  allowed: z.array(z.enum(destinationClasses)),
  /** What an administrator may switch; the rest only the provider (TEL-3). */
  mayChange: z.array(z.enum(destinationClasses)),
})

const companyBlock = z.object({
  id,
  /** A number, the beginning of one, or whoever withholds it. */
  caller: z.discriminatedUnion('kind', [...patterns]),
  note: z.string(),
  at: instant,
  by: z.string(),
})

export const callHandlingRoutes = routes({
  'GET /api/call-handling/settings': {
    summary: 'What happens to calls to one’s own line (guide figures 4 and 10)',
    may: 'see own call settings',
    answer: settingsState,
  },
  'POST /api/call-handling/settings': {
    summary: 'Change settings of one’s own line; those not named stay as they are',
    may: 'change own call settings',
    body: changeBody,
    answer: settingsState,
    problems: [...saveProblems, 'session.remembered'],
  },
  'POST /api/call-handling/destination': {
    summary: 'What a typed number or extension means as a forward, before it is saved',
    may: 'change own call settings',
    body: z.strictObject({ typed: typedNumber }),
    answer: shownDestination,
    problems: ['setting.refused'],
  },
  'GET /api/call-handling/history': {
    summary: 'Who changed which setting of one’s own line, newest first',
    may: 'see own call settings',
    query: historyQuery,
    answer: history,
  },
  'POST /api/call-handling/history/:changeId/restore': {
    summary: 'Put a setting back as it was before a change',
    may: 'change own call settings',
    params: changeParams,
    body: restoreBody,
    answer: settingsState,
    problems: [...saveProblems, 'session.remembered'],
  },
  'POST /api/call-handling/simulate': {
    summary: '"Prova": the way a call to one’s own line would take, and why',
    may: 'see own call settings',
    body: simulateBody,
    answer: simulation,
    problems: ['setting.refused'],
  },
  'GET /api/call-handling/codes': {
    summary: 'The star codes of this company’s phones, and how each service stands',
    may: 'see own call settings',
    answer: codeCard,
  },

  'GET /api/call-handling/lines/:lineId/settings': {
    summary: 'One line’s call settings, under an acting grant',
    may: 'see a line’s call settings',
    params: lineParams,
    answer: settingsState,
  },
  'POST /api/call-handling/lines/:lineId/settings': {
    summary: 'Change a line’s call settings for its user (spec/security 2.8)',
    may: 'change a line’s call settings',
    params: lineParams,
    body: changeBody,
    answer: settingsState,
    problems: ['setting.refused', 'setting.conflict', 'acting.not-allowed'],
  },
  'POST /api/call-handling/lines/:lineId/destination': {
    summary: 'What a typed number or extension means as a forward of this line',
    may: 'change a line’s call settings',
    params: lineParams,
    body: z.strictObject({ typed: typedNumber }),
    answer: shownDestination,
    problems: ['setting.refused', 'acting.not-allowed'],
  },
  'GET /api/call-handling/lines/:lineId/history': {
    summary: 'Who changed which setting of this line, newest first',
    may: 'see a line’s call settings',
    params: lineParams,
    query: historyQuery,
    answer: history,
  },
  'POST /api/call-handling/lines/:lineId/history/:changeId/restore': {
    summary: 'Put a setting of this line back as it was before a change',
    may: 'change a line’s call settings',
    params: lineChangeParams,
    body: restoreBody,
    answer: settingsState,
    problems: ['setting.refused', 'setting.conflict', 'acting.not-allowed'],
  },
  'POST /api/call-handling/lines/:lineId/simulate': {
    summary: '"Prova" for any line of the company',
    may: 'try a call to a line',
    params: lineParams,
    body: simulateBody,
    answer: simulation,
    problems: ['setting.refused'],
  },
  'GET /api/call-handling/lines/:lineId/codes': {
    summary: 'The star codes of this line’s phones, under an acting grant',
    may: 'see a line’s call settings',
    params: lineParams,
    answer: codeCard,
  },
  'GET /api/call-handling/lines/:lineId/call-permissions': {
    summary: 'Which destination classes a line may call (TEL-3)',
    may: 'see a line’s call permissions',
    params: lineParams,
    answer: permissionState,
  },
  'POST /api/call-handling/lines/:lineId/call-permissions': {
    summary: 'Open or close destination classes for a line; premium, satellite and high risk stay the provider’s',
    may: 'change a line’s call permissions',
    params: lineParams,
    body: z.strictObject({ allowed: z.array(z.enum(destinationClasses)).max(20) }),
    answer: permissionState,
    problems: ['setting.refused'],
  },

  'GET /api/call-handling/company-blocks': {
    summary: 'Callers the whole company turns away (spec/product 2.14, row 1)',
    may: 'manage the company’s dial plan',
    answer: z.object({ blocks: z.array(companyBlock) }),
  },
  'POST /api/call-handling/company-blocks': {
    summary: 'Turn a caller away from every line of the company',
    may: 'manage the company’s dial plan',
    body: z.strictObject({ caller: typedNumber, note: z.string().max(80).default('') }),
    answer: companyBlock,
    problems: ['setting.refused'],
  },
  'DELETE /api/call-handling/company-blocks/:blockId': {
    summary: 'Let a caller through again',
    may: 'manage the company’s dial plan',
    params: z.strictObject({ blockId: id }),
  },
})

export type SettingsState = z.output<typeof settingsState>
export type Simulation = z.output<typeof simulation>
export type CodeCard = z.output<typeof codeCard>
export type { CallerPattern, CallPlan }
