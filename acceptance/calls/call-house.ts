import type { ApiRoutes } from '#contract/api.ts'
import type { Answered } from '#contract/route.ts'
import type { CallSettings } from '#domain/call-handling/settings.ts'
import {
  type OutgoingCall,
  openEndpoint,
  type RingingCall,
  type TalkingCall,
} from '#telephony/outside-world/endpoint.ts'
import { freePort } from '#telephony/switchboard/ports.ts'
import { freeSoundPorts } from '#telephony/testing/sound-ports.ts'
import { type Client, openClient, patiently } from '../client.ts'
import { administratorReady, goodPassword } from '../guide.ts'
import { type AcceptanceHouse, openHouse } from '../house.ts'
import { type Phone, phone } from '../softphone/phone.ts'
import { type OutsideCall, outsideCall } from './outside-call.ts'

/**
 * The whole product with its phone engine, its demo company, and a network outside that the test plays itself. Each
 * dialogue takes people of its own, so that dialogues can go on at the same time.
 */
export type CallHouse = AcceptanceHouse & {
  /** Somebody of the company by extension, past the first access. */
  person(extension: string): Promise<Person>
  /** These people, a few at a time: passwords are heavy work, and calls are to find the machine at rest. */
  people(extensions: readonly string[]): Promise<void>
  readonly outside: Outside
  /** Registers a phone with credentials of its own. */
  register(who: string, phone: NewPhone): Promise<Phone>
  readonly sip: { readonly port: number; readonly wsPort: number; readonly wssPort: number; readonly tlsPort: number }
}

export type NewPhone = Answered<ApiRoutes['POST /api/me/phones']>
type State = Answered<ApiRoutes['GET /api/call-handling/settings']>
/** What is sent for settings: places for people and numbers may be as they are typed. */
type Changes = { readonly [Name in keyof CallSettings]?: unknown }

export type Person = {
  readonly name: string
  readonly extension: string
  /** E.164. */
  readonly number: string
  readonly lineId: string
  readonly client: Client
  addsPhone(name?: string): Promise<NewPhone>
  /** A softphone that is registered with a phone added for it. */
  phone(name?: string): Promise<Phone>
  sets(changes: Changes, more?: { pin?: string }): Promise<State>
  settings(): Promise<CallSettings>
}

/** The telephone network, played by the test. */
export type Outside = {
  /** The next call for this number, in E.164. */
  rings(number: string, within?: number): Promise<OutsideCall>
  /** @throws when the number is called within the time */
  staysQuiet(number: string, during: number): Promise<void>
  calls(to: Person | string, from: string, more?: Partial<OutgoingCall>): Promise<OutsideCall>
}

/** People of the demo company whom most dialogues take from. */
export const colleagues: readonly string[] =
  '013 016 019 022 025 028 031 034 037 040 043 046 052 055 058 061 064 067 070 073 079'.split(' ')

const email = (extension: string) => `interno-${extension}@arredicanavese.example`
export const typed = (text: string) => ({ kind: 'typed', typed: text }) as const

export async function openCallHouse(
  env: Record<string, string> = {},
  more: { only?: boolean } = {},
): Promise<CallHouse> {
  const [port, tlsPort, wsPort, wssPort, worldPort, trunkPort] = await Promise.all(
    Array.from({ length: 6 }, () => freePort()),
  )
  const network = await openNetwork(trunkPort!, port!)
  const house = await openHouse(
    {
      TELEPHONY: 'on',
      SIP_ADDRESSES: '127.0.0.1',
      SIP_HOST: '127.0.0.1',
      SIP_PORT: `${port}`,
      SIP_TLS_PORT: `${tlsPort}`,
      SIP_WS_PORT: `${wsPort}`,
      SIP_WSS_PORT: `${wssPort}`,
      OUTSIDE_WORLD_PORT: `${worldPort}`,
      RTP_PORTS: (await freeSoundPorts()).join('-'),
      SWITCHBOARD_GRACE: '3',
      TRUNKS: `sip:127.0.0.1:${trunkPort}`,
      TRUSTED_PROXIES: '127.0.0.1',
      HASH_BUDGET: '0',
      ...env,
    },
    more,
  )
  // Nobody else comes in before the administrator (guide 2.3).
  await administratorReady(house)
  const phones: Phone[] = []
  const server = `ws://127.0.0.1:${wsPort}`

  async function register(who: string, made: NewPhone): Promise<Phone> {
    const opened = await phone({
      who,
      server,
      user: made.phone.sipUser,
      domain: made.server.domain,
      secret: made.secret,
    })
    phones.push(opened)
    return opened
  }

  const people = new Map<string, Promise<Person>>()
  function person(extension: string): Promise<Person> {
    const known = people.get(extension) ?? comeIn(extension)
    people.set(extension, known)
    return known
  }

  async function comeIn(extension: string): Promise<Person> {
    const client = await firstAccess(house, extension)
    const { line } = await client.call('GET /api/call-handling/settings')
    const addsPhone = (name = `Telefono ${extension}`) =>
      client.call('POST /api/me/phones', { body: { name, kind: 'softphone' } })
    return {
      ...line,
      client,
      addsPhone,
      phone: async (name) => register(name ? `${line.name} (${name})` : line.name, await addsPhone(name)),
      async sets(changes, more = {}) {
        const { version } = await client.call('GET /api/call-handling/settings')
        return client.call('POST /api/call-handling/settings', {
          body: { version, changes: changes as never, ...more },
        })
      },
      settings: async () => (await client.call('GET /api/call-handling/settings')).settings,
    }
  }

  return Object.assign(Object.create(house) as AcceptanceHouse, {
    person,
    async people(extensions: readonly string[]) {
      for (let i = 0; i < extensions.length; i += 4) await Promise.all(extensions.slice(i, i + 4).map(person))
    },
    register,
    outside: network,
    sip: { port: port!, wsPort: wsPort!, wssPort: wssPort!, tlsPort: tlsPort! },
    async close() {
      await Promise.all(phones.map((one) => one.leaves().catch(() => undefined)))
      network.close()
      await house.close()
    },
  })
}

/** Guide 2.3.2 without its pages: own password, e-mail, confirmed. */
async function firstAccess(house: AcceptanceHouse, extension: string): Promise<Client> {
  const who = house.users.find(({ number }) => number.endsWith(extension))
  if (!who) throw new Error(`Nobody has extension ${extension}`)
  const client = openClient({ portal: house.portal, listensAt: house.portal })
  const { call } = client
  const answer = await patiently(() =>
    call('POST /api/session', { body: { number: who.number, password: who.temporaryPassword } }),
  )
  if (answer.result === 'session' && answer.session.state === 'gate' && answer.session.step === 'view')
    await call('POST /api/session/view', { body: { view: 'user' } })
  await patiently(() =>
    call('POST /api/password/change', { body: { oldPassword: who.temporaryPassword, newPassword: goodPassword } }),
  )
  await call('POST /api/email', { body: { email: email(extension) } })
  const letter = await house.letterTo(email(extension), /conferma/i)
  await call('POST /api/email/verify', { body: { code: /\b\d{6}\b/.exec(letter.text)?.[0] ?? '' } })
  return client
}

async function openNetwork(port: number, switchboard: number): Promise<Outside & { close(): void }> {
  const waiting: RingingCall[] = []
  const hopes = new Map<string, (call: RingingCall) => void>()
  const endpoint = await openEndpoint({
    place: { host: '127.0.0.1', port },
    trunk: { host: '127.0.0.1', port: switchboard },
    sound: { host: '127.0.0.1', ports: { first: 16_000, last: 17_998 } },
    onCall: (call) => {
      call.ring()
      const hope = hopes.get(call.dialled)
      if (hope) {
        hopes.delete(call.dialled)
        hope(call)
      } else waiting.push(call)
    },
  })
  return {
    async rings(number, within = 15_000) {
      const at = waiting.findIndex(({ dialled }) => dialled === number)
      if (at >= 0) return outsideCall(number, waiting.splice(at, 1)[0]!)
      const call = await new Promise<RingingCall>((resolve, reject) => {
        const timer = setTimeout(() => {
          hopes.delete(number)
          const others = waiting.map(({ dialled }) => dialled).join(', ')
          reject(new Error(`${number} does not ring outside; ringing: ${others || 'nobody'}`))
        }, within)
        hopes.set(number, (ringing) => {
          clearTimeout(timer)
          resolve(ringing)
        })
      })
      return outsideCall(number, call)
    },
    async staysQuiet(number, during) {
      await new Promise((resolve) => setTimeout(resolve, during))
      if (waiting.some(({ dialled }) => dialled === number)) throw new Error(`${number} rings outside`)
    },
    async calls(to, from, more = {}) {
      const dialled = typeof to === 'string' ? to : to.number
      const giveUp = new AbortController()
      const { promise: ringing, resolve: rang } = Promise.withResolvers<void>()
      const talking: Promise<TalkingCall> = endpoint.call({
        to: dialled,
        from,
        signal: giveUp.signal,
        onRinging: rang,
        ...more,
      })
      return outsideCall(from, { talking, ringing, giveUp: () => giveUp.abort() })
    },
    close: () => endpoint.close(),
  }
}
