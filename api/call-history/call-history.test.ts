import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CallContext, writeContext } from '#domain/call-history/call-context.ts'
import type { EngineEvent } from '#telephony/call-engine.ts'
import { readWav, writeWav } from '#telephony/rtp/wav.ts'
import { startDueWork } from '../due-work/index.ts'
import { keepMessage } from '../messages/keep-message.ts'
import { type GrownLine, grownLine } from '../testing/grown-line.ts'
import { putGrant, putSession } from '../testing/put-session.ts'
import { type Browser, openTestHouse, type TestCompany, type TestHouse } from '../testing/test-house.ts'
import { keepCallRecords } from './keep-call-records.ts'

let t: TestHouse
let company: TestCompany
let spool: string

beforeAll(async () => {
  t = await openTestHouse()
  t.clock.now = new Date('2026-11-01T09:00:00Z')
  company = await t.company()
  spool = await mkdtemp(join(tmpdir(), 'osw-spool-test-'))
})
afterAll(async () => {
  await t.close()
  await rm(spool, { recursive: true })
})

type Person = { line: GrownLine; browser: Browser }

/** Whose history veil has lifted; the clock is then at 22 November. */
async function aPerson(facts: Parameters<typeof grownLine>[2] = {}): Promise<Person> {
  t.clock.now = new Date('2026-11-01T09:00:00Z')
  const line = await grownLine(t, company, facts)
  t.clock.now = new Date('2026-11-22T09:00:00Z')
  return { line, browser: (await putSession(t, line, { stepped_up_at: t.clock.now })).browser }
}

const marco = { lineId: null, number: '+390255548210', name: 'Marco Colombo' }

function contextTo(line: GrownLine, change: Partial<CallContext> = {}): CallContext {
  return {
    companyId: company.id,
    at: t.clock.now.toISOString(),
    caller: marco,
    dialled: line.number,
    callee: { lineId: line.id, number: line.number, name: line.name },
    lines: [{ lineId: line.id, from: 0 }],
    steps: [[{ kind: 'device', lineId: line.id, deviceId: 'uno' }], [{ kind: 'voicemail', lineId: line.id }]],
    reasons: [{ rule: 'ring-own', lineId: line.id, facts: { step: 0 } }],
    ...change,
  }
}

let count = 0
type Ended = { kind: 'answered' | 'failed' | 'cancelled' | 'ended'; seconds?: number }
const event = (context: CallContext, callId: string, { kind, seconds = 42 }: Ended): EngineEvent =>
  ({
    id: `${callId}-${kind}`,
    at: t.clock.now.toISOString(),
    callId,
    context: writeContext(context),
    ...(kind === 'answered' ? { kind, step: 0, target: 0, left: [] } : {}),
    ...(kind === 'failed'
      ? { kind, code: 480, cause: 'no-answer' as const, left: [{ step: 0, cause: 'no-answer' as const }] }
      : {}),
    ...(kind === 'cancelled' ? { kind, step: 0, left: [] } : {}),
    ...(kind === 'ended' ? { kind, seconds } : {}),
  }) as EngineEvent

async function calls(to: GrownLine, kinds: Ended['kind'][], change: Partial<CallContext> = {}): Promise<string> {
  const callId = `call-${++count}`
  const context = contextTo(to, change)
  await keepCallRecords(
    t.house,
    kinds.map((kind) => event(context, callId, { kind })),
  )
  t.clock.forward(1_000)
  return callId
}

const listOf = (browser: Browser, list: 'missed' | 'made' | 'received' | 'rejected', more: object = {}) =>
  browser.call('GET /api/me/calls', { query: { list, ...more } })

describe('lists of calls', () => {
  it('puts repeated calls together, names colleagues by the directory, and keeps what is told twice once', async () => {
    const anna = await aPerson({ name: 'Anna Rossi' })
    const bruno = await aPerson({ name: 'Bruno Valle' })
    for (let i = 0; i < 3; i++) await calls(anna.line, ['cancelled'])
    const told = contextTo(anna.line, { caller: { lineId: bruno.line.id, number: bruno.line.number, name: 'B. V.' } })
    for (let i = 0; i < 2; i++) await keepCallRecords(t.house, [event(told, 'twice', { kind: 'failed' })])
    const { groups } = await listOf(anna.browser, 'missed')
    expect(groups.map(({ other, unseen, calls: all }) => [other.name, other.kind, unseen, all.length])).toEqual([
      ['Bruno Valle', 'colleague', 1, 1],
      ['Marco Colombo', 'number', 3, 3],
    ])
    const made = await listOf(bruno.browser, 'made')
    expect(made.groups).toMatchObject([{ other: { name: 'Anna Rossi' }, calls: [{ outcome: 'unanswered' }] }])
    expect((await anna.browser.call('GET /api/me/news')).missed).toBe(4)
    await anna.browser.call('POST /api/me/calls/seen', { body: { upTo: t.clock.now.toISOString() } })
    expect(await anna.browser.call('GET /api/me/news')).toMatchObject({ missed: 0, messages: 0 })
  })

  it('an answered call is running until it has ended, also when both come at once', async () => {
    const { line, browser } = await aPerson()
    const context = contextTo(line)
    await keepCallRecords(t.house, [event(context, 'long', { kind: 'answered' })])
    const first = async () => (await listOf(browser, 'received')).groups[0]?.calls[0]
    expect(await first()).toMatchObject({ running: true, seconds: 0 })
    await keepCallRecords(t.house, [event(context, 'long', { kind: 'ended', seconds: 61 })])
    expect(await first()).toMatchObject({ running: false, seconds: 61, outcome: 'answered' })
    // The answer, told again after the end, takes nothing back.
    await keepCallRecords(t.house, [event(context, 'long', { kind: 'answered' })])
    expect(await first()).toMatchObject({ running: false, seconds: 61 })
    t.clock.forward(1_000)
    await calls(line, ['answered', 'ended'])
    expect(await first()).toMatchObject({ running: false, seconds: 42 })
  })

  it('pages without cutting a group, losing or repeating a call', async () => {
    const { line, browser } = await aPerson()
    const callers = Array.from({ length: 45 }, (_, i) => ({
      ...marco,
      number: `+39025554${String(i).padStart(4, '0')}`,
    }))
    for (const caller of callers) for (let i = 0; i < 3; i++) await calls(line, ['cancelled'], { caller })
    const seen: string[] = []
    const sizes: number[] = []
    for (let after: string | null | undefined; after !== null; ) {
      const page = await listOf(browser, 'missed', after ? { after } : {})
      seen.push(...page.groups.flatMap((group) => group.calls.map(({ id }) => id)))
      sizes.push(...page.groups.map((group) => group.calls.length))
      after = page.next
    }
    expect(new Set(seen).size).toBe(135)
    expect(seen).toHaveLength(135)
    expect(new Set(sizes)).toEqual(new Set([3]))
  })

  it('searches by name and number, and narrows by day', async () => {
    const { line, browser } = await aPerson()
    const colleague = await aPerson({ name: 'Nicolò D’Angelo' })
    await calls(line, ['cancelled'])
    const day = t.clock.now.toISOString()
    t.clock.forward(60_000)
    await calls(line, ['cancelled'], {
      caller: { lineId: colleague.line.id, number: colleague.line.number, name: null },
    })
    const found = async (more: object) => (await listOf(browser, 'missed', more)).groups.map(({ other }) => other.name)
    expect(await found({ search: 'colombo' })).toEqual(['Marco Colombo'])
    expect(await found({ search: '02 555 48' })).toEqual(['Marco Colombo'])
    expect(await found({ search: 'nicolo dangelo' })).toEqual(['Nicolò D’Angelo'])
    expect(await found({ from: day })).toEqual(['Nicolò D’Angelo'])
    expect(await found({ to: day })).toEqual(['Marco Colombo'])
    expect(await found({ search: '%' })).toEqual([])
  })

  it('tells the steps and why, to the owner of the record alone', async () => {
    const anna = await aPerson({ name: 'Anna Forti' })
    const carla = await aPerson({ name: 'Carla Neri' })
    await calls(anna.line, ['answered'], {
      lines: [
        {
          lineId: anna.line.id,
          from: 0,
          sentOn: [
            { step: 0, to: { lineId: carla.line.id, number: carla.line.number, name: null }, reason: 'selective' },
          ],
        },
        { lineId: carla.line.id, from: 0 },
      ],
      steps: [[{ kind: 'device', lineId: carla.line.id, deviceId: 'due' }]],
      reasons: [{ rule: 'selective-forward', lineId: anna.line.id, facts: { rule: 'Clienti' } }],
    })
    const [group] = (await listOf(anna.browser, 'received')).groups
    const params = { callId: group?.calls[0]?.id ?? '' }
    const detail = await anna.browser.call('GET /api/me/calls/:callId', { params })
    expect(detail).toMatchObject({
      outcome: 'forwarded',
      reasons: [{ rule: 'selective-forward', facts: { rule: 'Clienti' } }],
      path: [{ rang: [{ kind: 'device', lineId: carla.line.id }], left: 'answered' }],
      sentTo: { lineId: carla.line.id },
      people: { [carla.line.id]: { name: 'Carla Neri', extension: carla.line.extension } },
    })
    await expect(carla.browser.call('GET /api/me/calls/:callId', { params })).rejects.toMatchObject({
      code: 'not-found',
    })
  })

  it('takes calls off the list and back again, one’s own only', async () => {
    const { line, browser } = await aPerson()
    const other = await aPerson()
    await calls(line, ['cancelled'])
    const id = (await listOf(browser, 'missed')).groups[0]?.calls[0]?.id ?? ''
    await other.browser.call('POST /api/me/calls/delete', { body: { calls: [id] } })
    expect((await listOf(browser, 'missed')).groups).toHaveLength(1)
    await browser.call('POST /api/me/calls/delete', { body: { calls: [id] } })
    expect((await listOf(browser, 'missed')).groups).toEqual([])
    await browser.call('POST /api/me/calls/delete', { body: { calls: [id], back: true } })
    expect((await listOf(browser, 'missed')).groups).toHaveLength(1)
  })

  it('exports what is found, in the reader’s language, without formulas', async () => {
    const { line, browser } = await aPerson()
    await calls(line, ['cancelled'], { caller: { ...marco, name: '=cmd()' } })
    await calls(line, ['cancelled'], { caller: { lineId: null, number: null, name: null } })
    const file = await browser.call('POST /api/me/calls/export', { body: { list: 'missed' } })
    const [head, hidden, formula] = file.trim().split('\r\n')
    expect(head).toBe('Data;Ora;Tipo;Nome;Numero;Esito;Durata in secondi')
    expect(hidden).toBe('22/11/2026;10:00:01;Persa;Numero nascosto;;Riagganciata prima;0')
    expect(formula).toMatch(/;'=cmd\(\);02 5554 8210;/)
  })

  it('a helpline leaves no number in the list, in the file or in the row', async () => {
    const { line, browser } = await aPerson()
    const help = {
      caller: { lineId: line.id, number: line.number, name: line.name },
      callee: { lineId: null, number: '+391522', name: null },
      dialled: '1522',
      lines: [],
      steps: [[{ kind: 'outside' as const, lineId: line.id, number: '+391522' }]],
    }
    const callId = await calls(line, ['answered'], help)
    const { groups } = await listOf(browser, 'made')
    expect(groups[0]?.other).toEqual({ kind: 'helpline', lineId: null, number: null, extension: null, name: null })
    const row = await t.house.cellar.asService((trx) =>
      trx.selectFrom('call_record').selectAll().where('call_id', '=', callId).executeTakeFirstOrThrow(),
    )
    const { id: _id, started_at: _at, ...rest } = row
    expect(JSON.stringify(rest).replaceAll(/[0-9a-f-]{36}/g, '')).not.toContain('1522')
    expect((await listOf(browser, 'made', { search: '1522' })).groups).toEqual([])
  })

  it('is veiled for whoever has just come in with the shared password', async () => {
    const { line, browser } = await aPerson()
    await calls(line, ['cancelled'])
    await t.house.cellar.asService((trx) =>
      trx.updateTable('line').set({ activated_at: t.clock.now }).where('id', '=', line.id).execute(),
    )
    t.clock.forward(3_000)
    await calls(line, ['cancelled'])
    const newcomer = (await putSession(t, line)).browser
    expect((await listOf(newcomer, 'missed')).groups.flatMap((group) => group.calls)).toHaveLength(1)
    t.clock.days(1)
    const later = (await putSession(t, line)).browser
    expect((await listOf(later, 'missed')).groups.flatMap((group) => group.calls)).toHaveLength(2)
    expect((await listOf(browser, 'missed').catch(({ code }) => code)) !== undefined).toBe(true)
  })
})

describe('messages', () => {
  /** A second of tone, recorded as the engine does. */
  const tone = Int16Array.from({ length: 8_000 }, (_, i) =>
    Math.round(8_000 * Math.sin((2 * Math.PI * 440 * i) / 8_000)),
  )

  async function leave(to: GrownLine, caller: string | null = '+390255548210') {
    const file = `message-${++count}.wav`
    await writeFile(join(spool, file), writeWav(tone))
    const left = {
      id: file,
      at: t.clock.now.toISOString(),
      kind: 'message-left',
      callId: `call-${count}`,
      lineId: to.id,
      file,
      seconds: 1,
      caller,
    } as const
    await keepMessage(t.house, spool, left)
    return left
  }

  it('keeps a recording sealed, gives it back to its owner as it sounded, and clears the spool', async () => {
    const { line, browser } = await aPerson()
    const left = await leave(line)
    expect(existsSync(join(spool, left.file))).toBe(false)
    await keepMessage(t.house, spool, left)
    const { messages } = await browser.call('GET /api/me/messages', { query: {} })
    expect(messages).toMatchObject([{ heard: false, seconds: 1, other: { number: '+390255548210', kind: 'number' } }])
    expect(messages[0]?.loudness).toHaveLength(96)
    const id = messages[0]?.id ?? ''
    const audio = await browser.raw('GET', `/api/me/messages/${id}/audio`)
    expect(audio.headers).toMatchObject({
      'content-type': 'audio/wav',
      'cache-control': 'no-store',
      'content-disposition': expect.stringContaining('attachment'),
    })
    const heard = readWav(audio.bytes)
    expect(heard).toHaveLength(8_000)
    // A-law keeps about 38 dB: every sample within a few percent of what was said.
    expect(Math.max(...heard.map((sample, i) => Math.abs(sample - (tone[i] ?? 0))))).toBeLessThan(300)
    const { sealed } = await t.house.cellar.asService((trx) =>
      trx.selectFrom('voicemail_audio').select('sealed').where('message_id', '=', id).executeTakeFirstOrThrow(),
    )
    expect(sealed).toHaveLength(8_000 + 12 + 16)
    expect(new Set(sealed).size).toBeGreaterThan(250)
  })

  it('knows a colleague by the number, and a withheld caller by none', async () => {
    const { line, browser } = await aPerson()
    const colleague = await aPerson({ name: 'Piera Sella' })
    await leave(line, colleague.line.number)
    t.clock.forward(1_000)
    await leave(line, null)
    const { messages } = await browser.call('GET /api/me/messages', { query: {} })
    expect(messages.map(({ other }) => [other.kind, other.name])).toEqual([
      ['withheld', null],
      ['colleague', 'Piera Sella'],
    ])
  })

  it('is heard, new again, deleted and brought back by its owner alone', async () => {
    const { line, browser } = await aPerson()
    const other = await aPerson()
    await leave(line)
    const params = { messageId: (await browser.call('GET /api/me/messages', { query: {} })).messages[0]?.id ?? '' }
    const news = async () => (await browser.call('GET /api/me/news')).messages
    expect(await news()).toBe(1)
    await browser.call('PATCH /api/me/messages/:messageId', { params, body: { heard: true } })
    expect(await news()).toBe(0)
    expect((await browser.call('GET /api/me/messages', { query: { unheard: true } as never })).messages).toEqual([])
    await browser.call('PATCH /api/me/messages/:messageId', { params, body: { heard: false } })
    expect(await news()).toBe(1)
    for (const attempt of await Promise.allSettled([
      other.browser.call('PATCH /api/me/messages/:messageId', { params, body: { heard: true } }),
      other.browser.call('DELETE /api/me/messages/:messageId', { params }),
      other.browser.call('POST /api/me/messages/:messageId/restore', { params }),
      other.browser.call('GET /api/me/messages/:messageId/audio', { params }),
    ]))
      expect(attempt).toMatchObject({ status: 'rejected', reason: { code: 'not-found' } })
    await browser.call('DELETE /api/me/messages/:messageId', { params })
    expect((await browser.call('GET /api/me/messages', { query: {} })).messages).toEqual([])
    await expect(browser.call('GET /api/me/messages/:messageId/audio', { params })).rejects.toMatchObject({
      code: 'not-found',
    })
    await browser.call('POST /api/me/messages/:messageId/restore', { params })
    expect((await browser.call('GET /api/me/messages', { query: {} })).messages).toHaveLength(1)
  })

  it('is never the administrator’s, not even under a grant', async () => {
    const { line } = await aPerson()
    await leave(line)
    await calls(line, ['cancelled'])
    const boss = await aPerson({ role: 'administrator' })
    const session = await putSession(t, boss.line, { view: 'administrator', stepped_up_at: t.clock.now })
    await putGrant(t, session, boss.line, line.id)
    expect((await listOf(session.browser, 'missed')).groups).toEqual([])
    expect((await session.browser.call('GET /api/me/messages', { query: {} })).messages).toEqual([])
    const seen = await t.house.cellar.inCompany(
      { companyId: company.id, lineId: boss.line.id, subjectId: line.id },
      async (trx) => [
        await trx.selectFrom('call_record').select('id').execute(),
        await trx.selectFrom('voicemail_audio').select('message_id').execute(),
      ],
    )
    expect(seen).toEqual([[], []])
  })

  it('a file that is no sound stays in the spool, and the failure is heard of', async () => {
    const { line } = await aPerson()
    await writeFile(join(spool, 'broken.wav'), 'niente')
    const event = {
      id: 'x',
      at: t.clock.now.toISOString(),
      kind: 'message-left',
      callId: 'x',
      lineId: line.id,
      seconds: 1,
      caller: null,
    } as const
    await expect(keepMessage(t.house, spool, { ...event, file: 'broken.wav' })).rejects.toThrow('Not a WAVE file')
    expect(await readFile(join(spool, 'broken.wav'), 'utf8')).toBe('niente')
    // A name that leads elsewhere is looked for in the spool only.
    await keepMessage(t.house, spool, { ...event, file: '../../etc/hostname' })
  })
})

it('90 days later nothing of it is kept, deleted things go after 30', async () => {
  const { line, browser } = await aPerson()
  await calls(line, ['cancelled'])
  const id = (await listOf(browser, 'missed')).groups[0]?.calls[0]?.id ?? ''
  await browser.call('POST /api/me/calls/delete', { body: { calls: [id] } })
  await calls(line, ['cancelled'])
  const work = startDueWork(t.house)
  const left = () =>
    t.house.cellar.asService((trx) =>
      trx.selectFrom('call_record').select('id').where('line_id', '=', line.id).execute(),
    )
  t.clock.days(29)
  await work.runOnce()
  expect(await left()).toHaveLength(2)
  t.clock.days(2)
  await work.runOnce()
  expect(await left()).toHaveLength(1)
  t.clock.days(60)
  await work.runOnce()
  expect(await left()).toEqual([])
  await work.stop()
})
