import { randomInt } from 'node:crypto'
import type { BodyAndContentType, SessionDescriptionHandler } from 'sip.js'
import { AudioStream, type PortRange } from '../rtp/audio-stream.ts'
import { codecs } from '../rtp/g711.ts'
import { type AudioDescription as Described, type Direction, mirrored, readSdp, writeSdp } from '../rtp/sdp.ts'

export type SoundPlace = { readonly host: string; readonly ports: PortRange }

/** Payload type for keys that we propose; an answer takes the number of the offer. */
const ownKeys = 101

/** What SIP.js asks for the sound of one call; in a browser it is WebRTC, here plain RTP. */
export class AudioDescription implements SessionDescriptionHandler {
  /** Held from our side by `sendonly` or `inactive` before the next `session.invite()`. */
  wanted: Direction = 'sendrecv'
  /** As agreed last. */
  agreed: Direction = 'inactive'

  private opened: AudioStream | undefined
  private readonly place: SoundPlace
  private readonly session = randomInt(2 ** 31)
  private version = 0
  private offer: Described | undefined
  private closed = false

  constructor(place: SoundPlace) {
    this.place = place
  }

  /** Once the first description was made. */
  get stream(): AudioStream {
    if (this.opened === undefined) throw new Error('The call has no sound yet')
    return this.opened
  }

  hasDescription(contentType: string): boolean {
    return contentType === 'application/sdp'
  }

  async setDescription(sdp: string): Promise<void> {
    const described = readSdp(sdp)
    if (described === undefined || (described.port !== 0 && described.codecs.length === 0))
      throw new Error('Nothing to hear each other with')
    if (this.offering) this.agree(described, mirrored(described.direction, this.wanted))
    else this.offer = described
    this.offering = false
  }

  async getDescription(): Promise<BodyAndContentType> {
    const { host, ports } = this.place
    this.opened ??= await AudioStream.open(host, ports)
    // The call may have ended while the port was being opened.
    if (this.closed) this.opened.close()
    const { offer } = this
    this.offer = undefined
    const direction = offer ? mirrored(offer.direction, this.wanted) : this.wanted
    if (offer) this.agree(offer, direction)
    else this.offering = true
    this.version += 1
    const body = writeSdp({
      host,
      port: this.opened.port,
      session: this.session,
      version: this.version,
      codecs: offer?.codecs.length ? offer.codecs : codecs,
      keys: offer ? offer.keys : ownKeys,
      direction,
    })
    return { body, contentType: 'application/sdp' }
  }

  /** Whether our description waits for an answer. */
  private offering = false

  async rollbackDescription(): Promise<void> {
    this.offering = false
    this.offer = undefined
  }

  sendDtmf(keys: string): boolean {
    this.opened?.press(keys).catch(() => undefined)
    return this.opened !== undefined
  }

  close(): void {
    this.closed = true
    this.opened?.close()
  }

  private agree(described: Described, direction: Direction): void {
    this.agreed = direction
    this.opened?.connect(described, /^send/.test(direction))
  }
}
