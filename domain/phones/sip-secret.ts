/** 62 letters and digits: every phone's screen can type them, no client has to escape them. */
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const length = 32

/** The largest multiple of 62 below 256: what is above it would make some letters likelier. */
const fair = 248

/**
 * The secret of one phone: 190 bits, made by us, never chosen by anybody, never equal to a password (spec/security 4.7).
 * @param randomBytes a cryptographically strong source
 */
export function makeSipSecret(randomBytes: (count: number) => Uint8Array): string {
  let secret = ''
  while (secret.length < length) {
    for (const byte of randomBytes(length)) {
      if (byte < fair && secret.length < length) secret += alphabet[byte % alphabet.length]
    }
  }
  return secret
}
