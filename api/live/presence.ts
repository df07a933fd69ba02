import { hour, minute } from '#domain/clock.ts'
import type { Presence } from './notices.ts'

type Call = { readonly state: 'ringing' | 'in-call'; readonly until: number }
type Line = { online: boolean; readonly calls: Map<string, Call> }

/** An end we were never told of does not keep a line busy for ever. */
const longest = { ringing: 5 * minute, 'in-call': 12 * hour }

/** Which lines are connected, ring or speak, as this process was told. A line it never heard of is offline. */
export class PresenceBoard {
  readonly #lines = new Map<string, Line>()

  of(lineId: string, now: Date): Presence {
    const line = this.#lines.get(lineId)
    if (!line) return 'offline'
    let ringing = false
    for (const [callId, call] of line.calls) {
      if (call.until <= now.getTime()) line.calls.delete(callId)
      else if (call.state === 'in-call') return 'in-call'
      else ringing = true
    }
    if (ringing) return 'ringing'
    return line.online ? 'online' : 'offline'
  }

  setOnline(lineId: string, online: boolean): void {
    this.#line(lineId).online = online
    this.#sweep(lineId)
  }

  setCall(lineId: string, callId: string, state: 'ringing' | 'in-call' | 'over', now: Date): void {
    const { calls } = this.#line(lineId)
    if (state === 'over') calls.delete(callId)
    else calls.set(callId, { state, until: now.getTime() + longest[state] })
    this.#sweep(lineId)
  }

  #line(lineId: string): Line {
    const known = this.#lines.get(lineId)
    if (known) return known
    const line: Line = { online: false, calls: new Map() }
    this.#lines.set(lineId, line)
    return line
  }

  #sweep(lineId: string): void {
    const line = this.#lines.get(lineId)
    if (line && !line.online && line.calls.size === 0) this.#lines.delete(lineId)
  }
}
