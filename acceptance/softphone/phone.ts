import { type Invitation, Inviter, UserAgent } from 'sip.js'
import { openAgent } from '#telephony/sip-user-agent/registered-agent.ts'
import { Call } from './call.ts'

/**
 * A scripted phone, so that tests of calls read as a dialogue:
 *
 *     const call = await anna.calls('049')
 *     const ringing = await bruno.rings()
 *     await ringing.answers()
 *     ringing.plays(440)
 *     await call.hears(440)
 */
export type Phone = {
  readonly who: string
  /** Dials; does not wait for anybody to answer. */
  calls(number: string, options?: { readonly headers?: readonly string[] }): Promise<Call>
  /** The next call that comes, or one that rings already. */
  rings(within?: number): Promise<Call>
  /** @throws when a call comes within the time */
  staysQuiet(during: number): Promise<void>
  /** Gone from the network, with a goodbye. */
  leaves(): Promise<void>
}

export type PhoneSettings = {
  readonly who: string
  /** `ws://127.0.0.1:25080` */
  readonly server: string
  readonly user: string
  readonly domain: string
  readonly secret: string
  readonly expires?: number
}

/** Away from the ports of everything the product runs. */
const sound = { host: '127.0.0.1', ports: { first: 18_000, last: 19_998 } }

export async function phone(settings: PhoneSettings): Promise<Phone> {
  const { who } = settings
  const waiting: Call[] = []
  const hopes = new Set<(call: Call) => void>()
  const open = new Set<Call>()

  function ring(call: Call): void {
    const [hope] = hopes
    if (hope) {
      hopes.delete(hope)
      hope(call)
    } else waiting.push(call)
  }

  function made(session: Invitation | Inviter): Call {
    const call = new Call(who, session)
    open.add(call)
    call.onTransferred = (inviter) => ring(made(inviter))
    return call
  }

  const agent = openAgent({
    ...settings,
    name: who,
    sound,
    onInvite: (invitation) => {
      const call = made(invitation)
      void invitation.progress({ statusCode: 180 }).catch(() => undefined)
      ring(call)
    },
  })
  await agent.untilRegistered()

  return {
    who,
    async calls(number, { headers = [] } = {}) {
      const target = UserAgent.makeURI(`sip:${encodeURIComponent(number)}@${settings.domain}`)
      if (target === undefined) throw new Error(`Cannot be dialled: ${number}`)
      return made(new Inviter(agent.userAgent, target, { extraHeaders: [...headers] })).dial()
    },
    rings(within = 15_000) {
      const call = waiting.shift()
      if (call) return Promise.resolve(call)
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          hopes.delete(hope)
          reject(new Error(`${who} does not ring`))
        }, within)
        const hope = (ringing: Call) => {
          clearTimeout(timer)
          resolve(ringing)
        }
        hopes.add(hope)
      })
    },
    async staysQuiet(during) {
      await new Promise((resolve) => setTimeout(resolve, during))
      if (waiting.length > 0) throw new Error(`${who} rings: ${waiting[0]!.caller.number}`)
    },
    async leaves() {
      await Promise.all([...open].map((call) => call.hangsUp().catch(() => undefined)))
      await agent.close()
    },
  }
}
