import { randomBytes } from 'node:crypto'
import { createSocket, type Socket } from 'node:dgram'
import { EventEmitter } from 'node:events'
import { isIPv6 } from 'node:net'
import { type Key, type KeyPayload, keyPayloads, keyReader } from './dtmf.ts'
import { alaw, type Codec, codecOf } from './g711.ts'
import { everyFrame } from './pacer.ts'
import { type RtpPacket, readPacket, writePacket } from './packet.ts'
import type { AudioDescription } from './sdp.ts'
import { frameLength } from './tone.ts'

/** One call's sound: sends a packet every 20 ms from its connection to its end, and tells what it hears. */

export type PortRange = { readonly first: number; readonly last: number }

type Heard = {
  /** Sound, by packet. */
  sound: [samples: Int16Array, packet: RtpPacket]
  key: [key: Key]
  packet: [packet: RtpPacket, kind: 'sound' | 'key']
}

type Item =
  | { kind: 'sound'; samples: Int16Array; at: number; done: (whole: boolean) => void }
  | { kind: 'key'; payloads: KeyPayload[]; timestamp: number; done: (whole: boolean) => void }

export class AudioStream extends EventEmitter<Heard> {
  readonly host: string
  readonly port: number
  codec: Codec = alaw
  /** Payload type for keys, if the other side takes them. */
  keys: number | undefined
  /** Pulled for every frame that nothing else fills: echo, mixed conversation. */
  source: (() => Int16Array | undefined) | undefined

  private readonly socket: Socket
  private remote: { host: string; port: number } | undefined
  private stopBeating: (() => void) | undefined
  private queue: Item[] = []
  private closed = false
  private readonly ssrc = randomBytes(4).readUInt32BE()
  private sequence = randomBytes(2).readUInt16BE()
  private timestamp = randomBytes(4).readUInt32BE()
  private talking = false

  private constructor(host: string, socket: Socket) {
    super()
    this.host = host
    this.socket = socket
    this.port = socket.address().port
    const keyOf = keyReader()
    socket.on('message', (bytes, from) => {
      // Only from where the call was agreed, address and port (TEL-17): nobody else speaks into it, nor an ended call of the
      // one who had our port before us. The relay sends from the port where it is sent to.
      if (from.address !== this.remote?.host || from.port !== this.remote.port) return
      const packet = readPacket(bytes)
      if (packet === undefined) return
      if (packet.payloadType === this.keys) {
        this.emit('packet', packet, 'key')
        const key = keyOf(packet.payload, packet.timestamp)
        if (key !== undefined) this.emit('key', key)
        return
      }
      const codec = codecOf(packet.payloadType)
      if (codec === undefined) return
      this.emit('packet', packet, 'sound')
      if (this.listenerCount('sound') > 0) this.emit('sound', codec.decode(packet.payload), packet)
    })
    // ICMP "port unreachable" when the other side has already gone: its BYE tells us.
    socket.on('error', () => undefined)
  }

  static async open(host: string, ports: PortRange): Promise<AudioStream> {
    return new AudioStream(host, await bound(host, ports))
  }

  /** Where to send and in which code; again after each new agreement. */
  connect(to: AudioDescription, sending: boolean): void {
    this.remote = { host: to.host, port: to.port }
    this.codec = to.codecs[0] ?? this.codec
    this.keys = to.keys
    // Port zero or 0.0.0.0: a hold in the manner of RFC 2543.
    if (sending && to.port !== 0 && to.host !== '0.0.0.0') this.stopBeating ??= this.beat()
    else this.pause()
  }

  /** True when it was played to its end; false when stopped before. */
  play(samples: Int16Array): Promise<boolean> {
    return new Promise((done) => this.add({ kind: 'sound', samples, at: 0, done }))
  }

  /** Presses keys, with the pauses that people make. */
  async press(keys: string): Promise<void> {
    for (const key of keys) {
      const pressed = new Promise((done) => this.add({ kind: 'key', payloads: keyPayloads(key), timestamp: -1, done }))
      await Promise.all([pressed, this.play(new Int16Array(4 * frameLength))])
    }
  }

  stopPlaying(): void {
    for (const item of this.queue.splice(0)) item.done(false)
  }

  /** Passes on a packet of another stream as it is; the caller keeps the pace. */
  pass(packet: Omit<RtpPacket, 'ssrc'>): void {
    this.send({ ...packet, ssrc: this.ssrc })
  }

  /** Sends nothing by itself from now on. */
  pause(): void {
    this.stopBeating?.()
    this.stopBeating = undefined
  }

  close(): void {
    if (this.closed) return
    this.closed = true
    this.pause()
    this.stopPlaying()
    this.removeAllListeners()
    this.socket.close()
  }

  private add(item: Item): void {
    if (this.closed) item.done(false)
    else this.queue.push(item)
  }

  private beat(): () => void {
    // Packets after a silence are marked (RFC 3551, section 4.1).
    this.talking = false
    return everyFrame(() => this.frame())
  }

  private frame(): void {
    const item = this.queue[0]
    if (item?.kind === 'key') this.sendKey(item)
    else this.sendSound(this.filled())
    this.timestamp = (this.timestamp + frameLength) >>> 0
  }

  private sendKey(item: Item & { kind: 'key' }): void {
    const next = item.payloads.shift()
    if (item.timestamp < 0) item.timestamp = this.timestamp
    if (next !== undefined && this.keys !== undefined) this.sendOwn(this.keys, next.first, item.timestamp, next.payload)
    if (item.payloads.length > 0) return
    this.queue.shift()
    item.done(true)
  }

  private sendSound(samples: Int16Array): void {
    this.sendOwn(this.codec.payloadType, !this.talking, this.timestamp, this.codec.encode(samples))
    this.talking = true
  }

  /** The next frame: what is to be played, one thing after another without a gap, else the source, else silence. */
  private filled(): Int16Array {
    const frame = new Int16Array(frameLength)
    let at = 0
    for (let item = this.queue[0]; at < frameLength && item?.kind === 'sound'; item = this.queue[0]) {
      const part = item.samples.subarray(item.at, item.at + frameLength - at)
      frame.set(part, at)
      at += part.length
      item.at += part.length
      if (item.at < item.samples.length) break
      this.queue.shift()
      item.done(true)
    }
    return at === 0 ? (this.source?.() ?? frame) : frame
  }

  private sendOwn(payloadType: number, marker: boolean, timestamp: number, payload: Uint8Array): void {
    this.send({ marker, payloadType, sequence: this.sequence, timestamp, ssrc: this.ssrc, payload })
    this.sequence = (this.sequence + 1) & 0xffff
  }

  private send(packet: RtpPacket): void {
    if (this.closed || this.remote === undefined || this.remote.port === 0) return
    this.socket.send(writePacket(packet), this.remote.port, this.remote.host, () => undefined)
  }
}

/** Where the last socket was found: ports are used in turn, so that late packets of an ended call meet nobody. */
let turn = 0

async function bound(host: string, ports: PortRange): Promise<Socket> {
  const count = Math.floor((ports.last - ports.first) / 2) + 1
  for (let tries = 0; tries < count; tries += 1) {
    // Even ports; the odd one above is RTCP's (RFC 3550, section 11).
    const port = ports.first + 2 * (turn++ % count)
    const socket = createSocket({ type: isIPv6(host) ? 'udp6' : 'udp4', recvBufferSize: 262_144 })
    const free = await new Promise<boolean>((resolve) => {
      socket.once('error', () => resolve(false))
      socket.bind(port, host, () => resolve(true))
    })
    if (free) return socket
    socket.close()
  }
  throw new Error(`No free port for sound between ${ports.first} and ${ports.last}`)
}
