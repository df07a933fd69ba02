import { readPhoneNumber } from '#domain/phone-number.ts'
import { Problem } from '#domain/problem.ts'
import type { House } from '../house.ts'
import type { Caller } from '../http/visit.ts'
import { type Account, findAccount, findContextWords } from './account.sql.ts'
import { digest } from './hasher.ts'
import { forgiveLink, tryLink } from './mailed-link.sql.ts'

type Link = NonNullable<Awaited<ReturnType<typeof tryLink>>>

const linkTries = 5

/**
 * A mailed link that asks for the line's number too (spec/security 1.4.10, 2.4): whose it is, when both fit and `opens`
 * agrees. A wrong number costs one of the link's five tries, a right one gives it back; `hash` is what consumes the link.
 * @throws {Problem} link.invalid, throttled
 */
export async function followLink(
  { cellar, clock, throttles }: House,
  caller: Caller,
  typed: { token: string; number: string },
  purposes: readonly Link['purpose'][],
  opens: (account: Account, link: Link) => boolean,
): Promise<{ hash: Buffer; link: Link; account: Account; sites: string[] }> {
  await throttles.beforeLink(caller.ip)
  const hash = digest(typed.token)
  const link = await cellar.asService((trx) => tryLink(trx, hash, [...purposes], clock(), linkTries))
  const read =
    link &&
    (await cellar.asService(
      async (trx) => ({
        account: await findAccount(trx, link.line_id),
        sites: await findContextWords(trx, link.company_id),
      }),
      { readOnly: true },
    ))
  const account = read?.account
  if (!link || !account || account.number !== readPhoneNumber(typed.number) || !opens(account, link)) {
    await throttles.linkFailed(caller.ip)
    throw new Problem('link.invalid')
  }
  await cellar.asService((trx) => forgiveLink(trx, hash))
  return { hash, link, account, sites: read.sites }
}
