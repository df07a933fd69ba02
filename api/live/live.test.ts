import { afterAll, beforeAll, expect, it } from 'vitest'
import { writeContext } from '#domain/call-history/call-context.ts'
import type { EngineEvent } from '#telephony/call-engine.ts'
import { buildServer } from '../build.ts'
import { tellCallStates } from '../call-history/tell-call-states.ts'
import { noteRegistrations } from '../phones/note-registrations.ts'
import { type GrownLine, grownLine } from '../testing/grown-line.ts'
import { type PutSession, putSession } from '../testing/put-session.ts'
import { openTestHouse, type TestCompany, type TestHouse } from '../testing/test-house.ts'
import { createLive } from './live.ts'
import type { LiveMessage } from './notices.ts'

let t: TestHouse
let company: TestCompany
let server: Awaited<ReturnType<typeof buildServer>>['app']
let origin: string

beforeAll(async () => {
  t = await openTestHouse()
  company = await t.company()
  server = (await buildServer(t.house)).app
  origin = await server.listen({ port: 0, host: '127.0.0.1' })
  await t.house.live.start()
})
afterAll(async () => {
  await server.close()
  await t.close()
})

type Stream = { messages: LiveMessage[]; status: number; closed: Promise<void>; stop(): void }

async function listen({ browser }: PutSession): Promise<Stream> {
  const abort = new AbortController()
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const answer = await fetch(`${origin}/api/live`, {
    headers: { cookie, 'sec-fetch-site': 'same-origin' },
    signal: abort.signal,
  })
  const messages: LiveMessage[] = []
  const read = async (): Promise<void> => {
    let text = ''
    for await (const piece of answer.body ?? []) {
      text += Buffer.from(piece).toString()
      const parts = text.split('\n\n')
      text = parts.pop() ?? ''
      for (const part of parts) if (part.startsWith('data: ')) messages.push(JSON.parse(part.slice(6)))
    }
  }
  return { messages, status: answer.status, closed: read().catch(() => undefined), stop: () => abort.abort() }
}

const heard = (stream: Stream, message: object) =>
  expect.poll(() => stream.messages, { timeout: 15_000, interval: 5 }).toContainEqual(expect.objectContaining(message))

async function aPerson(facts: Parameters<typeof grownLine>[2] = {}) {
  const line = await grownLine(t, company, { service: 'premium', ...facts })
  const session = await putSession(t, line, { stepped_up_at: t.clock.now })
  return { line, session, stream: await listen(session) }
}

const ringing = (line: GrownLine, kind: 'ringing' | 'answered' | 'ended'): EngineEvent =>
  ({
    id: kind,
    at: t.clock.now.toISOString(),
    kind,
    callId: `call to ${line.id}`,
    step: 0,
    target: 0,
    left: [],
    seconds: 1,
    context: writeContext({
      companyId: company.id,
      at: t.clock.now.toISOString(),
      caller: { lineId: null, number: '+390255548210', name: null },
      dialled: line.number,
      callee: { lineId: line.id, number: line.number, name: null },
      lines: [{ lineId: line.id, from: 0 }],
      steps: [[{ kind: 'device', lineId: line.id, deviceId: 'uno' }]],
      reasons: [],
    }),
  }) as EngineEvent

it('says hello, and what changes of one’s own: phones, and the presence that colleagues see', async () => {
  const anna = await aPerson()
  const bruno = await aPerson()
  await heard(anna.stream, { kind: 'hello' })
  await heard(anna.stream, { kind: 'presence', lineId: anna.line.id, presence: 'offline' })
  const { phone, server: at } = await anna.session.browser.call('POST /api/me/phones', {
    body: { name: 'Uno', kind: 'softphone' },
  })
  await heard(anna.stream, { kind: 'phones' })
  const registered = {
    id: 'r',
    at: t.clock.now.toISOString(),
    kind: 'registered',
    user: { user: phone.sipUser, domain: at.domain },
    userAgent: 'baresip',
    address: '192.0.2.7:5060',
    transport: 'udp',
  } as const
  await noteRegistrations(t.house, [registered])
  await heard(bruno.stream, { kind: 'presence', lineId: anna.line.id, presence: 'online' })
  tellCallStates(t.house, [ringing(anna.line, 'ringing')])
  await heard(bruno.stream, { kind: 'presence', lineId: anna.line.id, presence: 'ringing' })
  tellCallStates(t.house, [ringing(anna.line, 'answered')])
  await heard(bruno.stream, { kind: 'presence', lineId: anna.line.id, presence: 'in-call' })
  tellCallStates(t.house, [ringing(anna.line, 'ended')])
  await expect.poll(() => t.house.live.presenceOf(anna.line.id)).toBe('online')
  // Of a colleague one sees presence and nothing else.
  expect(bruno.stream.messages.map(({ kind }) => kind)).not.toContain('phones')
  for (const { stream } of [anna, bruno]) stream.stop()
})

it('only the administrator’s view hears of everybody’s phones', async () => {
  const giulia = await grownLine(t, company, { role: 'administrator' })
  const asAdministrator = await listen(await putSession(t, giulia, { view: 'administrator' }))
  const asUser = await listen(await putSession(t, giulia))
  const { line, stream, session } = await aPerson()
  await session.browser.call('POST /api/me/phones', { body: { name: 'Uno', kind: 'softphone' } })
  await heard(asAdministrator, { kind: 'company-phones' })
  await heard(stream, { kind: 'phones' })
  expect(asUser.messages.map(({ kind }) => kind)).not.toContain('company-phones')
  expect(line.id).not.toBe(giulia.id)
  for (const one of [asAdministrator, asUser, stream]) one.stop()
})

it('hears nothing of another company', async () => {
  const { stream } = await aPerson()
  const other = await grownLine(t, await t.company('Officina Valle'))
  t.house.live.say({ companyId: other.company.id, lineId: other.id, topic: 'calls' })
  t.house.live.say({
    companyId: other.company.id,
    lineId: other.id,
    topic: 'call',
    callId: 'x',
    state: 'ringing',
  })
  t.house.live.say({ companyId: company.id, lineId: other.id, topic: 'messages' })
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(stream.messages.map(({ kind }) => kind)).toEqual(['hello', 'presence'])
  stream.stop()
})

it('closes when the session ends, and opens for nobody without one', async () => {
  const { session, stream } = await aPerson()
  await session.browser.call('POST /api/session/end')
  await stream.closed
  expect((await listen(session)).status).toBe(401)
  const foreign = await fetch(`${origin}/api/live`, { headers: { 'sec-fetch-site': 'cross-site' } })
  expect(foreign.status).toBe(403)
})

it('another portal on the same database hears it too', async () => {
  if (t.house.cellar.engine !== 'postgres')
    return expect(await t.house.cellar.listen('x', () => undefined)).toBeTypeOf('function')
  const { line, stream } = await aPerson()
  const other = createLive(t.house)
  await other.start()
  // More than one NOTIFY can carry.
  for (let i = 0; i < 200; i++) other.say({ companyId: company.id, lineId: line.id, topic: 'messages' })
  await expect
    .poll(() => stream.messages.filter(({ kind }) => kind === 'messages').length, { timeout: 15_000 })
    .toBe(200)
  await other.stop()
  stream.stop()
})
