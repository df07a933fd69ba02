import { frameLength, frameMilliseconds } from './tone.ts'

/** Keys pressed during a call, as events inside RTP (RFC 4733, section 2.3). */

const keys = '0123456789*#ABCD'
export type Key = string

/** One packet's payload for a key, and whether it is the first of its key. */
export type KeyPayload = { readonly payload: Uint8Array; readonly first: boolean }

const volume = 10
/** The last packet three times, because one may be lost (2.5.1.4). */
const ends = 3

/** The payloads of one key, one every 20 ms; all of one key carry the timestamp of its beginning. */
export function keyPayloads(key: Key, milliseconds = 100): KeyPayload[] {
  const event = keys.indexOf(key)
  if (event < 0 || key.length !== 1) throw new Error(`Not a key of a telephone: ${key}`)
  const frames = Math.max(2, Math.round(milliseconds / frameMilliseconds))
  return Array.from({ length: frames + ends - 1 }, (_, i) => {
    const last = i >= frames - 1
    const duration = Math.min(i + 1, frames) * frameLength
    const payload = Uint8Array.of(event, (last ? 0x80 : 0) | volume, duration >> 8, duration & 0xff)
    return { payload, first: i === 0 }
  })
}

/** Tells each key once, though it comes in many packets and any of them may be lost. */
export function keyReader(): (payload: Uint8Array, timestamp: number) => Key | undefined {
  let told: number | undefined
  return (payload, timestamp) => {
    const key = payload.length >= 4 ? keys[payload[0]!] : undefined
    if (key === undefined || told === timestamp) return undefined
    told = timestamp
    return key
  }
}
