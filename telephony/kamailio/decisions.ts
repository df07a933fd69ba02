import { createConnection, type Socket } from 'node:net'
import type { PortalSide } from '../call-engine.ts'
import { type Question, toIncomingCall } from './from-kamailio.ts'
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
    line.on('connect', () => line.write(frame(JSON.stringify({ do: 'hello', secret: place.secret }))))
    const unframe = createUnframer((text) => void answer(line, text))
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

  async function answer(line: Socket, text: string): Promise<void> {
    try {
      const question = JSON.parse(text) as Question | { readonly do: 'welcome' }
      if ('do' in question) {
        welcome()
        return
      }
      const { idx, lbl } = question
      if (question.ask === 'ha1') {
        const { user, domain } = question
        const ha1 = await portal.credentials({ user, domain })
        line.write(frame(JSON.stringify({ do: 'ha1', idx, lbl, ha1: ha1 ?? '' })))
      } else if (question.ask === 'decide') {
        const call = toIncomingCall(question)
        const decision = await portal.decide(call)
        const context = packContext(decision.context)
        line.write(
          frame(JSON.stringify({ do: 'plan', idx, lbl, call: call.callId, plan: toWire(decision, call), context })),
        )
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
