import type { EngineEvent, EngineHealth, EngineLine, Registration, SipUser, Trunk } from '../call-engine.ts'

/** Counted up with each change of what is said here, or in what way: an updated portal may meet the switchboard of before. */
export const protocolVersion = 2

/**
 * What portals and the switchboard say to each other over its unix socket: one JSON document a line. Questions of the portal
 * carry an id and are answered under it; the switchboard tells health and events on its own, and wants each batch of events
 * acknowledged once it is kept.
 */
export type Asked =
  | { readonly ask: 'hello'; readonly settings: string }
  | { readonly ask: 'lines'; readonly lines: readonly EngineLine[] }
  | { readonly ask: 'trunks'; readonly trunks: readonly Trunk[] }
  | { readonly ask: 'forget'; readonly user: SipUser }
  | { readonly ask: 'registrations' }
  | { readonly ask: 'hang-up'; readonly callId: string }
  /** Obeyed when no other portal stays; answers whether it is. */
  | { readonly ask: 'stop' }

export type AnswerTo = {
  hello: Welcome
  lines: null
  trunks: null
  forget: null
  registrations: readonly Registration[]
  'hang-up': null
  stop: boolean
}

/** `settings` differs: the switchboard runs with other ports or addresses and has to be started again. */
export type Welcome = {
  readonly settings: string
  /** `protocolVersion`; the first had none. */
  readonly protocol?: number
  readonly pid: number
  readonly health: EngineHealth
  /** Where Kamailio asks for decisions. */
  readonly decisions: { readonly port: number; readonly secret: string }
}

export type FromPortal = (Asked & { readonly id: number }) | { readonly kept: number } | { readonly notKept: number }

/**
 * What a call is about (`Decision.context`), from the portal that decided it, and to the one that hears of it just before the
 * events. A line of its own, as it is: read and written again as JSON it would cost more than the events.
 */
export type ContextOfCall = { readonly callId: string; readonly context: string }

const contextMark = 'context '

/** @throws when it is more than one line */
export function writeContextLine({ callId, context }: ContextOfCall): string {
  if (context.includes('\n')) throw new Error('A context is one line')
  return `${contextMark}${callId} ${context}`
}

/** Undefined: a line of another kind. */
export function readContextLine(line: string): ContextOfCall | undefined {
  if (!line.startsWith(contextMark)) return undefined
  const end = line.indexOf(' ', contextMark.length)
  return { callId: line.slice(contextMark.length, end), context: line.slice(end + 1) }
}

export type FromSwitchboard =
  | { readonly answer: number; readonly result: unknown }
  | { readonly answer: number; readonly error: string }
  | Told

export type Told =
  | { readonly tell: 'health'; readonly health: EngineHealth }
  | { readonly tell: 'events'; readonly batch: number; readonly events: readonly EngineEvent[] }

/** Cuts a stream into its lines. */
export function createLineReader(hear: (line: string) => void): (piece: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0)
  return (piece) => {
    let begin = 0
    let data = rest.length ? Buffer.concat([rest, piece]) : piece
    for (let end = data.indexOf(10); end >= 0; end = data.indexOf(10, begin)) {
      if (end > begin) hear(data.toString('utf8', begin, end))
      begin = end + 1
    }
    data = data.subarray(begin)
    rest = data
  }
}
