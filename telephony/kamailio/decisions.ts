import { createConnection, type Socket } from 'node:net'
import type { PortalSide } from '../call-engine.ts'
import { cuts } from './configuration.ts'
import { readQuestion, toIncomingCall } from './from-kamailio.ts'
import { createUnframer, frame } from './netstring.ts'
import { packContext, toWire } from './to-kamailio.ts'

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
    const say = together(line)
    line.on('connect', () => say('hello', place.secret))
    const unframe = createUnframer((text) => void answer(say, text))
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

  async function answer(say: (...parts: readonly string[]) => void, text: string): Promise<void> {
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
        say(wire.say, idx, lbl, call.callId, packContext(decision.context), wire.text)
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

/** Answers that become ready in one turn travel in one piece: each piece costs both sides a system call and a wake-up. */
function together(line: Socket): (...parts: readonly string[]) => void {
  let waiting = ''
  const send = () => {
    const text = waiting
    waiting = ''
    if (line.writable) line.write(text)
  }
  return (...parts) => {
    if (waiting === '') setImmediate(send)
    waiting += frame(parts.join(cuts.US))
  }
}
