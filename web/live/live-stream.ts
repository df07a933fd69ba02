import type { Presence } from './presence.ts'

export type LiveMessage =
  | { kind: 'hello' | 'phones' | 'company-phones' | 'calls' | 'messages' | 'support' }
  | { kind: 'activation' | 'company-activations' }
  | { kind: 'call-settings'; version: number }
  | { kind: 'presence'; lineId: string; presence: Presence }
  /** Ours: the stream is gone for now, or for good. */
  | { kind: 'lost' }

/** Asked by a window that has just opened. */
const anybody = 'anybody there?'

/**
 * Opens the stream of what changes. A browser lets few connections through to one place, so of several windows one
 * listens (Web Locks) and tells the others (BroadcastChannel); when it closes, the next one takes over.
 * @param name the same for windows that may hear the same
 */
export function openLiveStream(name: string, hear: (message: LiveMessage) => void): () => void {
  const channel = new BroadcastChannel(`osw-live ${name}`)
  const stop = new AbortController()
  let source: EventSource | undefined
  const presences = new Map<string, LiveMessage>()
  channel.onmessage = ({ data }: MessageEvent<LiveMessage | typeof anybody>) => {
    if (data !== anybody) return hear(data)
    // A window that has just opened: it is told where things stand.
    if (source?.readyState !== EventSource.OPEN) return
    for (const message of [{ kind: 'hello' } as const, ...presences.values()]) channel.postMessage(message)
  }
  channel.postMessage(anybody)
  const tell = (message: LiveMessage): void => {
    if (message.kind === 'presence') presences.set(message.lineId, message)
    hear(message)
    channel.postMessage(message)
  }
  const listen = (): Promise<void> =>
    new Promise((resolve) => {
      source = new EventSource('/api/live')
      source.onmessage = ({ data }: MessageEvent<string>) => tell(JSON.parse(data) as LiveMessage)
      source.onerror = () => tell({ kind: 'lost' })
      stop.signal.addEventListener('abort', () => {
        source?.close()
        resolve()
      })
    })
  // Without locks (http on another machine's name) each window listens for itself.
  if (navigator.locks === undefined) void listen()
  else navigator.locks.request(`osw-live ${name}`, { signal: stop.signal }, listen).catch(() => undefined)
  return () => {
    stop.abort()
    channel.close()
  }
}
