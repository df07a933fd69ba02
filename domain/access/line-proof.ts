import { later, minute } from '../clock.ts'

/**
 * "Confirm with the phone" (spec/security 1.4.12): the portal shows four digits, and whoever dials them from the line's
 * own phone sits at that phone. The administrator then knows as much as by asking around.
 */

export const proofMinutes = 10
/** Four digits are few; dialling them wrong so often makes them worth nothing. */
export const proofTries = 5

/** Until when a code that is given out now may be dialled. */
export const proofExpiry = (now: Date): Date => later(now, proofMinutes * minute)

/** As it is dialled, in two groups to read it from the screen. */
export const proofCode = (digits: string): string => `*88${digits}`

/**
 * Whether a phone proves anything: one that was added, or whose secret was renewed, after the activation may be the
 * stranger's own.
 */
export const provesLine = (phone: { readonly rotatedAt: Date }, activation: { readonly at: Date }): boolean =>
  phone.rotatedAt < activation.at
