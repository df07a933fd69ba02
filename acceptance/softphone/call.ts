import { Invitation, type Inviter, type Session, SessionState, UserAgent } from 'sip.js'
import { tone } from '#telephony/rtp/tone.ts'
import type { AudioDescription } from '#telephony/sip-user-agent/audio-description.ts'
import { Ear } from './ear.ts'

/** One call of a scripted phone. Every wait ends by itself, with a sentence of what did not happen. */

export type Ending = { readonly status: number }

const patience = 15_000

export class Call {
  /** SIP status that ended it before an answer, once known. */
  refusal: number | undefined
  readonly session: Invitation | Inviter
  private readonly who: string
  private readonly ear = new Ear()
  private listening = false
  private playing: number | undefined
  private ringingHeard: () => void = () => {}
  private readonly ringingBack: Promise<void>
  private acknowledged: () => void = () => {}
  private readonly acknowledgement: Promise<void>
  private tried: () => void = () => {}
  private readonly trying: Promise<void>

  constructor(who: string, session: Invitation | Inviter) {
    this.who = who
    this.session = session
    this.ringingBack = new Promise((resolve) => {
      this.ringingHeard = resolve
    })
    this.acknowledgement = new Promise((resolve) => {
      this.acknowledged = resolve
    })
    this.trying = new Promise((resolve) => {
      this.tried = resolve
    })
    session.delegate = {
      // Asked to call somebody else: does so, as a desk phone would (RFC 3515).
      onRefer: (referral) => {
        void referral.accept().then(() => {
          const inviter = referral.makeInviter()
          this.onTransferred?.(inviter)
          return inviter.invite()
        })
      },
      onNotify: (notification) => void notification.accept(),
      onAck: () => this.acknowledged(),
    }
  }

  /** Told the call that a transfer made. */
  onTransferred: ((inviter: Inviter) => void) | undefined

  /** Sends the INVITE of an outgoing call. */
  async dial(): Promise<this> {
    const inviter = this.session as Inviter
    await inviter.invite({
      requestDelegate: {
        onTrying: () => this.tried(),
        onProgress: ({ message }) => {
          this.tried()
          if ((message.statusCode ?? 0) >= 180) this.ringingHeard()
        },
        onReject: ({ message }) => {
          this.refusal = message.statusCode
        },
      },
    })
    return this
  }

  /** As shown on the phone that rings. */
  get caller(): { name: string; number: string } {
    const { displayName, uri } = this.session.remoteIdentity
    return { name: displayName, number: uri.user ?? '' }
  }

  header(name: string): string | undefined {
    return this.session instanceof Invitation ? this.session.request.getHeader(name) : undefined
  }

  /** Hears the ringing tone: the other side rings. */
  rings(within = patience): Promise<void> {
    return this.orSay(this.ringingBack, within, 'hears no ringing')
  }

  async answers(): Promise<this> {
    await (this.session as Invitation).accept()
    // Nobody's finger is as quick as a test: before the ACK no phone may hold or transfer.
    await this.orSay(this.acknowledgement, patience, 'gets no ACK')
    return this.isAnswered()
  }

  async refuses(statusCode: number): Promise<void> {
    await (this.session as Invitation).reject({ statusCode })
  }
  declines = () => this.refuses(603)
  isBusy = () => this.refuses(486)

  /** Waits until both talk. */
  async isAnswered(within = patience): Promise<this> {
    const { session } = this
    await this.orSay(
      new Promise<void>((resolve, reject) => {
        const look = (state: SessionState) => {
          if (state === SessionState.Established) resolve()
          if (state === SessionState.Terminated)
            reject(new Error(`${this.who}: not answered, refused with ${this.refusal}`))
        }
        session.stateChange.addListener(look)
        look(session.state)
      }),
      within,
      'is not answered',
    )
    this.listen()
    return this
  }

  /** Waits until the call is over; answers the status that refused it, if one did. */
  async ends(within = patience): Promise<number | undefined> {
    const { session } = this
    await this.orSay(
      new Promise<void>((resolve) => {
        if (session.state === SessionState.Terminated) resolve()
        session.stateChange.addListener((state) => {
          if (state === SessionState.Terminated) resolve()
        })
      }),
      within,
      'still has the call',
    )
    this.playing = undefined
    return this.refusal
  }

  async hangsUp(): Promise<void> {
    const { session } = this
    if (session.state === SessionState.Terminated) return
    if (session.state === SessionState.Established) await session.bye()
    else if (session instanceof Invitation) await session.reject({ statusCode: 480 })
    else {
      // SIP.js forgets a CANCEL that meets the challenge (RFC 3261, 22.2): it waits for the INVITE that counts.
      await this.orSay(this.trying, patience, 'is not heard')
      // The answer may have come meanwhile; then it is a call that ends, not one that is called off.
      if ((session.state as SessionState) === SessionState.Established) await session.bye()
      else if ((session.state as SessionState) !== SessionState.Terminated) await session.cancel()
    }
    await this.ends()
  }

  /** Plays a tone until the call ends or another one is played. */
  plays(frequency: number): void {
    const { stream } = this.description
    this.keepsSilent()
    this.playing = frequency
    const sound = tone(frequency, 1000)
    void (async () => {
      while (this.playing === frequency && (await stream.play(sound)));
    })()
  }

  keepsSilent(): void {
    this.playing = undefined
    this.description.stream.stopPlaying()
  }

  hears = (frequency: number, within = patience): Promise<void> => this.say(this.ear.tone(frequency, within))
  hearsSomething = (within = patience): Promise<void> => this.say(this.ear.anything(within))
  hearsNothing = (during = 600): Promise<void> => this.say(this.ear.nothing(during))

  presses(keys: string): Promise<void> {
    return this.description.stream.press(keys)
  }

  /** Puts the other side on hold (RFC 3264, section 8.4); the microphone is off meanwhile. */
  holds(): Promise<void> {
    this.held = this.playing
    this.keepsSilent()
    return this.renegotiates('sendonly')
  }
  async resumes(): Promise<void> {
    await this.renegotiates('sendrecv')
    if (this.held !== undefined) this.plays(this.held)
  }
  private held: number | undefined

  /** Sends the other side to somebody else, or joins it with another call of this phone (RFC 3515, RFC 3891). */
  async transfers(to: string | Call): Promise<void> {
    const target =
      to instanceof Call
        ? (to.session as Session)
        : UserAgent.makeURI(`sip:${to}@${this.session.userAgent.configuration.uri.host}`)!
    await this.orSay(
      new Promise<void>((resolve, reject) => {
        this.session
          .refer(target, {
            requestDelegate: {
              onAccept: () => resolve(),
              onReject: ({ message }) => reject(new Error(`${this.who}: transfer refused: ${message.statusCode}`)),
            },
          })
          .catch(reject)
      }),
      patience,
      'cannot transfer',
    )
  }

  get description(): AudioDescription {
    return this.session.sessionDescriptionHandler as AudioDescription
  }

  private async renegotiates(direction: 'sendonly' | 'sendrecv'): Promise<void> {
    this.description.wanted = direction
    await this.orSay(
      new Promise<void>((resolve, reject) => {
        this.session
          .invite({
            requestDelegate: {
              // SIP.js has taken the answer into account a turn later.
              onAccept: () => setTimeout(resolve, 20),
              onReject: ({ message }) => reject(new Error(`${this.who}: ${direction} refused: ${message.statusCode}`)),
            },
          })
          .catch(reject)
      }),
      patience,
      `gets no answer to ${direction}`,
    )
  }

  private listen(): void {
    if (this.listening) return
    this.listening = true
    this.ear.listen(this.description.stream)
  }

  private say<Answer>(heard: Promise<Answer>): Promise<Answer> {
    return heard.catch((error: Error) => {
      throw new Error(`${this.who}: ${error.message}`)
    })
  }

  private orSay<Answer>(wait: Promise<Answer>, within: number, complaint: string): Promise<Answer> {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`${this.who} ${complaint}`)), within)
    })
    return Promise.race([wait, late]).finally(() => clearTimeout(timer))
  }
}
