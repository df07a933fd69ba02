import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openClient, problemOf } from '../client.ts'
import { goodPassword } from '../guide.ts'
import { baresip, linphone } from '../softphone/other-programs.ts'
import { supervisorAt } from '../staff.ts'
import { type CallHouse, colleagues, type NewPhone, openCallHouse, type Person, typed } from './call-house.ts'

/** What people do with a call: two phones at once, giving up, hold, transfer, showing or hiding who they are, 112. */

let house: CallHouse

beforeAll(async () => {
  // Longer than calls without the portal last.
  house = await openCallHouse({ SWITCHBOARD_GRACE: '60' }, { only: true })
  await house.people([...colleagues, '076', '082', '085', '088'])
}, 180_000)

afterAll(() => house?.close(), 60_000)

const cast = (...extensions: string[]) => Promise.all(extensions.map((extension) => house.person(extension)))
const customer = '+390212345678'

/** What somebody's list shows in the end, the latest first: with whom, and where one of the two sent the other. */
async function remember(who: Person, list: 'made' | 'received', ...calls: [other: Person, sentTo: Person | null][]) {
  const told = async () => {
    const { groups } = await who.client.call('GET /api/me/calls', { query: { list } })
    const ids = groups.flatMap((group) => group.calls).toSorted((a, b) => (a.at < b.at ? 1 : -1))
    const params = ids.map(({ id }) => ({ params: { callId: id } }))
    const details = await Promise.all(params.map((one) => who.client.call('GET /api/me/calls/:callId', one)))
    return details.map(({ outcome, running, other, sentTo }) => ({
      ...{ outcome, running, other: other.lineId, sentTo: sentTo?.lineId ?? null },
    }))
  }
  const wanted = calls.map(([other, sentTo]) => ({
    ...{ outcome: 'answered', running: false, other: other.lineId, sentTo: sentTo?.lineId ?? null },
  }))
  await vi.waitFor(async () => expect(await told()).toEqual(wanted), { timeout: 15_000, interval: 200 })
}

describe.concurrent('people', () => {
  it('answer on two phones of one line at the same moment: one has the call, and its sound stays', async () => {
    const [anna, bruno] = await cast('013', '055')
    const [annas, desk, mobile] = await Promise.all([
      anna!.phone(),
      bruno!.phone('Scrivania'),
      bruno!.phone('Cellulare'),
    ])
    const call = await annas.calls(bruno!.extension)
    const ringing = await Promise.all([desk.rings(), mobile.rings()])
    await Promise.allSettled(ringing.map((one) => one.answers()))
    await call.isAnswered()
    // The loser is hung up on; the winner goes on being heard.
    const ended = await Promise.any(ringing.map((one, i) => one.ends(15_000).then(() => i)))
    const winner = ringing[1 - ended]!
    winner.plays(440)
    call.plays(880)
    await Promise.all([call.hears(440), winner.hears(880)])
    await pause(1500)
    await Promise.all([call.hears(440), winner.hears(880)])
    await call.hangsUp()
    await winner.ends()
    // The record ends with the call, not with the phone that came too late.
    await vi.waitUntil(
      async () => {
        const { groups } = await bruno!.client.call('GET /api/me/calls', { query: { list: 'received' } })
        const [record] = groups.flatMap(({ calls }) => calls)
        return record?.outcome === 'answered' && !record.running && record.seconds >= 1
      },
      { timeout: 15_000, interval: 200 },
    )
  })

  it('give up at once, before anything is decided, and while it rings', async () => {
    const [anna, bruno] = await cast('016', '019')
    const [annas, brunos] = await Promise.all([anna!.phone(), bruno!.phone()])
    const atOnce = await annas.calls(bruno!.extension)
    await atOnce.hangsUp()
    await pause(300)
    const call = await annas.calls(bruno!.extension)
    await call.rings()
    await call.hangsUp()
    await vi.waitUntil(
      async () => {
        const { groups } = await bruno!.client.call('GET /api/me/calls', { query: { list: 'missed' } })
        return groups.flatMap(({ calls }) => calls).length > 0
      },
      { timeout: 15_000, interval: 200 },
    )
    const again = await annas.calls(bruno!.extension)
    await again.rings()
    await again.hangsUp()
    void brunos
  })

  it('hold and resume, from either side', async () => {
    const [anna, bruno] = await cast('022', '025')
    const [annas, brunos] = await Promise.all([anna!.phone(), bruno!.phone()])
    const call = await annas.calls(bruno!.extension)
    const answered = await (await brunos.rings()).answers()
    await call.isAnswered()
    call.plays(880)
    answered.plays(440)
    for (const [holder, other] of [
      [call, answered],
      [answered, call],
    ] as const) {
      await Promise.all([call.hears(440), answered.hears(880)])
      await holder.holds()
      await other.hearsNothing()
      await holder.resumes()
    }
    await Promise.all([call.hears(440), answered.hears(880)])
    await call.hangsUp()
    await answered.ends()
  })

  it('transfer a call to a colleague, blindly', async () => {
    const [anna, bruno, carla] = await cast('028', '031', '034')
    const [annas, brunos, carlas] = await Promise.all([anna!.phone(), bruno!.phone(), carla!.phone()])
    const call = await annas.calls(bruno!.extension)
    const answered = await (await brunos.rings()).answers()
    await call.isAnswered()
    await answered.transfers(carla!.extension)
    const atCarla = await carlas.rings()
    expect(atCarla.caller.number).toBe(anna!.extension)
    await atCarla.answers()
    const transferred = await (await annas.rings()).isAnswered()
    atCarla.plays(440)
    await transferred.hears(440)
    await answered.hangsUp()
    await call.ends()
    await transferred.hangsUp()
    await atCarla.ends()
    await remember(anna!, 'made', [carla!, null], [bruno!, carla!])
    await remember(bruno!, 'received', [anna!, carla!])
    await remember(carla!, 'received', [anna!, null])
  })

  it('transfer a call after asking the colleague', async () => {
    const [anna, bruno, carla] = await cast('037', '040', '043')
    const [annas, brunos, carlas] = await Promise.all([anna!.phone(), bruno!.phone(), carla!.phone()])
    const call = await annas.calls(bruno!.extension)
    const answered = await (await brunos.rings()).answers()
    await call.isAnswered()
    await answered.holds()
    const question = await brunos.calls(carla!.extension)
    const asked = await (await carlas.rings()).answers()
    await question.isAnswered()
    await answered.transfers(question)
    // Anna's phone replaces Bruno's place in the call with Carla.
    const atCarla = await (await carlas.rings()).answers()
    const transferred = await (await annas.rings()).isAnswered()
    atCarla.plays(440)
    transferred.plays(880)
    await Promise.all([transferred.hears(440), atCarla.hears(880), asked.ends()])
    await answered.hangsUp()
    await call.ends()
    await transferred.hangsUp()
    await atCarla.ends()
    await remember(anna!, 'made', [carla!, null], [bruno!, carla!])
    await remember(bruno!, 'received', [anna!, carla!])
    await remember(carla!, 'received', [anna!, null], [bruno!, null])
  })

  it('show their number outside, or withhold it once with *67#, or always', async () => {
    const [anna] = await cast('046')
    const annas = await anna!.phone()
    const shown = await annas.calls('02 1234 5678')
    const first = await house.outside.rings(customer)
    expect(first.caller).toBe(anna!.number)
    expect(first.header('From')).toContain(anna!.number)
    await shown.hangsUp()
    const once = await annas.calls('*67#0212345678')
    const second = await house.outside.rings(customer)
    expect(second.caller).toBeNull()
    expect(second.header('From')).toContain('anonymous')
    expect(second.header('P-Asserted-Identity')).toContain(anna!.number)
    await once.hangsUp()
    await anna!.sets({ identity: { withheld: true, presented: null } })
    const always = await annas.calls('0039 0212345678')
    expect((await house.outside.rings(customer)).caller).toBeNull()
    await always.hangsUp()
  })

  it('keep out a phone that has a colleague’s name and a wrong secret', async () => {
    const [anna, bruno] = await cast('052', '058')
    const made = await anna!.addsPhone()
    const brunos = await bruno!.phone()
    const wrong = house.register('Un estraneo', { ...made, secret: 'sbagliato' })
    await expect(wrong).rejects.toThrow('401')
    await brunos.staysQuiet(200)
  })

  it('reach 112 with everything barred, with number and place; it calls back through do not disturb', async () => {
    const [anna] = await cast('061')
    const annas = await anna!.phone()
    await anna!.sets({
      identity: { withheld: true, presented: null },
      doNotDisturb: { on: true, until: null },
      forwardAll: { on: true, to: typed(customer), until: null },
    })
    const call = await annas.calls('112')
    const answered = await (await house.outside.rings('112')).answers()
    expect(answered.header('P-Asserted-Identity')).toContain(anna!.number)
    expect(answered.header('X-PBX-Location')).toMatch(/Ivrea/)
    expect(answered.header('Privacy')).toBeUndefined()
    await call.isAnswered()
    answered.plays(440)
    await call.hears(440)
    await call.hangsUp()
    const back = await house.outside.calls(anna!, '112')
    const ringing = await annas.rings()
    await ringing.answers()
    await back.isAnswered()
    back.hangsUp()
    await ringing.ends()
  })

  it('use phones that know nothing of us: baresip says back what it hears, linphone rings', async () => {
    const [anna, bruno, carla] = await cast('073', '076', '079')
    const [annas, forBaresip, forLinphone] = await Promise.all([anna!.phone(), bruno!.addsPhone(), carla!.addsPhone()])
    const account = ({ phone, secret, server }: NewPhone) => ({
      user: phone.sipUser,
      domain: server.domain,
      secret,
      port: house.sip.port,
    })
    const others = await Promise.all([
      baresip(account(forBaresip), { sip: 15_900, rtp: 15_910 }),
      linphone(account(forLinphone), { sip: 15_902, rtp: 15_930 }),
    ])
    try {
      for (const [person, software] of [
        [bruno!, /baresip/i],
        [carla!, /linphone/i],
      ] as const) {
        const online = await vi.waitUntil(
          async () => {
            const { phones } = await person.client.call('GET /api/me/phones')
            return phones.find(({ state }) => state === 'online')
          },
          { timeout: 20_000, interval: 200 },
        )
        expect(online.software).toMatch(software)
      }
      const call = await annas.calls(bruno!.extension)
      await call.isAnswered()
      call.plays(440)
      await call.hears(440)
      await call.hangsUp()
      const ringing = await annas.calls(carla!.extension)
      await vi.waitUntil(() => others[1].said().includes('Receiving new incoming call'), { timeout: 15_000 })
      await ringing.hangsUp()
    } finally {
      await Promise.all(others.map((other) => other.stop()))
    }
  })

  it('hear why a number cannot be called', async () => {
    const [anna] = await cast('064')
    const annas = await anna!.phone()
    for (const number of ['899123456', '777', '*99887#']) {
      const call = await annas.calls(number)
      await call.isAnswered()
      await call.hears(250)
      await call.hangsUp()
    }
    await house.outside.staysQuiet('+39899123456', 0)
  })
})

describe('a phone', () => {
  it('removed in the portal is gone from the engine', async () => {
    const [anna, bruno] = await cast('067', '070')
    const made = await bruno!.addsPhone()
    const [annas, brunos] = await Promise.all([anna!.phone(), house.register('Bruno', made)])
    await bruno!.client.call('DELETE /api/me/phones/:deviceId', { params: { deviceId: made.phone.id } })
    await pause(1000)
    const call = await annas.calls(bruno!.extension)
    await brunos.staysQuiet(800)
    await call.hangsUp()
  })
})

describe('limits of calls outside (TEL-5, TEL-7)', () => {
  /** The provider's desk, and the company's administrator who signed in a moment ago. */
  async function deciders() {
    const desk = await supervisorAt(house)
    const administrator = openClient({ portal: house.portal, listensAt: house.portal })
    const body = { number: house.admin.number, password: goodPassword }
    await administrator.call('POST /api/session', { body })
    await administrator.call('POST /api/session/view', { body: { view: 'administrator' } })
    const { customers } = await desk.call('GET /api/provider/customers', { query: { search: 'Arredi Canavese' } })
    const params = { companyId: customers[0]!.id }
    const decide = (decided: object, tariff = {}) =>
      desk.call('POST /api/provider/customers/:companyId/ceiling', {
        params,
        body: { decided, tariff, reason: 'Come da contratto' },
      })
    return { administrator, decide }
  }

  it('the provider’s ceiling stops a call whatever the administrator says, and a cap in euro ends one for both', async () => {
    const [anna] = await cast('088')
    const [annas, { administrator, decide }] = await Promise.all([anna!.phone(), deciders()])
    const params = { lineId: anna!.lineId }
    const { allowed } = await administrator.call('GET /api/call-handling/lines/:lineId/call-permissions', { params })
    await administrator.call('POST /api/call-handling/lines/:lineId/call-permissions', {
      params,
      body: { allowed: [...allowed, 'shared', 'personal'] },
    })

    await decide({ line: { minutesADay: { shared: 0 } } }, { personal: { setUp: 700, minute: 9_000 } })
    const raise = { line: { minutesADay: { shared: 60 } } }
    expect(await problemOf(administrator.call('POST /api/call-handling/limits', { body: raise }))).toBe(
      'setting.refused',
    )
    const refused = await annas.calls('840555123')
    // She hears why instead of the line ringing.
    await refused.isAnswered()
    await refused.hears(250)
    await house.outside.staysQuiet('+39840555123', 500)
    await refused.hangsUp()

    // Of one cent seven tenths are spent at the answer; the rest is two seconds, and no second call.
    const cap = { cost: { line: { day: 1 } } }
    await administrator.call('POST /api/call-handling/limits', { body: cap })
    const call = await annas.calls('199555123')
    const answered = await (await house.outside.rings('+39199555123')).answers()
    await call.isAnswered()
    await Promise.all([call.ends(20_000), answered.ends(20_000)])
    const { stopped } = await administrator.call('GET /api/call-handling/limits')
    expect(stopped.map(({ line, limit }) => [line?.id, limit])).toContainEqual([anna!.lineId, 'line-minutes'])
    const next = await annas.calls('199555124')
    await next.isAnswered()
    await next.hears(250)
    await house.outside.staysQuiet('+39199555124', 500)
    await next.hangsUp()
    // What has no price goes out as before.
    const free = await annas.calls('0115550199')
    await (await house.outside.rings('+390115550199')).answers()
    await free.isAnswered()
    await free.hangsUp()

    // Lowered while she talks it ends that call too: at once, or at the next round where it was ringing a moment ago.
    await administrator.call('POST /api/call-handling/limits', { body: { cost: { line: { day: 1_000 } } } })
    const long = await annas.calls('199555125')
    const atLength = await (await house.outside.rings('+39199555125')).answers()
    await long.isAnswered()
    await administrator.call('POST /api/call-handling/limits', { body: cap })
    await Promise.all([long.ends(20_000), atLength.ends(20_000)])
  })
})

describe('with the portal away', () => {
  it('phones ring all the same, and the calls are in both lists once it is back', async () => {
    const [anna, bruno] = await cast('082', '085')
    const [annas, brunos] = await Promise.all([anna!.phone(), bruno!.phone()])
    // Lines are told to the engine a moment after their first phone registers.
    await brunos.staysQuiet(3_000)
    const before = await annas.calls(bruno!.extension)
    const ringing = await brunos.rings()
    await before.hangsUp()
    await ringing.ends()
    await house.kill()
    try {
      const call = await annas.calls(bruno!.extension)
      const answered = await (await brunos.rings()).answers()
      await call.isAnswered()
      answered.plays(440)
      await call.hears(440)
      await call.hangsUp()
      await answered.ends()
      const fromOutside = await house.outside.calls(bruno!, customer)
      await brunos.rings()
      fromOutside.hangsUp()
    } finally {
      await house.restart()
    }
    const listOf = async (who: Person, list: 'made' | 'received' | 'missed') => {
      const { groups } = await who.client.call('GET /api/me/calls', { query: { list } })
      return groups.flatMap(({ calls, other }) => calls.map((one) => ({ ...one, other })))
    }
    await vi.waitFor(
      async () => {
        const why = { lineId: bruno!.lineId }
        expect(await listOf(anna!, 'made')).toMatchObject([{ outcome: 'answered', running: false, other: why }, {}])
        const [received] = await listOf(bruno!, 'received')
        expect(received).toMatchObject({ outcome: 'answered', running: false, other: { lineId: anna!.lineId } })
        const [missed] = await listOf(bruno!, 'missed')
        expect(missed).toMatchObject({ outcome: 'cancelled', other: { number: customer } })
      },
      { timeout: 30_000, interval: 300 },
    )
  })
})
