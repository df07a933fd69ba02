import type { House } from '../house.ts'

/** Passkeys (WebAuthn), for whoever signs in: people of a company and the provider's own. */

export type Json = Record<string, unknown>

/** Loaded by whoever first uses a passkey: some 25 MB. */
const webauthn = () => import('@simplewebauthn/server')

/** A passkey as it is stored. */
type Known = { id: string; public_key: Buffer; counter: number; transports: string[] }

/** The portal's address is what a passkey is bound to: never taken from the request. */
const relyingParty = (house: House) => ({
  origin: house.config.publicUrl ?? '',
  id: new URL(house.config.publicUrl ?? 'http://localhost').hostname,
})

const listed = (known: readonly Known[]) => known.map((k) => ({ id: k.id, transports: k.transports as never }))

/** What the browser needs to make a passkey for this person, and the challenge it has to answer. */
export async function registrationOptions(
  house: House,
  person: { id: string; userName: string; name: string },
  known: readonly Known[],
): Promise<{ options: Json; challenge: string }> {
  const { generateRegistrationOptions } = await webauthn()
  const options = await generateRegistrationOptions({
    rpName: house.config.brand.name,
    rpID: relyingParty(house).id,
    userName: person.userName,
    userDisplayName: person.name,
    userID: new Uint8Array(Buffer.from(person.id.replaceAll('-', ''), 'hex')),
    attestationType: 'none',
    excludeCredentials: listed(known),
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'preferred' },
  })
  return { options: options as unknown as Json, challenge: options.challenge }
}

/** The new passkey, when the response answers the challenge. */
export async function registeredPasskey(
  house: House,
  challenge: string | null,
  response: Json,
): Promise<Known | undefined> {
  if (!challenge) return undefined
  const { origin, id } = relyingParty(house)
  const { verifyRegistrationResponse } = await webauthn()
  const verified = await verifyRegistrationResponse({
    response: response as never,
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: id,
    requireUserVerification: false,
  }).catch(() => undefined)
  const credential = verified?.registrationInfo?.credential
  if (!verified?.verified || !credential) return undefined
  return {
    id: credential.id,
    public_key: Buffer.from(credential.publicKey),
    counter: credential.counter,
    transports: credential.transports ?? [],
  }
}

/** A challenge for a sign-in; its answer is checked against the `challenge` that is kept here. */
export async function authenticationOptions(
  house: House,
  known: readonly Known[],
): Promise<{ options: Json; challenge: string }> {
  const { generateAuthenticationOptions } = await webauthn()
  const options = await generateAuthenticationOptions({
    rpID: relyingParty(house).id,
    allowCredentials: listed(known),
    userVerification: 'preferred',
  })
  return { options: options as unknown as Json, challenge: options.challenge }
}

/** Which passkey answered the challenge, and its new counter; undefined when none did. */
export async function answeringPasskey(
  house: House,
  challenge: string | null,
  known: readonly Known[],
  response: Json,
): Promise<{ id: string; counter: number } | undefined> {
  const { origin, id } = relyingParty(house)
  const passkey = known.find((k) => k.id === response.id)
  if (!passkey || !challenge) return undefined
  const { verifyAuthenticationResponse } = await webauthn()
  const verified = await verifyAuthenticationResponse({
    response: response as never,
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: id,
    requireUserVerification: false,
    credential: {
      id: passkey.id,
      publicKey: new Uint8Array(passkey.public_key),
      counter: passkey.counter,
      transports: passkey.transports as never,
    },
  }).catch(() => undefined)
  return verified?.verified ? { id: passkey.id, counter: verified.authenticationInfo.newCounter } : undefined
}
