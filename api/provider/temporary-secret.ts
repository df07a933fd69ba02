import { randomBytes } from 'node:crypto'
import { makeTemporaryPassword } from '#domain/access/temporary-password.ts'
import type { PasswordHash } from '../access/hasher.ts'
import { secretText } from '../access/secret-text.ts'
import type { House } from '../house.ts'

export type TemporarySecret = { readonly temporaryPassword: string; readonly made: PasswordHash }

/** A generated temporary password and the hash by which it will be known; nobody can read it again (spec/security 1.4). */
export async function makeTemporarySecret(house: Pick<House, 'hasher'>, account: string): Promise<TemporarySecret> {
  const temporaryPassword = makeTemporaryPassword(randomBytes)
  const made = await house.hasher.make(secretText(temporaryPassword, 'temporary'), { account, ip: 'provider' })
  return { temporaryPassword, made }
}
