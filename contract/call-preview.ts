import { z } from 'zod'
import { announcementNames, reasonRules, stepCauses } from '#domain/call-handling/plan.ts'
import { destinationClasses } from '#domain/dial-plan/destination-class.ts'
import { destination, person, phoneNumber, settingsRequest } from './call-settings.ts'
import { id, instant, typedNumber } from './words.ts'

/** What a call would do, before it is made: where a forward leads, and "Prova" (spec/product 8.3). */

export const shownDestination = z.object({
  to: destination,
  /** A colleague's name; null for a number outside. */
  name: z.string().nullable(),
  number: z.string(),
  extension: z.string().nullable(),
  class: z.enum(destinationClasses),
  /** "Il chiamato vedrà": the number of the caller where the network permits, else this one (spec/product 8.3). */
  calleeSees: z.object({ number: phoneNumber, ifHidden: phoneNumber }),
})

/** What a phone is doing, in "Prova". */
const phoneState = z.enum(['free', 'busy', 'unreachable'])
export const simulateBody = z.strictObject({
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
