import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Administrator, anAdministrator } from '../directory/testing/an-administrator.ts'
import { audit } from '../provider/audit.ts'
import { type GrownLine, grownLine } from '../testing/grown-line.ts'
import { openTestHouse, type TestHouse } from '../testing/test-house.ts'
import { romanMidnight } from './audit-log.ts'

let t: TestHouse
let a: Administrator
let theirs: Administrator
let marco: GrownLine

beforeAll(async () => {
  t = await openTestHouse()
  a = await anAdministrator(t, { number: '+390125555949' })
  theirs = await anAdministrator(t, { company: 'Officina Valle S.n.c.', number: '+390125666949' })
  marco = await grownLine(t, a.company, { name: 'Marco Riva' })
})
afterAll(() => t.close())

type Query = {
  actor?: string
  subject?: string
  action?: string
  result?: 'done' | 'refused'
  from?: string
  to?: string
  after?: number
  size?: number
  role?: 'support' | 'administrator'
}
const list = (query: Query = {}) => a.browser.call('GET /api/audit-log', { query })
const check = (who = a) => who.browser.call('POST /api/audit-log/check')

it('tells who did what, when, on whom and from where, newest first', async () => {
  await a.browser.call('POST /api/directory/acting-grants', { body: { lineId: marco.id } })
  const [first] = (await list()).events
  expect(first).toMatchObject({
    action: 'acting.started',
    result: 'done',
    actor: { id: a.line.id, name: a.line.name, role: 'administrator' },
    subject: { id: marco.id, name: 'Marco Riva' },
    at: t.clock.now.toISOString(),
    ip: '192.0.2.1',
  })
})

it('is narrowed by person, subject, action, result and day', async () => {
  const actions = async (query: Query) => [...new Set((await list(query)).events.map(({ action }) => action))]
  expect(await actions({ subject: marco.id })).toEqual(['acting.started'])
  expect(await actions({ actor: marco.id })).toEqual([])
  expect(await actions({ action: 'sign-in' })).toEqual(['sign-in'])
  expect(await actions({ role: 'support' })).toEqual([])
  expect((await list({ from: '2026-11-22', to: '2026-11-22' })).events.length).toBeGreaterThan(3)
  expect((await list({ from: '2026-11-23' })).events).toEqual([])
  expect((await list({ to: '2026-11-21' })).events).toEqual([])
  const refused = await a.browser.raw('POST', '/api/session/step-up', {
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ password: 'non è questa' }),
  })
  expect(refused.status).toBe(422)
  expect((await list({ result: 'refused' })).events.map(({ action }) => action)).toEqual(['session.stepped-up'])
  expect((await a.browser.call('GET /api/audit-log/actions')).actions).toEqual(
    expect.arrayContaining(['acting.started', 'sign-in', 'session.stepped-up']),
  )
})

it('turns page after page without missing or repeating one, and shows nothing of another company', async () => {
  const all = (await list({ size: 100 })).events.map(({ id }) => id)
  const paged: number[] = []
  for (let after: number | undefined; ; ) {
    const { events, more } = await list({ size: 2, ...(after ? { after } : {}) })
    paged.push(...events.map(({ id }) => id))
    after = events.at(-1)?.id
    if (!more) break
  }
  expect(paged).toEqual(all)
  const others = (await theirs.browser.call('GET /api/audit-log', { query: {} })).events
  expect(others.map(({ id }) => id).filter((id) => all.includes(id))).toEqual([])
  expect((await list({ after: others[0]?.id ?? 0 })).events).toEqual([])
})

it('what the provider does for the company is in it as well (L05)', async () => {
  await t.house.cellar.asService((trx) =>
    audit(trx, t.clock.now, {
      companyId: a.company.id,
      actor: { id: null, name: 'Servizio clienti', role: 'support' },
      subjectId: marco.id,
      action: 'line.restored-by-support',
      facts: { object: 'prova', ticket: '=1+1' },
    }),
  )
  expect((await list({ role: 'support' })).events).toMatchObject([{ subject: { name: 'Marco Riva' } }])
})

it('is a file for the spreadsheet, in the words of the page, and the export is in the log', async () => {
  const file = await a.browser.call('POST /api/audit-log/export', { body: { subject: marco.id } })
  const [head, first] = file.replace('\ufeff', '').split('\r\n')
  expect(head).toBe('Quando;Chi;Come;Che cosa;Su chi;Dettagli;Esito;Da quale indirizzo')
  expect(first).toMatch(/^22\/11\/26, 10:00:00;Servizio clienti;.*Marco Riva \(0125 555 \d+\);ticket: =1\+1;/)
  expect(file).not.toMatch(/(^|;)[=+@-]/m)
  expect((await list({ action: 'activity-log.exported' })).events).toMatchObject([{ facts: { rows: 2 } }])
})

describe('the chain', () => {
  it('is whole as long as nobody touches it, and each company has its own', async () => {
    const { events, broken } = await check()
    expect(broken).toBeNull()
    expect(events).toBeGreaterThan(5)
  })

  it('shows the first row that somebody changed behind the server’s back (L02)', async () => {
    await t.house.cellar.owner.session(async (session) => {
      await session.run('alter table audit_event disable trigger user')
      await session.rows(`update audit_event set actor_name = 'Nessuno' where company_id = $1 and chain_no = 3`, [
        a.company.id,
      ])
      await session.run('alter table audit_event enable trigger user')
    })
    expect((await check()).broken).toMatchObject({ number: 3 })
    expect((await check(theirs)).broken).toBeNull()
  })

  it('shows a row that is gone, and one cut off its end', async () => {
    await t.house.cellar.owner.session(async (session) => {
      await session.run('alter table audit_event disable trigger user')
      await session.rows('delete from audit_event where company_id = $1 and chain_no = 2', [a.company.id])
      await session.rows(
        `delete from audit_event where company_id = $1
          and chain_no = (select max(chain_no) from audit_event where company_id = $1)`,
        [theirs.company.id],
      )
      await session.run('alter table audit_event enable trigger user')
    })
    expect((await check()).broken).toMatchObject({ number: 2 })
    const cut = await check(theirs)
    expect(cut.broken).toEqual({ number: cut.events, at: null })
  })

  it('is not for the portal to change, whatever the code does', async () => {
    const change = (statement: string) =>
      t.house.cellar.inCompany({ companyId: a.company.id }, (trx) => sql.raw(statement).execute(trx))
    await expect(change(`update audit_event set actor_name = 'x'`)).rejects.toThrow(/permission denied/)
    await expect(change('delete from audit_event')).rejects.toThrow(/permission denied/)
  })
})

it.each([
  ['2026-11-22', '2026-11-21T23:00:00.000Z'],
  ['2026-07-01', '2026-06-30T22:00:00.000Z'],
  ['2026-03-29', '2026-03-28T23:00:00.000Z'],
  ['2026-03-30', '2026-03-29T22:00:00.000Z'],
  ['2026-10-25', '2026-10-24T22:00:00.000Z'],
  ['2026-10-26', '2026-10-25T23:00:00.000Z'],
])('the day %s begins in Italy at %s', (day, instant) => {
  expect(romanMidnight(day).toISOString()).toBe(instant)
})
