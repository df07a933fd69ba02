import { z } from 'zod'

/** Shapes that several rooms share. Instants travel as ISO 8601 in UTC. */
export const instant = z.iso.datetime()
export const id = z.uuid()
export const language = z.enum(['it', 'en'])
export const theme = z.enum(['auto', 'light', 'dark'])
export const view = z.enum(['user', 'administrator'])
export const gateStep = z.enum([
  'view',
  'change-password',
  'add-email',
  'verify-email',
  'wait-for-approval',
  'set-up-second-factor',
])
export const emailStatus = z.enum(['none', 'pending', 'verified'])
export const credentialKind = z.enum(['none', 'shared', 'temporary', 'own'])
export const firstAccessState = z.enum([
  'completed',
  'email-to-confirm',
  'email-missing',
  'temporary-password',
  'never-entered',
])
export const userType = z.enum(['user', 'administrator', 'attendant'])

/** What a database can keep: no NUL, no half of a letter. */
export const text = (longest: number) =>
  z
    .string()
    .max(longest)
    .refine((typed) => typed.isWellFormed() && !typed.includes('\0'))

/** A number as somebody types it; read by `domain/phone-number.ts`, so only its length is checked here. */
export const typedNumber = z.string().min(1).max(40)
/** A password as typed: never trimmed or cut; longer than 128 is refused by the policy with a sentence (3.1). */
export const typedPassword = z.string().min(1).max(1024)
export const mailedToken = z.string().regex(/^[A-Za-z0-9_-]{43}$/)

/** What happened on a line, for "Attività recente": the words are in `translations/<language>/activity.ts`. */
export const activity = z.object({
  id: z.number().int(),
  at: instant,
  action: z.string(),
  result: z.enum(['done', 'refused']),
  /** Who did it, as this viewer may know it. */
  actor: z.enum(['you', 'owner', 'administrator', 'support', 'system', 'unknown']),
  actorName: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
})

/** A page of a long list, the first one at first (decision 0003). */
export const paged = {
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
  size: z.coerce
    .number()
    .pipe(z.union([z.literal(25), z.literal(50), z.literal(100)]))
    .default(25),
}
