import { readFileSync } from 'node:fs'
import { brotliDecompressSync } from 'node:zlib'
import type { CredentialKind } from '#database/tables.ts'
import { checkPassword, passwordLength, passwordMinimum } from '#domain/access/password.ts'
import { type PasswordDictionary, readPasswordDictionary } from '#domain/access/password-dictionary.ts'
import { Problem } from '#domain/problem.ts'
import type { Config } from '../config.ts'
import type { House } from '../house.ts'
import type { Account } from './account.sql.ts'
import type { Hasher, PasswordHash } from './hasher.ts'
import { secretText } from './secret-text.ts'

const dictionaryFile = new URL('../../domain/access/password-dictionary.txt.br', import.meta.url)
let dictionary: PasswordDictionary | undefined

/** Read at the first change of a password, then kept: about 100,000 words. */
function passwordDictionary(): PasswordDictionary {
  dictionary ??= readPasswordDictionary(brotliDecompressSync(readFileSync(dictionaryFile)).toString('utf8').split('\n'))
  return dictionary
}

export type PasswordOwner = Pick<
  Account,
  'number' | 'extension' | 'name' | 'email' | 'company_name' | 'role' | 'second_factor'
>

/**
 * Refuses a password that breaks a rule of spec/security 3.1.
 * @throws {Problem} password.refused with all its flaws
 */
export function requireGoodPassword(
  house: House,
  password: string,
  owner: PasswordOwner,
  context: { sites: readonly string[]; temporary?: string; current?: string },
): void {
  const minimum = minimumFor(house.config, { role: owner.role, secondFactor: owner.second_factor })
  const flaws = checkPassword(password, {
    minimum,
    personal: [
      owner.number,
      owner.extension,
      owner.name,
      owner.email?.split('@')[0] ?? '',
      owner.company_name,
      ...context.sites,
    ].filter(Boolean),
    dictionary: passwordDictionary(),
    ...(context.temporary === undefined ? {} : { temporary: context.temporary }),
    ...(context.current === undefined ? {} : { current: context.current }),
  })
  if (flaws.length) throw new Problem('password.refused', { flaws, minimum })
}

/** Least length for this person under this installation's settings (decision 4). */
export function minimumFor(
  config: Pick<Config, 'passwordMinimum'>,
  person: { role: 'user' | 'administrator'; secondFactor: boolean },
): number {
  return passwordMinimum(person, { ...passwordLength, ...config.passwordMinimum })
}

/** The hashes of a person's secrets, whoever's they are. */
export type SecretsKept = Pick<
  Account,
  'number' | 'credential' | 'password_hash' | 'pepper_id' | 'history' | 'shared_hash' | 'shared_pepper_id'
>

/** How many earlier own passwords may not come back (D-3). */
const remembered = 4

/**
 * Refuses the current password, the last four, and the temporary ones (spec/security 3.1.2c); only their hashes
 * are kept.
 * @throws {Problem} password.refused, busy
 */
export async function requireNewPassword(
  hasher: Hasher,
  password: string,
  account: SecretsKept,
  ip: string,
): Promise<void> {
  const own = account.credential === 'own' ? [account.password_hash] : []
  for (const hash of [...own, ...account.history.slice(0, remembered)])
    if (await matches('own', hash, account.pepper_id)) throw new Problem('password.refused', { flaws: ['reused'] })
  // Whoever gave a temporary password knows it; the shared one is known to the whole company.
  const temporary = account.credential === 'temporary' ? account.password_hash : null
  const isTemporary =
    (await matches('temporary', temporary, account.pepper_id)) ||
    (await matches('shared', account.shared_hash, account.shared_pepper_id))
  if (isTemporary) throw new Problem('password.refused', { flaws: ['same-as-temporary'] })

  async function matches(kind: CredentialKind, hash: string | null, pepperId: string | null): Promise<boolean> {
    if (!hash || !pepperId) return false
    const stored: PasswordHash = { hash, pepperId }
    return hasher.check(secretText(password, kind), stored, { account: account.number, ip })
  }
}

/** The history after this account's own password is replaced. */
export const historyAfterChange = (account: Pick<Account, 'credential' | 'password_hash' | 'history'>): string[] =>
  account.credential === 'own' && account.password_hash
    ? [account.password_hash, ...account.history].slice(0, remembered)
    : account.history.slice(0, remembered)
