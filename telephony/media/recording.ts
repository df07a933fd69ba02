import { randomUUID } from 'node:crypto'
import { type FileHandle, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import type { SpooledMessage } from '../media-service.ts'
import type { RtpPacket } from '../rtp/packet.ts'
import { sequenceDistance, timestampDistance } from '../rtp/packet.ts'
import { sampleRate } from '../rtp/tone.ts'
import { bytesOf, wavHeader, wavHeaderLength } from '../rtp/wav.ts'

/**
 * A message while it is being spoken. What was heard is on the disk within a second, so that whoever kills the recorder
 * takes at most that second:
 *
 *     <id>.draft   who speaks to whom           written first
 *     <id>.wav     the sound, growing
 *     <id>.json    the message, finished        by rename of the draft; the switchboard takes it from here
 *
 * All names are relative: the spool is the working directory.
 */

/** Packets may overtake each other within so many samples. */
const jitter = sampleRate / 10
/** How often the sound goes to the disk. */
const flushEvery = 500
/** A longer gap in the timestamps is not a silence but another source. */
const longestGap = 5 * sampleRate
/** Shorter ones hold no word. */
export const shortestMessage = 1

export type Caller = { readonly callId: string; readonly lineId: string; readonly caller: string | null }

export type Recording = {
  /** Sound as it comes, in any order within a tenth of a second. */
  hear(samples: Int16Array, packet: Pick<RtpPacket, 'sequence' | 'timestamp' | 'ssrc'>): void
  readonly seconds: number
  /** Closes the message; `without` are seconds to leave out at the end. Undefined: too short, nothing was kept. */
  finish(without?: number): Promise<SpooledMessage | undefined>
}

export async function beginRecording(of: Caller, at: Date): Promise<Recording> {
  const id = randomUUID()
  const message = { ...of, file: `${id}.wav`, at: at.toISOString() }
  await writeFile(`${id}.draft`, JSON.stringify(message), { flush: true })
  const sound = await open(`${id}.wav`, 'wx')
  // The size is put right at the end; until then it says "as much as there is".
  await sound.write(wavHeader(0x7fffff00))

  let pending = new Int16Array(sampleRate * 2)
  let [written, highest] = [0, 0]
  let last: Pick<RtpPacket, 'sequence' | 'timestamp' | 'ssrc'> | undefined
  let base = 0

  function hear(samples: Int16Array, packet: Pick<RtpPacket, 'sequence' | 'timestamp' | 'ssrc'>): void {
    if (last === undefined || !follows(packet, last)) base = (packet.timestamp - highest) | 0
    last = packet
    const offset = timestampDistance(packet.timestamp, base) - written
    // Too late: its place is on the disk already.
    if (offset < 0) return
    if (offset + samples.length > pending.length) pending = grown(pending, offset + samples.length)
    pending.set(samples, offset)
    highest = Math.max(highest, written + offset + samples.length)
  }

  async function write(until: number): Promise<void> {
    const count = until - written
    if (count <= 0) return
    // Copied: packets go on coming while the disk works.
    const part = pending.slice(0, count)
    pending.copyWithin(0, count)
    pending.fill(0, Math.max(0, pending.length - count))
    const at = wavHeaderLength + 2 * written
    written = until
    await sound.write(bytesOf(part), 0, part.byteLength, at)
    await sound.datasync()
  }

  let writing: Promise<void> = Promise.resolve()
  const timer = setInterval(() => {
    writing = writing.then(() => write(highest - jitter)).catch(() => undefined)
  }, flushEvery)

  return {
    hear,
    get seconds() {
      return highest / sampleRate
    },
    async finish(without = 0) {
      clearInterval(timer)
      await writing
      await write(highest)
      const samples = Math.max(0, highest - Math.round(without * sampleRate))
      return finished(id, sound, samples, message)
    },
  }
}

function follows(packet: Pick<RtpPacket, 'sequence' | 'timestamp' | 'ssrc'>, last: typeof packet): boolean {
  if (packet.ssrc !== last.ssrc) return false
  return (
    Math.abs(timestampDistance(packet.timestamp, last.timestamp)) < longestGap ||
    // A talker that is silent sends nothing: the count goes on while the time jumps.
    Math.abs(sequenceDistance(packet.sequence, last.sequence)) <= 1
  )
}

function grown(samples: Int16Array<ArrayBuffer>, least: number): Int16Array<ArrayBuffer> {
  const more = new Int16Array(Math.max(least, 2 * samples.length))
  more.set(samples)
  return more
}

async function finished(
  id: string,
  sound: FileHandle,
  samples: number,
  message: Omit<SpooledMessage, 'seconds'>,
): Promise<SpooledMessage | undefined> {
  const seconds = Math.round((samples / sampleRate) * 10) / 10
  if (seconds < shortestMessage) {
    await sound.close()
    await forget(id)
    return undefined
  }
  await sound.truncate(wavHeaderLength + 2 * samples)
  await sound.write(wavHeader(2 * samples), 0, wavHeaderLength, 0)
  await sound.datasync()
  await sound.close()
  const whole: SpooledMessage = { ...message, seconds }
  await writeFile(`${id}.draft`, JSON.stringify(whole), { flush: true })
  await rename(`${id}.draft`, `${id}.json`)
  return whole
}

async function forget(id: string): Promise<void> {
  await Promise.all([rm(`${id}.draft`, { force: true }), rm(`${id}.wav`, { force: true })])
}

/** Finishes what a killed recorder left; answers the messages that are whole now. */
export async function finishLeftOvers(): Promise<SpooledMessage[]> {
  const messages: SpooledMessage[] = []
  for (const name of await readdir('.')) {
    if (!name.endsWith('.draft')) continue
    const id = name.slice(0, -'.draft'.length)
    const message = await draftOf(name)
    const size = await stat(`${id}.wav`).then(
      (found) => found.size,
      () => 0,
    )
    if (message === undefined || size < wavHeaderLength) {
      await forget(id)
      continue
    }
    const sound = await open(`${id}.wav`, 'r+')
    const whole = await finished(id, sound, Math.floor((size - wavHeaderLength) / 2), message)
    if (whole) messages.push(whole)
  }
  return messages
}

/** Undefined when the machine stopped while the draft itself was being written: nothing had been said yet. */
async function draftOf(name: string): Promise<Omit<SpooledMessage, 'seconds'> | undefined> {
  try {
    return JSON.parse(await readFile(name, 'utf8')) as Omit<SpooledMessage, 'seconds'>
  } catch {
    return undefined
  }
}
