import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'

/** A passkey in software (WebAuthn Level 3): one ECDSA P-256 key, bound to one relying party, that counts its uses. */
export type SoftwarePasskey = {
  readonly id: string
  register(options: Options, change?: Forgery): Record<string, unknown>
  signIn(options: Options, change?: Forgery): Record<string, unknown>
}

type Options = Record<string, unknown>

/** What a real authenticator, or the browser before it, would never do. */
export type Forgery = {
  origin?: string
  rpId?: string
  challenge?: string
  type?: string
  counter?: number
  id?: string
  flags?: number
  signWith?: KeyObject
}

const sha256 = (data: Buffer | string) => createHash('sha256').update(data).digest()
const url = (data: Buffer) => data.toString('base64url')

const userPresent = 0x01
const userVerified = 0x04
const withCredential = 0x40

export function softwarePasskey(origin: string): SoftwarePasskey {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const rawId = randomBytes(32)
  const id = url(rawId)
  let counter = 0

  const clientData = (type: string, options: Options, change: Forgery) =>
    Buffer.from(
      JSON.stringify({
        type: change.type ?? type,
        challenge: change.challenge ?? options.challenge,
        origin: change.origin ?? origin,
        crossOrigin: false,
      }),
    )

  const authenticatorData = (change: Forgery, flags: number, more = Buffer.alloc(0)) => {
    const head = Buffer.alloc(37)
    sha256(change.rpId ?? new URL(origin).hostname).copy(head)
    head.writeUInt8(change.flags ?? flags, 32)
    head.writeUInt32BE(change.counter ?? counter, 33)
    return Buffer.concat([head, more])
  }

  return {
    id,
    register(options, change = {}) {
      const length = Buffer.alloc(2)
      length.writeUInt16BE(rawId.length)
      const credential = Buffer.concat([Buffer.alloc(16), length, rawId, coseKey(publicKey)])
      const data = authenticatorData(change, userPresent | userVerified | withCredential, credential)
      return {
        id: change.id ?? id,
        rawId: change.id ?? id,
        type: 'public-key',
        clientExtensionResults: {},
        response: {
          clientDataJSON: url(clientData('webauthn.create', options, change)),
          attestationObject: url(attestation(data)),
          transports: ['internal'],
        },
      }
    },
    signIn(options, change = {}) {
      counter += 1
      const data = authenticatorData(change, userPresent | userVerified)
      const client = clientData('webauthn.get', options, change)
      const signature = sign('sha256', Buffer.concat([data, sha256(client)]), change.signWith ?? privateKey)
      return {
        id: change.id ?? id,
        rawId: change.id ?? id,
        type: 'public-key',
        clientExtensionResults: {},
        response: { clientDataJSON: url(client), authenticatorData: url(data), signature: url(signature) },
      }
    },
  }
}

// CBOR (RFC 8949), as much of it as WebAuthn's two structures need.

const head = (major: number, value: number) =>
  value < 24
    ? Buffer.from([(major << 5) | value])
    : value < 256
      ? Buffer.from([(major << 5) | 24, value])
      : Buffer.from([(major << 5) | 25, value >> 8, value & 255])
const integer = (value: number) => (value < 0 ? head(1, -1 - value) : head(0, value))
const bytes = (data: Buffer) => Buffer.concat([head(2, data.length), data])
const text = (word: string) => Buffer.concat([head(3, word.length), Buffer.from(word)])
const map = (...entries: [Buffer, Buffer][]) => Buffer.concat([head(5, entries.length), ...entries.flat()])

/** COSE_Key of an ES256 key (RFC 9053 7.1): kty EC2, alg ES256, crv P-256, x, y. */
function coseKey(key: KeyObject): Buffer {
  const { x = '', y = '' } = key.export({ format: 'jwk' })
  return map(
    [integer(1), integer(2)],
    [integer(3), integer(-7)],
    [integer(-1), integer(1)],
    [integer(-2), bytes(Buffer.from(x, 'base64url'))],
    [integer(-3), bytes(Buffer.from(y, 'base64url'))],
  )
}

const attestation = (authData: Buffer) =>
  map([text('fmt'), text('none')], [text('attStmt'), map()], [text('authData'), bytes(authData)])
