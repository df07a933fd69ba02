import { type Invitation, SessionState } from 'sip.js'
import type { AudioStream } from '../rtp/audio-stream.ts'
import type { AudioDescription } from '../sip-user-agent/audio-description.ts'

/** A call that the media application has picked up. */
export type AnsweredCall = {
  readonly stream: AudioStream
  readonly over: boolean
  /** Resolves when either side has hung up. */
  readonly ended: Promise<void>
  hangUp(): void
}

export async function answer(invitation: Invitation): Promise<AnsweredCall> {
  const ended = untilEnded(invitation)
  await invitation.accept()
  const { stream } = invitation.sessionDescriptionHandler as AudioDescription
  return {
    stream,
    get over() {
      return isOver(invitation)
    },
    ended,
    hangUp: () => hangUp(invitation),
  }
}

type Session = Pick<Invitation, 'state' | 'stateChange' | 'bye' | 'sessionDescriptionHandler'>

const isOver = ({ state }: Session): boolean => state === SessionState.Terminating || state === SessionState.Terminated

export const untilEnded = (session: Session): Promise<void> =>
  new Promise((resolve) => {
    if (isOver(session)) resolve()
    session.stateChange.addListener((state) => {
      if (state !== SessionState.Terminated) return
      // SIP.js closes it as well, but not where the call ended before its answer was sent.
      session.sessionDescriptionHandler?.close()
      resolve()
    })
  })

/** Nothing else is to be done when the other side has gone already, or the registrar with it. */
export function hangUp(session: Session): void {
  if (session.state === SessionState.Established) session.bye().catch(() => undefined)
}
