import type { CredentialKind } from '#database/tables.ts'
import { normalisePassword } from '#domain/access/password.ts'
import { normaliseTemporaryPassword } from '#domain/access/temporary-password.ts'

const machineMade = /^[A-Z0-9]{16}$/

/**
 * The text that is hashed for a typed secret. Dashes, blanks and case are ignored in machine-made temporary
 * secrets and only there (spec/security 1.4.1); everything else is only brought to NFC (3.1.1). Cut one past
 * the longest allowed password, so that a longer one cannot pass and costs no more.
 */
export function secretText(password: string, credential: CredentialKind | undefined): string {
  if (credential === 'shared' || credential === 'temporary') {
    const plain = normaliseTemporaryPassword(password)
    if (machineMade.test(plain)) return plain
  }
  return [...normalisePassword(password)].slice(0, 129).join('')
}
