import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

const cipher = 'aes-256-gcm'

/** Seals a secret we must be able to read again (spec/security 4.7); `bound` names whose it is and what for. */
export function seal(key: Buffer, bound: string, plain: Buffer): Buffer {
  const nonce = randomBytes(12)
  const box = createCipheriv(cipher, key, nonce).setAAD(Buffer.from(bound))
  return Buffer.concat([nonce, box.update(plain), box.final(), box.getAuthTag()])
}

/** @throws when the value was changed, or belongs to somebody or something else */
export function unseal(key: Buffer, bound: string, sealed: Buffer): Buffer {
  const box = createDecipheriv(cipher, key, sealed.subarray(0, 12))
    .setAAD(Buffer.from(bound))
    .setAuthTag(sealed.subarray(-16))
  return Buffer.concat([box.update(sealed.subarray(12, -16)), box.final()])
}
