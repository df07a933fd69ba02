import { addDays, hour, later } from '../clock.ts'
import { normalisePassword } from './password-text.ts'

/** Capitals and digits without the look-alikes 0 O 1 I L; 16 of them are about 79 bits (spec/security 1.4.1). */
const alphabet = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'
const length = 16

/** Fills an array with secure random bytes; injected, because the domain has no randomness of its own. */
export type RandomBytes = (count: number) => Uint8Array

/** A new temporary password as it is printed and mailed: `XXXX-XXXX-XXXX-XXXX`. */
export function makeTemporaryPassword(randomBytes: RandomBytes): string {
  // Bytes at the top would make the first letters likelier than the others, so they are thrown away.
  const fair = 256 - (256 % alphabet.length)
  let letters = ''
  for (let draw = 0; letters.length < length; draw += 1) {
    if (draw === 100) throw new Error('The source of random bytes is broken')
    for (const byte of randomBytes(length - letters.length)) {
      if (byte < fair) letters += alphabet[byte % alphabet.length]
    }
  }
  return letters.replace(/.{4}(?=.)/g, '$&-')
}

const shape = new RegExp(`^[${alphabet}]{${length}}$`)

/**
 * What is hashed and compared while a line has a temporary password: dashes, spaces and letter case do not
 * matter when it has the shape of a generated one. Anything else (a word an administrator chose) is taken as
 * typed.
 */
export function normaliseTemporaryPassword(typed: string): string {
  const letters = typed.replace(/[\s\p{Pd}\u200b-\u200f\u2060\ufeff]/gu, '').toUpperCase()
  return shape.test(letters) ? letters : normalisePassword(typed)
}

/** Who gave it decides how long it is good for (spec/security 2.2). */
export type TemporaryPasswordSource = 'activation' | 'administrator' | 'support' | 'invitation'

/** `from`: the activation of the company's switchboard for the shared one, otherwise the moment it was set. */
export function temporaryPasswordExpiry(source: TemporaryPasswordSource, from: Date): Date {
  switch (source) {
    case 'activation':
      return addDays(from, 365)
    case 'administrator':
      return addDays(from, 7)
    case 'support':
    case 'invitation':
      return later(from, 72 * hour)
  }
}
