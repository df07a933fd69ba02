import { randomBytes } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import type { Tables } from '#database/tables.ts'
import { digest } from './hasher.ts'
import { putRecoveryCodes } from './second-factor.sql.ts'

const alphabet = 'abcdefghijkmnpqrstuvwxyz23456789'
const codes = 10

/** Ten codes of 80 bits, shown once and kept as hashes; each opens once (spec/security 3.5). */
export function makeRecoveryCodes(): { shown: string[]; hashes: Buffer[] } {
  const made = Array.from({ length: codes }, () => [...randomBytes(16)].map((byte) => alphabet[byte & 31]).join(''))
  return {
    shown: made.map((code) => code.match(/.{4}/g)?.join('-') ?? code),
    hashes: made.map((code) => digest(code)),
  }
}

/** Gives a line new codes; the old ones open nothing any more. */
export async function renewRecoveryCodes(
  trx: Kysely<Tables> | Transaction<Tables>,
  lineId: string,
  companyId: string,
): Promise<string[]> {
  const { shown, hashes } = makeRecoveryCodes()
  await putRecoveryCodes(trx, lineId, companyId, hashes)
  return shown
}

/** The hash of a code as typed; undefined when it cannot be one. */
export function recoveryCodeHash(typed: string): Buffer | undefined {
  const plain = typed.toLowerCase().replaceAll(/[\s-]/g, '')
  return plain.length === 16 ? digest(plain) : undefined
}
