/**
 * A company is never left without somebody who can look after it (guide 2.4; spec/security 2.2, R13; spec/product 7.2,
 * idea 7). Facts are the enabled administrators; one of some sites only cannot do what the company needs, so it does not
 * count.
 */
export type Administrator = {
  readonly id: string
  readonly wholeCompany: boolean
  readonly emailVerified: boolean
}

/** `unreachable`: whoever remains could not come back without calling 1928. */
export type LossRefusal = 'last-administrator' | 'unreachable'

const reachable = ({ wholeCompany, emailVerified }: Administrator): boolean => wholeCompany && emailVerified

/**
 * Whether one of them may stop being an administrator of the whole company: by suspension, by losing the role, by being
 * limited to some sites. Undefined: nothing speaks against it.
 */
export function lossRefusal(enabled: readonly Administrator[], id: string): LossRefusal | undefined {
  const rest = enabled.filter((one) => one.id !== id)
  if (!rest.some(({ wholeCompany }) => wholeCompany)) return 'last-administrator'
  // A company that is unreachable already must not be kept from getting better.
  return enabled.some(reachable) && !rest.some(reachable) ? 'unreachable' : undefined
}

/**
 * How sure it is that somebody of the company gets in again. `unreachable`: nobody could reset a password by mail, so a
 * forgotten or expired one means 1928. `alone`: one person can, and nobody beside.
 */
export type Continuity = 'safe' | 'alone' | 'unreachable'

/** @param enabled a company's administrators whose account is live */
export function continuity(enabled: readonly Administrator[]): Continuity {
  const able = enabled.filter(reachable).length
  return able === 0 ? 'unreachable' : able === 1 ? 'alone' : 'safe'
}
