import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { absentEngine } from '#telephony/absent-engine.ts'
import type { EngineEvent, SipUser } from '#telephony/call-engine.ts'
import { behindTheScenes, type GrownLine, grownLine } from '../testing/grown-line.ts'
import { putSession } from '../testing/put-session.ts'
import { type Browser, openTestHouse, type TestCompany, type TestHouse } from '../testing/test-house.ts'
import { noteRegistrations, reconcileRegistrations } from './note-registrations.ts'

let t: TestHouse
let company: TestCompany
let giulia: GrownLine
let administrator: Browser
const forgotten: SipUser[] = []

beforeAll(async () => {
  t = await openTestHouse({ SIP_HOST: 'sip.example.it' }, undefined, {
    ...absentEngine,
    forgetDevice: async (user) => void forgotten.push(user),
  })
  company = await t.company()
  giulia = await grownLine(t, company, { role: 'administrator' })
  administrator = (await putSession(t, giulia, { view: 'administrator', stepped_up_at: t.clock.now })).browser
})
afterAll(() => t.close())

async function aPerson(service = 'premium'): Promise<{ line: GrownLine; browser: Browser }> {
  const line = await grownLine(t, company, { service } as never)
  return { line, browser: (await putSession(t, line, { stepped_up_at: t.clock.now })).browser }
}

const stored = (id: string) =>
  t.house.cellar.asService((trx) => trx.selectFrom('device').selectAll().where('id', '=', id).executeTakeFirstOrThrow())

const tell = (user: SipUser, kind: 'registered' | 'unregistered', more: Partial<EngineEvent> = {}) =>
  noteRegistrations(t.house, [
    {
      id: crypto.randomUUID(),
      at: t.clock.now.toISOString(),
      kind,
      user,
      userAgent: 'Linphone/5.2 (Android)',
      address: '192.0.2.7:5060',
      transport: 'udp',
      ...more,
    } as EngineEvent,
  ])

describe('Dispositivi', () => {
  it('adds a phone, shows its secret once and keeps only what digest needs', async () => {
    const { line, browser } = await aPerson()
    const { phone, secret, server } = await browser.call('POST /api/me/phones', {
      body: { name: ' Cellulare  di Anna ', kind: 'softphone' },
    })
    expect(phone).toMatchObject({
      name: 'Cellulare di Anna',
      sipUser: `${line.extension}-1`,
      state: 'never',
      mac: null,
    })
    expect(secret).toMatch(/^[A-Za-z0-9]{32}$/)
    expect(server).toEqual({ domain: expect.stringMatching(/\./), host: 'sip.example.it', port: 25060, tlsPort: 25061 })
    const row = await stored(phone.id)
    const md5 = createHash('md5').update(`${phone.sipUser}:${server.domain}:${secret}`).digest('hex')
    expect(row.ha1).toBe(md5)
    expect(JSON.stringify(row)).not.toContain(secret)
    const listed = await browser.raw('GET', '/api/me/phones')
    expect(listed.body).not.toContain(secret)
    expect(listed.body).not.toContain(md5)
    expect(listed.json()).toMatchObject({ limit: 5, refusal: null, phones: [{ id: phone.id }] })
  })

  it('allows one phone with Standard, five with Premium, also to whoever clicks twice at once', async () => {
    for (const [service, limit] of [
      ['standard', 1],
      ['premium', 5],
    ] as const) {
      const { browser } = await aPerson(service)
      const answers = await Promise.all(
        Array.from({ length: limit + 2 }, (_, i) =>
          browser.raw('POST', '/api/me/phones', {
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ name: `Telefono ${i}`, kind: 'softphone' }),
          }),
        ),
      )
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(limit)
      for (const refused of answers.filter(({ status }) => status !== 200))
        expect(refused.json()).toMatchObject({ status: 409, code: 'phone.limit' })
      const { phones, refusal } = await browser.call('GET /api/me/phones')
      expect(refusal).toBe('limit')
      expect(new Set(phones.map(({ sipUser }) => sipUser)).size).toBe(limit)
    }
  })

  it('gives a name of a removed phone to nobody else', async () => {
    const { line, browser } = await aPerson()
    const add = () => browser.call('POST /api/me/phones', { body: { name: 'Uno', kind: 'softphone' } })
    const first = await add()
    await browser.call('DELETE /api/me/phones/:deviceId', { params: { deviceId: first.phone.id } })
    expect((await stored(first.phone.id)).ha1).toBeNull()
    expect((await add()).phone.sipUser).toBe(`${line.extension}-2`)
    expect((await browser.call('GET /api/me/phones')).phones).toHaveLength(1)
  })

  it.each([
    ['phone.name', { name: '\u200b', kind: 'softphone' }],
    ['phone.mac', { name: 'Scrivania', kind: 'desk', mac: '00:15:65:AB:CD' }],
  ])('refuses with %s', async (code, body) => {
    const { browser } = await aPerson()
    await expect(browser.call('POST /api/me/phones', { body: body as never })).rejects.toMatchObject({ code })
  })

  it('knows a hardware address once in a company, and again once it is free', async () => {
    const { browser } = await aPerson()
    const body = { name: 'Scrivania', kind: 'desk', mac: '00-15-65-ab-cd-01' } as const
    const { phone } = await browser.call('POST /api/me/phones', { body })
    expect(phone.mac).toBe('00:15:65:AB:CD:01')
    await expect(browser.call('POST /api/me/phones', { body })).rejects.toMatchObject({ code: 'phone.mac-taken' })
    await browser.call('DELETE /api/me/phones/:deviceId', { params: { deviceId: phone.id } })
    await browser.call('POST /api/me/phones', { body })
  })

  it('renewing the secret, switching off and removing reach the engine after the change is true', async () => {
    const { browser } = await aPerson()
    const { phone, secret, server } = await browser.call('POST /api/me/phones', {
      body: { name: 'Uno', kind: 'softphone' },
    })
    const params = { deviceId: phone.id }
    const user = { user: phone.sipUser, domain: server.domain }
    await tell(user, 'registered')
    forgotten.length = 0
    const renewed = await browser.call('POST /api/me/phones/:deviceId/secret', { params })
    expect(renewed.secret).not.toBe(secret)
    expect(renewed.phone.state).toBe('offline')
    expect(forgotten).toEqual([user])
    const off = await browser.call('PATCH /api/me/phones/:deviceId', { params, body: { enabled: false } })
    expect(off.state).toBe('disabled')
    // A phone that is switched off is not shown as connected, whatever is still on its way.
    await tell(user, 'registered')
    expect((await browser.call('GET /api/me/phones')).phones[0]?.state).toBe('disabled')
    const on = await browser.call('PATCH /api/me/phones/:deviceId', { params, body: { enabled: true, name: 'Due' } })
    expect(on).toMatchObject({ state: 'offline', name: 'Due' })
    await browser.call('DELETE /api/me/phones/:deviceId', { params })
    expect(forgotten).toEqual([user, user, user, user])
  })

  it('waits for a proved e-mail, and touches nobody else’s phone', async () => {
    const { browser } = await aPerson()
    const { phone } = await browser.call('POST /api/me/phones', { body: { name: 'Uno', kind: 'softphone' } })
    const other = await aPerson()
    const params = { deviceId: phone.id }
    for (const attempt of await Promise.allSettled([
      other.browser.call('POST /api/me/phones/:deviceId/secret', { params }),
      other.browser.call('PATCH /api/me/phones/:deviceId', { params, body: { name: 'Mio' } }),
      other.browser.call('DELETE /api/me/phones/:deviceId', { params }),
    ]))
      expect(attempt).toMatchObject({ status: 'rejected', reason: { code: 'not-found' } })
    await behindTheScenes(t, other.line.id, { email_status: 'pending' })
    expect((await other.browser.call('GET /api/me/phones')).refusal).toBe('email')
    const add = other.browser.call('POST /api/me/phones', { body: { name: 'Uno', kind: 'softphone' } })
    await expect(add).rejects.toMatchObject({ code: 'email.not-verified' })
  })
})

describe('who is connected', () => {
  it('shows since when and with what, and takes a goodbye only for the same address', async () => {
    const { browser } = await aPerson()
    const { phone, server } = await browser.call('POST /api/me/phones', { body: { name: 'Uno', kind: 'softphone' } })
    const user = { user: phone.sipUser, domain: server.domain }
    const read = async () => (await browser.call('GET /api/me/phones')).phones[0]
    const since = t.clock.now.toISOString()
    await tell(user, 'registered', { userAgent: 'Cattivo\u202e\nTelefono' })
    expect(await read()).toMatchObject({
      state: 'online',
      since,
      software: 'Cattivo  Telefono',
      address: '192.0.2.7:5060',
    })
    t.clock.forward(30_000)
    await tell(user, 'registered', { userAgent: 'Linphone/5.2', address: '198.51.100.4:40000' })
    expect(await read()).toMatchObject({ state: 'online', since, address: '198.51.100.4:40000' })
    await tell(user, 'unregistered')
    expect(await read()).toMatchObject({ state: 'online' })
    await tell(user, 'unregistered', { address: '198.51.100.4:40000' })
    expect(await read()).toMatchObject({ state: 'offline', since: null, address: null })
    expect((await read())?.lastContactAt).toBe(t.clock.now.toISOString())
  })

  it('a refresh that says nothing new is written once a minute', async () => {
    const { browser } = await aPerson()
    const { phone, server } = await browser.call('POST /api/me/phones', { body: { name: 'Uno', kind: 'softphone' } })
    const user = { user: phone.sipUser, domain: server.domain }
    await tell(user, 'registered')
    const first = (await stored(phone.id)).last_contact_at
    t.clock.forward(30_000)
    await tell(user, 'registered')
    expect((await stored(phone.id)).last_contact_at).toEqual(first)
    t.clock.forward(31_000)
    await tell(user, 'registered')
    expect((await stored(phone.id)).last_contact_at).toEqual(t.clock.now)
  })

  it('a portal that has just started learns who is there and who went meanwhile', async () => {
    const { browser } = await aPerson()
    const add = (name: string) => browser.call('POST /api/me/phones', { body: { name, kind: 'softphone' } })
    const gone = await add('Andato')
    t.clock.forward(1_000)
    const here = await add('Presente')
    const userOf = ({ phone, server }: typeof gone) => ({ user: phone.sipUser, domain: server.domain })
    await tell(userOf(gone), 'registered')
    const expiresAt = new Date(t.clock.now.getTime() + 60_000).toISOString()
    // Removed while the engine did not hear: told again, so that it does not go on ringing.
    const removed = { user: '999-1', domain: userOf(here).domain }
    await reconcileRegistrations(
      t.house,
      [userOf(here), removed].map((user) => ({
        ...{ user, userAgent: 'baresip', address: '192.0.2.9:5060', transport: 'tcp', expiresAt },
      })),
    )
    await vi.waitFor(() => expect(forgotten.at(-1)).toEqual(removed), 10_000)
    const states = async () => (await browser.call('GET /api/me/phones')).phones.map(({ state }) => state)
    expect(await states()).toEqual(['offline', 'online'])
    t.clock.forward(60_000)
    expect(await states()).toEqual(['offline', 'offline'])
  })
})

describe('Telefoni', () => {
  it('adds a phone for a line, and its owner reads of it in Attività recente', async () => {
    const { line, browser } = await aPerson()
    const { phone, secret } = await administrator.call('POST /api/directory/phones', {
      body: { lineId: line.id, name: 'Scrivania', kind: 'desk', mac: '0015.65ab.cd77' },
    })
    expect(secret).toHaveLength(32)
    const { activity } = await browser.call('GET /api/me/activity', { query: {} })
    expect(activity[0]).toMatchObject({
      action: 'phone.added',
      actor: 'administrator',
      actorName: giulia.name,
      facts: { name: 'Scrivania', user: phone.sipUser },
    })
  })

  it('finds phones by name, MAC, user, person and number, page by page', async () => {
    const { line } = await aPerson()
    const { phone } = await administrator.call('POST /api/directory/phones', {
      body: { lineId: line.id, name: 'Telefono Caffè', kind: 'desk', mac: '00:15:65:AB:CD:88' },
    })
    const find = async (search: string) =>
      (await administrator.call('GET /api/directory/phones', { query: { search } })).phones.map(({ id }) => id)
    for (const search of ['caffe', '00:15:65:ab:cd:88', phone.sipUser, line.name, line.number])
      expect(await find(search), search).toContain(phone.id)
    expect(await find('nessuno così')).toEqual([])
    const all = await administrator.call('GET /api/directory/phones', { query: {} })
    expect(all.total).toBe(all.phones.length)
    const states = await Promise.all(
      (['online', 'offline', 'never', 'disabled'] as const).map((state) =>
        administrator.call('GET /api/directory/phones', { query: { state } }),
      ),
    )
    expect(states.reduce((sum, { total }) => sum + total, 0)).toBe(all.total)
    for (const one of all.phones) expect(one).not.toHaveProperty('address')
  })

  it('leaves another administrator’s phones alone, and offers that line with the reason', async () => {
    const other = await grownLine(t, company, { role: 'administrator', name: 'Zita Rossi' } as never)
    const add = administrator.call('POST /api/directory/phones', {
      body: { lineId: other.id, name: 'Uno', kind: 'softphone' },
    })
    await expect(add).rejects.toMatchObject({ code: 'acting.not-allowed' })
    const { lines } = await administrator.call('GET /api/directory/phones/choices', { query: { search: other.number } })
    expect(lines).toMatchObject([{ id: other.id, refusal: 'administrator' }])
    const own = (await putSession(t, other, { stepped_up_at: t.clock.now })).browser
    const { phone } = await own.call('POST /api/me/phones', { body: { name: 'Mio', kind: 'softphone' } })
    const params = { deviceId: phone.id }
    await expect(administrator.call('DELETE /api/directory/phones/:deviceId', { params })).rejects.toMatchObject({
      code: 'acting.not-allowed',
    })
  })
})
