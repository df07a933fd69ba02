import { createConnection, type Socket } from 'node:net'
import type { PortalSide } from '../call-engine.ts'
import { type ContextOfCall, writeContextLine } from '../switchboard/protocol.ts'
import { cuts } from './configuration.ts'
import { readQuestion, toIncomingCall } from './from-kamailio.ts'
import { createUnframer, frame } from './netstring.ts'
import { toWire } from './to-kamailio.ts'

export type DecisionLine = {
  /** Once the engine asks here. */
  readonly open: Promise<void>
  close(): void
}

const again = 200

/**
 * The line over which Kamailio asks (module evapi). It is held to one Kamailio after another: when that restarts we call again.
 * A question we cannot answer stays unanswered: after 1.5 s the engine helps itself, which is what it does too when we are gone.
 */
export function openDecisionLine(
  place: { readonly port: number; readonly secret: string },
  portal: PortalSide,
  /** Tells the switchboard what calls are about (`writeContextLine`). */
  remember: (lines: readonly string[]) => void,
  report: (what: string, error: unknown) => void,
): DecisionLine {
  let socket: Socket | undefined
  let closed = false
  let retry: NodeJS.Timeout | undefined
  let welcome = () => {}
  const open = new Promise<void>((resolve) => {
    welcome = resolve
  })

  function connect(): void {
    const line = createConnection({ host: '127.0.0.1', port: place.port, noDelay: true })
    socket = line
    const { say, note } = together(line, remember)
    line.on('connect', () => say('hello', place.secret))
    const unframe = createUnframer((text) => void answer(say, note, text))
    line.on('data', (piece) => {
      try {
        unframe(piece)
      } catch (error) {
        report('decision line', error)
        line.destroy()
      }
    })
    line.on('error', () => undefined)
    line.on('close', () => {
      if (!closed) retry = setTimeout(connect, again)
    })
  }

  async function answer(say: Together['say'], note: Together['note'], text: string): Promise<void> {
    try {
      if (text === 'welcome') {
        welcome()
        return
      }
      const question = readQuestion(text)
      if (!question) return
      const { idx, lbl } = question
      if (question.ask === 'ha1') {
        const { user, domain } = question
        const ha1 = await portal.credentials({ user, domain })
        say('ha1', idx, lbl, ha1 ?? '')
      } else {
        const call = toIncomingCall(question)
        const decision = await portal.decide(call)
        const wire = toWire(decision, call)
        note({ callId: call.callId, context: decision.context })
        say(wire.say, idx, lbl, call.callId, wire.text)
      }
    } catch (error) {
      report('decision', error)
    }
  }

  connect()
  return {
    open,
    close() {
      closed = true
      clearTimeout(retry)
      socket?.destroy()
    },
  }
}

type Together = {
  say(...parts: readonly string[]): void
  /** What a call is about; it goes out before what is said next. */
  note(context: ContextOfCall): void
}

/** Milliseconds between two pieces: each costs both sides a system call and a wake-up, which is more than the decision. */
const apart = 3

/** What becomes ready while there is much to say travels in one piece; an answer alone goes at once. */
function together(line: Socket, remember: (lines: readonly string[]) => void): Together {
  let waiting = ''
  let contexts: string[] = []
  let sentAt = Number.NEGATIVE_INFINITY
  const send = () => {
    if (contexts.length > 0) remember(contexts)
    if (line.writable) line.write(waiting)
    waiting = ''
    contexts = []
    sentAt = performance.now()
  }
  return {
    say(...parts) {
      if (waiting === '') {
        const rest = sentAt + apart - performance.now()
        if (rest > 0) setTimeout(send, rest)
        else setImmediate(send)
      }
      waiting += frame(parts.join(cuts.US))
    },
    note: (context) => void contexts.push(writeContextLine(context)),
  }
}
