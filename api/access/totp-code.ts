import { Secret, TOTP } from 'otpauth'
import type { House } from '../house.ts'
import { seal, unseal } from './vault.ts'

/** Codes of authenticator apps (RFC 6238), for whoever signs in: people of a company and the provider's own. */

/** Whose authenticator it is, and what the app shows beside the product's name. */
export type TotpOwner = { readonly id: string; readonly label: string }

const bound = ({ id }: TotpOwner) => `totp|${id}`
const secretBytes = 20

function generator(house: House, secret: Secret, { label }: TotpOwner): TOTP {
  return new TOTP({ issuer: house.config.brand.name, label, secret, digits: 6, period: 30, algorithm: 'SHA1' })
}

/** A new secret: sealed for us, as text and address for the app. */
export function newTotp(house: House, owner: TotpOwner): { sealed: Buffer; secret: string; uri: string } {
  const secret = new Secret({ size: secretBytes })
  const sealed = seal(house.config.secrets.VAULT_1, bound(owner), Buffer.from(secret.bytes))
  return { sealed, secret: secret.base32, uri: generator(house, secret, owner).toString() }
}

/** The time step a code belongs to, one step early or late allowed; undefined when it is wrong. */
export function totpStepOf(house: House, owner: TotpOwner, sealed: Buffer | null, code: string): number | undefined {
  if (!sealed) return undefined
  const secret = new Secret({
    buffer: new Uint8Array(unseal(house.config.secrets.VAULT_1, bound(owner), sealed)).buffer,
  })
  const now = house.clock().getTime()
  const delta = generator(house, secret, owner).validate({
    token: code.replaceAll(/\s/g, ''),
    timestamp: now,
    window: 1,
  })
  return delta === null ? undefined : Math.floor(now / 30_000) + delta
}

/** In the session's challenge, beside which no WebAuthn challenge can be mistaken for it. */
const pendingMark = 'totp.'

/** A secret that waits for its first code lies in the challenge of the session that sets it up. */
export const pendingChallenge = (sealed: Buffer): string => `${pendingMark}${sealed.toString('base64url')}`

export const pendingSecret = (challenge: string | null): Buffer | null =>
  challenge?.startsWith(pendingMark) ? Buffer.from(challenge.slice(pendingMark.length), 'base64url') : null
