import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { problemOf } from '../client.ts'
import type { Phone } from '../softphone/phone.ts'
import { type CallHouse, colleagues, openCallHouse, type Person, typed } from './call-house.ts'

/** Every row of the precedence table (spec/product 2.14), as calls between people. */

let house: CallHouse
/** Calls colleagues, and is called by nobody. */
let anna: Person & { phone: never }
let annasPhone: Phone

beforeAll(async () => {
  house = await openCallHouse({}, { only: true })
  await house.people([...colleagues, '082', '085', '088', '091', '110', '122', '126', '134', '162'])
  const person = await house.person('013')
  annasPhone = await person.phone()
  anna = person as typeof anna
}, 180_000)

afterAll(() => house?.close(), 60_000)

const cast = (...extensions: string[]) => Promise.all(extensions.map((extension) => house.person(extension)))
const customer = '+390212345678'

let mobiles = 0
/** A mobile of its own for each dialogue. */
function newMobile(): string {
  mobiles += 1
  return `+3933312345${10 + mobiles}`
}

describe.concurrent('a call for a line', () => {
  it('10: own phone rings, with the colleague’s extension and name; both hear each other', async () => {
    const [bruno] = await cast('028')
    const phone = await bruno!.phone()
    const call = await annasPhone.calls(bruno!.extension)
    const ringing = await phone.rings()
    expect(ringing.caller).toEqual({ name: anna.name, number: anna.extension })
    await call.rings()
    await ringing.answers()
    await call.isAnswered()
    ringing.plays(440)
    call.plays(880)
    await Promise.all([call.hears(440), ringing.hears(880)])
    await call.hangsUp()
    await ringing.ends()
  })

  it('1: who calls from outside is shown by number; a name the network gives is kept', async () => {
    const [bruno] = await cast('031')
    const phone = await bruno!.phone()
    const call = await house.outside.calls(bruno!, customer, { name: 'Cliente' })
    const ringing = await phone.rings()
    expect(ringing.caller.number).toBe(customer)
    await call.rings()
    await ringing.answers()
    await call.isAnswered()
    call.plays(440)
    ringing.plays(880)
    await Promise.all([ringing.hears(440), call.hears(880)])
    call.hangsUp()
    await ringing.ends()
  })

  it('2: a rejected caller hears an announcement, and no phone rings', async () => {
    const mobile = newMobile()
    const [bruno] = await cast('025')
    const phone = await bruno!.phone()
    await bruno!.sets({
      selectiveRejection: { on: true, callers: [{ kind: 'prefix', prefix: '+3902' }] },
      forwardAll: { on: true, to: typed(mobile), until: null },
    })
    const call = await (await house.outside.calls(bruno!, customer)).isAnswered()
    await call.hearsSomething()
    await Promise.all([phone.staysQuiet(1000), house.outside.staysQuiet(mobile, 1000)])
    call.hangsUp()
  })

  it('3: who withholds the number is refused; who shows it rings, and so does a colleague who withholds', async () => {
    const [bruno] = await cast('040')
    const phone = await bruno!.phone()
    await bruno!.sets({ anonymous: 'reject' })
    const refused = await (await house.outside.calls(bruno!, customer, { withheld: true })).isAnswered()
    await refused.hearsSomething()
    await phone.staysQuiet(500)
    refused.hangsUp()
    const shown = await house.outside.calls(bruno!, customer)
    const ringing = await phone.rings()
    await ringing.declines()
    shown.hangsUp()
    const colleague = await annasPhone.calls(`*67#${bruno!.extension}`)
    await (await phone.rings()).declines()
    await colleague.hangsUp()
  })

  it('4: selective forward beats the general one; others follow the general one', async () => {
    const [bruno, carla, dario] = await cast('043', '046', '052')
    const [carlas, darios] = await Promise.all([carla!.phone(), dario!.phone()])
    await bruno!.sets({
      selectiveForward: {
        on: true,
        rules: [{ id: 'clienti', name: 'Clienti', on: true, callers: [typed(customer)], to: typed(carla!.extension) }],
      },
      forwardAll: { on: true, to: typed(dario!.extension), until: null },
    })
    const [listed, other] = await Promise.all([
      house.outside.calls(bruno!, customer),
      house.outside.calls(bruno!, '+390687654321'),
    ])
    const [atCarla, atDario] = await Promise.all([carlas.rings(), darios.rings()])
    expect([atCarla.caller.number, atDario.caller.number]).toEqual([customer, '+390687654321'])
    listed.hangsUp()
    other.hangsUp()
    await Promise.all([atCarla.ends(), atDario.ends()])
  })

  it('5: forward of all calls wins over do not disturb; outside it asserts the own number, shows the caller, says who diverted', async () => {
    const mobile = newMobile()
    const [bruno] = await cast('061')
    const phone = await bruno!.phone()
    await bruno!.sets({
      forwardAll: { on: true, to: typed(mobile), until: null },
      doNotDisturb: { on: true, until: null },
    })
    const call = await house.outside.calls(bruno!, customer)
    const forwarded = await house.outside.rings(mobile)
    expect(forwarded.header('P-Asserted-Identity')).toContain(bruno!.number)
    expect(forwarded.header('Diversion')).toMatch(new RegExp(`\\${bruno!.number}@.*reason=unconditional`))
    expect(forwarded.header('History-Info')).toContain(bruno!.number)
    expect(forwarded.header('From')).toContain(customer)
    await forwarded.answers()
    await call.isAnswered()
    forwarded.plays(440)
    call.plays(880)
    await Promise.all([call.hears(440), forwarded.hears(880)])
    await phone.staysQuiet(0)
    call.hangsUp()
    await forwarded.ends()
  })

  it('5: two callers are forwarded outside at once, the third rings the own phone; 112 goes out all the same (TEL-5)', async () => {
    const mobile = newMobile()
    const [bruno] = await cast('019')
    const phone = await bruno!.phone()
    await bruno!.sets({ forwardAll: { on: true, to: typed(mobile), until: null } })
    const calls = []
    for (const caller of [customer, '+390687654321']) {
      const call = await house.outside.calls(bruno!, caller)
      const forwarded = await (await house.outside.rings(mobile)).answers()
      await call.isAnswered()
      calls.push({ call, forwarded })
    }
    const third = await house.outside.calls(bruno!, '+390655512345')
    const ringing = await phone.rings()
    await house.outside.staysQuiet(mobile, 300)
    third.hangsUp()
    await ringing.ends()
    const help = await phone.calls('112')
    await house.outside.rings('112')
    await help.hangsUp()
    for (const { call, forwarded } of calls) {
      call.hangsUp()
      await forwarded.ends()
    }
  })

  it('6: do not disturb is as busy; a VIP rings, with the priority ring', async () => {
    const [bruno] = await cast('067')
    const phone = await bruno!.phone()
    await bruno!.sets({
      doNotDisturb: { on: true, until: null },
      vip: [typed(customer)],
      busy: { action: 'busy-tone', to: null },
    })
    const call = await annasPhone.calls(bruno!.extension)
    expect(await call.ends()).toBe(486)
    const vip = await house.outside.calls(bruno!, customer)
    const ringing = await phone.rings()
    expect(ringing.header('Alert-Info')).toContain('priority:high')
    vip.hangsUp()
    await ringing.ends()
  })

  it('6: do not disturb that ends by itself lets calls through again', async () => {
    const [bruno] = await cast('070')
    const phone = await bruno!.phone()
    const until = new Date(Date.now() + 4000).toISOString()
    await bruno!.sets({ doNotDisturb: { on: true, until }, busy: { action: 'busy-tone', to: null } })
    expect(await (await annasPhone.calls(bruno!.extension)).ends()).toBe(486)
    await pause(4200)
    const call = await annasPhone.calls(bruno!.extension)
    const ringing = await phone.rings()
    await call.hangsUp()
    await ringing.ends()
  })

  it('7: without a phone connected the call goes where that says, else to voicemail at once', async () => {
    const [bruno, carla, dario] = await cast('073', '079', '082')
    const carlas = await carla!.phone()
    await bruno!.sets({ unavailable: { on: true, to: typed(carla!.extension) } })
    const call = await annasPhone.calls(bruno!.extension)
    await (await carlas.rings()).answers()
    await call.isAnswered()
    await call.hangsUp()
    const toVoicemail = await annasPhone.calls(dario!.extension)
    await toVoicemail.isAnswered()
    await toVoicemail.hearsSomething()
    await toVoicemail.hangsUp()
  })

  it('8: in a call a second one knocks; without call waiting it is busy', async () => {
    const [bruno] = await cast('085')
    const phone = await bruno!.phone()
    await bruno!.sets({ busy: { action: 'busy-tone', to: null } })
    const first = await house.outside.calls(bruno!, customer)
    await (await phone.rings()).answers()
    await first.isAnswered()
    const second = await annasPhone.calls(bruno!.extension)
    const knocking = await phone.rings()
    await second.hangsUp()
    await knocking.ends()
    await bruno!.sets({ callWaiting: false })
    expect(await (await annasPhone.calls(bruno!.extension)).ends()).toBe(486)
    first.hangsUp()
  })

  it('9: busy goes to the busy forward; who declines sends the caller to voicemail', async () => {
    const [bruno, carla, dario] = await cast('088', '091', '016')
    const [brunos, carlas, darios] = await Promise.all([bruno!.phone(), carla!.phone(), dario!.phone()])
    await bruno!.sets({ busy: { action: 'forward', to: typed(carla!.extension) } })
    const call = await annasPhone.calls(bruno!.extension)
    await (await brunos.rings()).isBusy()
    const ringing = await carlas.rings()
    await call.hangsUp()
    await ringing.ends()
    const declined = await annasPhone.calls(dario!.extension)
    await (await darios.rings()).declines()
    await declined.isAnswered()
    await declined.hearsSomething()
    await declined.hangsUp()
  })

  it('10: together with another phone and an outside one, which must press 1', async () => {
    const mobile = newMobile()
    const [bruno, carla] = await cast('055', '037')
    const [brunos, carlas] = await Promise.all([bruno!.phone(), carla!.phone()])
    await bruno!.sets({
      ringing: { mode: 'together', silent: [], others: [typed(carla!.extension), typed(mobile)], order: [] },
      voicemail: { on: true, after: 60 },
    })
    const call = await house.outside.calls(bruno!, customer)
    const [own, others, outside] = await Promise.all([brunos.rings(), carlas.rings(), house.outside.rings(mobile)])
    await outside.answers()
    await outside.hearsSomething()
    // Answered is not accepted: the others go on ringing.
    await pause(500)
    await outside.presses('1')
    await Promise.all([own.ends(), others.ends(), call.isAnswered()])
    outside.plays(440)
    call.plays(880)
    await Promise.all([call.hears(440), outside.hears(880)])
    call.hangsUp()
    await outside.ends()
  })

  it('10: together, whoever answers first has the call, the others stop', async () => {
    const mobile = newMobile()
    const [bruno, carla] = await cast('058', '022')
    const [brunos, carlas] = await Promise.all([bruno!.phone(), carla!.phone()])
    await bruno!.sets({
      ringing: { mode: 'together', silent: [], others: [typed(carla!.extension), typed(mobile)], order: [] },
    })
    const call = await annasPhone.calls(bruno!.extension)
    const [own, others, outside] = await Promise.all([brunos.rings(), carlas.rings(), house.outside.rings(mobile)])
    await others.answers()
    await Promise.all([call.isAnswered(), own.ends(), outside.isGivenUp()])
    others.plays(440)
    await call.hears(440)
    await call.hangsUp()
  })

  it('10: in order, one after the other', async () => {
    const [bruno, carla] = await cast('064', '019')
    const [made, carlas] = await Promise.all([bruno!.addsPhone('Scrivania'), carla!.phone()])
    const brunos = await house.register('Bruno', made)
    await bruno!.sets({
      ringing: {
        mode: 'in-order',
        silent: [],
        others: [],
        order: [
          { leg: { kind: 'device', deviceId: made.phone.id }, from: 0, seconds: 5 },
          { leg: { kind: 'destination', to: typed(carla!.extension) }, from: 5, seconds: 10 },
        ],
      },
    })
    const call = await annasPhone.calls(bruno!.extension)
    const own = await brunos.rings()
    await carlas.staysQuiet(2000)
    const next = await carlas.rings(15_000)
    await own.ends()
    await next.answers()
    await call.isAnswered()
    await call.hangsUp()
  })

  it('11: after five seconds the forward, after ten voicemail; the message is in the list', async () => {
    const [bruno, carla] = await cast('034', '110')
    const [brunos, carlas] = await Promise.all([bruno!.phone(), carla!.phone()])
    await bruno!.sets({
      noAnswer: { on: true, to: typed(carla!.extension), after: 5 },
      voicemail: { on: true, after: 10 },
    })
    const call = await house.outside.calls(bruno!, customer)
    const own = await brunos.rings()
    const began = performance.now()
    const next = await carlas.rings(15_000)
    expect(performance.now() - began).toBeGreaterThan(3000)
    await own.ends()
    await call.isAnswered()
    expect(performance.now() - began).toBeGreaterThan(7000)
    await next.ends()
    await call.presses('#')
    await call.hears(1000)
    call.plays(440)
    await pause(2000)
    await call.presses('#')
    call.hangsUp()
    const message = await vi.waitUntil(
      async () => (await bruno!.client.call('GET /api/me/messages', { query: {} })).messages[0],
      { timeout: 15_000, interval: 200 },
    )
    expect(message).toMatchObject({ heard: false, other: { number: customer } })
    expect(message.seconds).toBeGreaterThanOrEqual(1)
  })

  it('a chain of forwards goes on with each line’s own, and a circle is refused at saving', async () => {
    const [bruno, carla, dario] = await cast('162', '134', '122')
    const darios = await dario!.phone()
    await bruno!.sets({ forwardAll: { on: true, to: typed(carla!.extension), until: null } })
    await carla!.sets({ forwardAll: { on: true, to: typed(dario!.extension), until: null } })
    const call = await annasPhone.calls(bruno!.extension)
    const ringing = await darios.rings()
    expect(ringing.caller.number).toBe(anna.extension)
    await call.hangsUp()
    await ringing.ends()
    const circle = dario!.sets({ forwardAll: { on: true, to: typed(bruno!.extension), until: null } })
    expect(await problemOf(circle)).toBe('setting.refused')
  })

  it.each([
    ['an emergency number', '112'],
    ['a premium number', '899123456'],
    ['a star code', '*21*123#'],
    ['the own number', 'own'],
  ])('a forward to %s is refused at saving', async (_, number) => {
    const bruno = await refusals()
    const to = typed(number === 'own' ? bruno.extension : number)
    expect(await problemOf(bruno.sets({ forwardAll: { on: true, to, until: null } }))).toBe('setting.refused')
  })
})

let refused: Promise<Person> | undefined
const refusals = (): Promise<Person> => {
  refused ??= house.person('126')
  return refused
}
