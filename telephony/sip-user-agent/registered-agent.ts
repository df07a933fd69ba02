import { setTimeout as pause } from 'node:timers/promises'
import { type Invitation, Registerer, RegistererState, SIPExtension, UserAgent, type UserAgentOptions } from 'sip.js'
import { WebSocket } from 'ws'
import { AudioDescription, type SoundPlace } from './audio-description.ts'

/** A phone in Node: SIP.js over WebSocket, sound as plain RTP. It stays registered whatever becomes of the registrar. */

export type AgentSettings = {
  /** `ws://127.0.0.1:25080` */
  readonly server: string
  readonly user: string
  readonly domain: string
  readonly secret: string
  readonly name?: string
  readonly sound: SoundPlace
  readonly expires?: number
  readonly onInvite: (invitation: Invitation) => void
  readonly onRegistered?: (registered: boolean) => void
  readonly delegate?: UserAgentOptions['delegate']
}

export type RegisteredAgent = {
  readonly userAgent: UserAgent
  readonly registered: boolean
  /** Resolves once the registrar has taken us; rejects with its word if it refuses. */
  untilRegistered(): Promise<void>
  close(): Promise<void>
}

/** Between two tries; short, because calls wait for it. */
const betweenTries = 300

export function openAgent(settings: AgentSettings): RegisteredAgent {
  // SIP.js takes what the platform has; that of Node cannot be told from a browser's by the servers it meets.
  Object.assign(globalThis, { WebSocket })
  const { user, domain, secret } = settings
  const uri = UserAgent.makeURI(`sip:${user}@${domain}`)
  if (uri === undefined) throw new Error(`Not a SIP name: ${user}@${domain}`)
  const userAgent = new UserAgent({
    uri,
    authorizationUsername: user,
    authorizationPassword: secret,
    contactName: user,
    displayName: settings.name ?? '',
    transportOptions: { server: settings.server, connectionTimeout: 5 },
    // Ours is the loop below: SIP.js gives up after some tries.
    reconnectionAttempts: 0,
    logBuiltinEnabled: false,
    noAnswerTimeout: 300,
    sipExtensionReplaces: SIPExtension.Supported,
    userAgentString: 'Office Smart WEB',
    sessionDescriptionHandlerFactory: () => new AudioDescription(settings.sound),
    delegate: {
      ...settings.delegate,
      onInvite: settings.onInvite,
      onDisconnect: () => {
        registerer = newRegisterer()
        tell(false)
        mend()
      },
    },
  })
  let [closing, mending, registered] = [false, false, false]
  let waiting: { resolve(): void; reject(error: Error): void }[] = []

  function tell(now: boolean): void {
    if (registered !== now) settings.onRegistered?.(now)
    registered = now
    if (!now) return
    for (const { resolve } of waiting) resolve()
    waiting = []
  }

  /**
   * One for every connection: a REGISTER that the registrar took with it to its grave keeps its registerer waiting for
   * half a minute (RFC 3261, timer F), and meanwhile it sends no other.
   */
  function newRegisterer(): Registerer {
    const made = new Registerer(userAgent, { expires: settings.expires ?? 120 })
    made.stateChange.addListener((state) => {
      if (made !== registerer) return
      tell(state === RegistererState.Registered)
      // A refresh that was refused or not answered.
      if (state === RegistererState.Unregistered) mend()
    })
    return made
  }
  let registerer = newRegisterer()

  function mend(): void {
    if (closing || mending) return
    mending = true
    void (async () => {
      while (!closing && !registered) {
        await tryOnce().catch(() => undefined)
        if (!registered && !closing) await pause(betweenTries)
      }
      mending = false
    })()
  }

  async function tryOnce(): Promise<void> {
    if (!userAgent.isConnected()) {
      // The first time `start`, later `reconnect`: each refuses to do the other's work.
      if (userAgent.state === 'Started') await userAgent.reconnect()
      else await userAgent.start()
    }
    await new Promise<void>((resolve, reject) => {
      const refused = (status: number) => {
        const error = new Error(`Registration refused: ${status}`)
        if (status === 403 || status === 404 || status === 401) for (const one of waiting.splice(0)) one.reject(error)
        resolve()
      }
      registerer
        .register({
          requestDelegate: {
            onAccept: () => resolve(),
            onReject: ({ message }) => refused(message.statusCode ?? 0),
          },
        })
        .catch(reject)
      setTimeout(() => {
        if (!registered) registerer = newRegisterer()
        resolve()
      }, 4000).unref()
    })
  }

  mend()
  return {
    userAgent,
    get registered() {
      return registered
    },
    untilRegistered: () =>
      registered ? Promise.resolve() : new Promise((resolve, reject) => waiting.push({ resolve, reject })),
    async close() {
      closing = true
      if (registered) {
        const gone = new Promise<void>((resolve) => {
          registerer
            .unregister({ requestDelegate: { onAccept: () => resolve(), onReject: () => resolve() } })
            .catch(() => resolve())
        })
        await Promise.race([gone, pause(1000)])
      }
      await userAgent.stop().catch(() => undefined)
    },
  }
}
