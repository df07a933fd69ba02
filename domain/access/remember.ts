import { addDays, second } from '../clock.ts'

/**
 * "Ricordami su questo computer" (guide 2.4, spec/security 2.6): every computer has a family of tokens, of which
 * one is current. Using it replaces it; what was replaced before tells theft from a race between two tabs.
 */
export type RememberFamily = {
  readonly validatorHash: Uint8Array
  /** The token before the current one. */
  readonly previousHash: Uint8Array | null
  readonly rotatedAt: Date
  readonly expiresAt: Date
  readonly revokedAt: Date | null
}

/**
 * `rotate`: sign in and give a new token. `grace`: two tabs at once; sign in, in the same family and without a
 * new token, since a second new token would fork the family. `theft`: an old token came back; revoke this family
 * and its sessions, notify. `expired`, `unknown`: ask for the password.
 */
export type RememberVerdict = 'rotate' | 'grace' | 'theft' | 'expired' | 'unknown'

const graceMilliseconds = 60 * second
const slidingDays = 30
const absoluteDays = 90

/**
 * Judges a token that came back in the cookie.
 * @param family by the selector of the token; undefined: there is none
 * @param presentedValidatorHash SHA-256 of its other half
 */
export function judgeRememberToken(
  family: RememberFamily | undefined,
  presentedValidatorHash: Uint8Array,
  now: Date,
): RememberVerdict {
  if (!family || family.revokedAt) return 'unknown'
  if (now >= family.expiresAt) return 'expired'
  // Plain comparison: these are SHA-256 values, and how early they differ tells nothing about the token.
  if (same(family.validatorHash, presentedValidatorHash)) return 'rotate'
  const justReplaced = now.getTime() - family.rotatedAt.getTime() <= graceMilliseconds
  return justReplaced && family.previousHash && same(family.previousHash, presentedValidatorHash) ? 'grace' : 'theft'
}

/** How long a token lasts that is given now: 30 days, 90 from the first one, never beyond the password. */
export function rememberExpiry(familyCreatedAt: Date, passwordExpiresAt: Date | null, now: Date): Date {
  const ends = [
    addDays(now, slidingDays),
    addDays(familyCreatedAt, absoluteDays),
    ...(passwordExpiresAt ? [passwordExpiresAt] : []),
  ]
  return new Date(Math.min(...ends.map((end) => end.getTime())))
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i])
}
