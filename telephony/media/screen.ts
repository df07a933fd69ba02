import { type Invitation, Inviter, SessionState, UserAgent } from 'sip.js'
import type { PhoneNumber } from '#domain/phone-number.ts'
import { identityHeaders, mediaUser } from '../media-service.ts'
import type { AudioStream } from '../rtp/audio-stream.ts'
import { relay } from '../rtp/relay.ts'
import type { AudioDescription } from '../sip-user-agent/audio-description.ts'
import { hangUp, untilEnded } from './answered-call.ts'
import { phraseSound } from './prompts.ts'

/**
 * A call to an outside phone that must be accepted with a 1 (spec/product 2.14, row 10), because a mobile's own
 * voicemail would otherwise take it:
 *
 *     incoming  ── ringing ──────────────────────────── answered when 1 is pressed ── talks
 *     outgoing  ── ringing ── answered ── "premi 1" ──┘                           └── talks
 *
 * Whoever hangs up first ends both. What the outside says before (busy, declined, nothing) goes back to the caller.
 */

/** Seconds to press 1 in. A voicemail's greeting is still speaking then. */
const patience = 15

export async function screen(invitation: Invitation, userAgent: UserAgent, number: PhoneNumber): Promise<void> {
  await invitation.progress({ statusCode: 180 })
  const outgoing = call(userAgent, invitation, number)
  const gone = Promise.race([untilEnded(invitation), untilEnded(outgoing)])
  void untilEnded(invitation).then(() => end(outgoing))

  const refusal = await dial(outgoing)
  if (refusal !== undefined) return refuse(invitation, refusal)
  if (invitation.state !== SessionState.Initial && invitation.state !== SessionState.Establishing) return end(outgoing)

  const { stream } = outgoing.sessionDescriptionHandler as AudioDescription
  const key = await Promise.race([firstKey(stream), gone.then(() => undefined)])
  if (key !== '1') {
    end(outgoing)
    return refuse(invitation, key === undefined ? 480 : 603)
  }
  stream.stopPlaying()
  await invitation.accept()
  const parted = relay((invitation.sessionDescriptionHandler as AudioDescription).stream, stream)
  await gone
  parted()
  hangUp(invitation)
  end(outgoing)
}

function call(userAgent: UserAgent, { request }: Invitation, number: PhoneNumber): Inviter {
  const target = UserAgent.makeURI(`sip:${number}@${mediaUser.domain}`)
  if (target === undefined) throw new Error(`Not a number to call: ${number}`)
  const extraHeaders = identityHeaders.flatMap((name) => request.getHeaders(name).map((value) => `${name}: ${value}`))
  const { displayName, uri } = request.from
  return new Inviter(userAgent, target, {
    extraHeaders,
    params: { fromUri: uri, ...(displayName ? { fromDisplayName: displayName } : {}) },
  })
}

/** Undefined once it is answered; else the status that says why not. */
function dial(outgoing: Inviter): Promise<number | undefined> {
  return new Promise((resolve) => {
    outgoing.stateChange.addListener((state) => {
      if (state === SessionState.Established) resolve(undefined)
      // SIP.js tells the state first and the reason after it.
      if (state === SessionState.Terminated) setImmediate(() => resolve(480))
    })
    outgoing
      .invite({ requestDelegate: { onReject: ({ message }) => resolve(passedOn(message.statusCode ?? 480)) } })
      .catch(() => resolve(480))
  })
}

/** Busy and declined mean what they say; everything else is "not now" to who calls. */
const passedOn = (status: number): number => (status === 486 || status === 600 ? 486 : status === 603 ? 603 : 480)

/** The question again and again, until a key is pressed or nobody seems to listen. */
function firstKey(stream: AudioStream): Promise<string | undefined> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(undefined), patience * 1000)
    stream.once('key', (key) => {
      clearTimeout(timer)
      resolve(key)
    })
    const question = phraseSound('press-1-to-accept')
    void (async () => {
      while (await stream.play(question)) await stream.play(new Int16Array(8000))
      clearTimeout(timer)
    })()
  })
}

function refuse(invitation: Invitation, statusCode: number): void {
  const { state } = invitation
  if (state === SessionState.Initial || state === SessionState.Establishing)
    invitation.reject({ statusCode }).catch(() => undefined)
}

function end(outgoing: Inviter): void {
  if (outgoing.state === SessionState.Establishing) outgoing.cancel().catch(() => undefined)
  else hangUp(outgoing)
}
