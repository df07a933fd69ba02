import { z } from 'zod'
import { barrableClasses, type CallSettings, type Destination, settingNames } from '#domain/call-handling/settings.ts'
import type { SettingsRequest } from '#domain/call-handling/settings-request.ts'
import { destinationClasses } from '#domain/dial-plan/destination-class.ts'
import type { PhoneNumber } from '#domain/phone-number.ts'
import { id, instant, typedNumber } from './words.ts'

/** What happens to calls to a line, how it is asked for, and who changed it (guide figures 4 and 10). */

/** A stored number; what people type is read by the rules, not here. */
export const phoneNumber = z.string().regex(/^\+\d{3,15}$/) as unknown as z.ZodType<PhoneNumber, string>
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
export const patterns = [hiddenNumber, prefix, line, anonymous] as const

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
export const person = z.object({ lineId: id, number: z.string(), extension: z.string(), name: z.string() })

export const settingsState = z.object({
  version: z.number().int(),
  settings: callSettings,
  line: person,
  /** IANA name, of the line’s Sede: ends are chosen and told by its clock, whoever looks. */
  timeZone: z.string(),
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

export const changeBody = z.strictObject({
  version: z.number().int().min(0),
  changes: settingsRequest,
  /** With `barring`: the PIN of call services. */
  pin: z.string().max(12).optional(),
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

export const history = z.object({ changes: z.array(change), people: z.array(person), more: z.boolean() })
export const historyQuery = z.strictObject({
  setting: z.enum(settingNames).optional(),
  before: z.coerce.number().int().min(0).optional(),
})
