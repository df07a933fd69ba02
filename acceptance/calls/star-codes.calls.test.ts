import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { CallSettings } from '#domain/call-handling/settings.ts'
import { openClient, patiently } from '../client.ts'
import { goodPassword } from '../guide.ts'
import { type CallHouse, openCallHouse } from './call-house.ts'

/** Star codes of spec/product 5.1 and 8.4: dialled on a phone, heard, and seen in the portal. */

let house: CallHouse

beforeAll(async () => {
  house = await openCallHouse({}, { only: true })
  await house.people([...extensions, '058', '061'])
}, 180_000)

afterAll(() => house?.close(), 60_000)

/** First tone of the announcement: up for done, down for undone, low for refused (telephony/media/prompts.ts). */
const done = 523
const undone = 784
const refused = 250

type Row = {
  readonly codes: readonly (readonly [
    code: string,
    tone: number | 'words',
    see?: (settings: CallSettings) => unknown,
  ])[]
}

const to = (setting: 'forwardAll' | 'noAnswer' | 'unavailable') => (settings: CallSettings) => [
  settings[setting].on,
  settings[setting].to?.kind,
]

const rows: Record<string, Row> = {
  'forward of all calls': {
    codes: [
      ['*21*028#', done, (s) => expect(to('forwardAll')(s)).toEqual([true, 'line'])],
      ['*#21#', 'words'],
      ['#21#', undone, (s) => expect(s.forwardAll.on).toBe(false)],
      ['*21#', done, (s) => expect(to('forwardAll')(s)).toEqual([true, 'line'])],
    ],
  },
  'forward when nobody answers': {
    codes: [
      ['*61*028**15#', done, (s) => expect([...to('noAnswer')(s), s.noAnswer.after]).toEqual([true, 'line', 15])],
      ['*#61#', 'words'],
      ['#61#', undone, (s) => expect(s.noAnswer.on).toBe(false)],
    ],
  },
  'forward when busy': {
    codes: [
      ['*22*028#', done, (s) => expect(s.busy.action).toBe('forward')],
      ['*#22#', 'words'],
      ['#22#', undone, (s) => expect(s.busy.action).not.toBe('forward')],
    ],
  },
  'forward when unavailable': {
    codes: [
      ['*62*028#', done, (s) => expect(to('unavailable')(s)).toEqual([true, 'line'])],
      ['*#62#', 'words'],
      ['#62#', undone, (s) => expect(s.unavailable.on).toBe(false)],
    ],
  },
  'do not disturb': {
    codes: [
      ['*26#', done, (s) => expect(s.doNotDisturb.on).toBe(true)],
      ['*#26#', 'words'],
      ['#26#', undone, (s) => expect(s.doNotDisturb.on).toBe(false)],
    ],
  },
  'call waiting': {
    codes: [
      ['#43#', undone, (s) => expect(s.callWaiting).toBe(false)],
      ['*#43#', 'words'],
      ['*43#', done, (s) => expect(s.callWaiting).toBe(true)],
    ],
  },
  'anonymous rejection': {
    codes: [
      ['*77', done, (s) => expect(s.anonymous).toBe('reject')],
      ['#77#', undone, (s) => expect(s.anonymous).toBe('accept')],
    ],
  },
  'what cannot be': {
    codes: [
      ['*21*112#', refused, (s) => expect(s.forwardAll.on).toBe(false)],
      ['*21*own#', refused, (s) => expect(s.forwardAll.on).toBe(false)],
      ['*60#', refused, (s) => expect(s.selectiveRejection.callers).toEqual([])],
      ['*12345#', refused],
    ],
  },
}

const extensions = ['025', '031', '034', '037', '040', '043', '046', '052']

describe.concurrent('star codes', () => {
  it.each(Object.keys(rows).map((name, i) => [name, extensions[i]!] as const))('%s', async (name, extension) => {
    const bruno = await house.person(extension)
    const phone = await bruno.phone()
    for (const [code, tone, see] of rows[name]!.codes) {
      const call = await phone.calls(code.replace('own', extension))
      await call.isAnswered()
      await (tone === 'words' ? call.hearsSomething() : call.hears(tone))
      if (see) await vi.waitFor(async () => see(await bruno.settings()), { timeout: 15_000, interval: 50 })
      await call.hangsUp()
    }
  })

  it('*60# rejects the last caller', async () => {
    const bruno = await house.person('058')
    const phone = await bruno.phone()
    const stranger = '+390298765432'
    const first = await house.outside.calls(bruno, stranger)
    const ringing = await phone.rings()
    first.hangsUp()
    await ringing.ends()
    await vi.waitUntil(
      async () => {
        const { groups } = await bruno.client.call('GET /api/me/calls', { query: { list: 'missed' } })
        return groups.length > 0
      },
      { timeout: 15_000, interval: 200 },
    )
    const code = await phone.calls('*60#')
    await code.isAnswered()
    await code.hears(done)
    await code.hangsUp()
    const again = await (await house.outside.calls(bruno, stranger)).isAnswered()
    await again.hearsSomething()
    await phone.staysQuiet(300)
    again.hangsUp()
  })

  it('*88 and four digits, from a phone that was there before, prove whose line it is', async () => {
    const administrator = openClient({ portal: house.portal, listensAt: house.portal })
    const credentials = { number: house.admin.number, password: goodPassword }
    await patiently(() => administrator.call('POST /api/session', { body: credentials }))
    await administrator.call('POST /api/session/view', { body: { view: 'administrator' } })
    const { lines } = await administrator.call('GET /api/directory/phones/choices', { query: { search: '122' } })
    const line = lines.find(({ extension }) => extension === '122')
    const added = await administrator.call('POST /api/directory/phones', {
      body: { lineId: line?.id ?? '', name: 'Scrivania', kind: 'desk' },
    })
    const phone = await house.register('Scrivania', added)
    // The first access comes after: a phone somebody adds once inside would prove nothing.
    const { client } = await house.person('122')
    const { code } = await client.call('POST /api/me/line-proof')
    const call = await phone.calls(code)
    await call.isAnswered()
    await call.hears(done)
    await call.hangsUp()
    expect((await client.call('GET /api/me')).toDo).not.toContain('prove-line')
    const again = await phone.calls(code)
    await again.isAnswered()
    await again.hears(refused)
    await again.hangsUp()
  })

  it('*9196 says back what it hears', async () => {
    const bruno = await house.person('061')
    const call = await (await bruno.phone()).calls('*9196')
    await call.isAnswered()
    await call.presses('1')
    call.plays(660)
    await call.hears(660)
    await call.hangsUp()
  })
})
