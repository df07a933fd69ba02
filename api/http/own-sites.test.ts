import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { permissions, type Requirement } from '#domain/access/permissions.ts'
import { changeLine } from '../access/account.sql.ts'
import { phoneOf } from '../call-handling/testing/calls.ts'
import { type GrownLine, grownLine } from '../testing/grown-line.ts'
import { putGrant, putSession } from '../testing/put-session.ts'
import { openTestHouse, type TestHouse } from '../testing/test-house.ts'
import { codeOf, keyOf, sampleOf, send } from './testing/send.ts'

/**
 * An administrator of Ivrea cannot reach a line of Torino by any route of the company. Generated from the live routes:
 * one that is added tomorrow is tried tomorrow.
 */

let t: TestHouse
let paolo: GrownLine
let theirs: GrownLine
let phone: string
/** What tells that something of theirs came out. */
let traces: string[]

beforeAll(async () => {
  t = await openTestHouse()
  const company = await t.company()
  const giulia = await grownLine(t, company, { role: 'administrator', site: 'torino' })
  paolo = await grownLine(t, company, { role: 'administrator', site: 'ivrea' })
  await grownLine(t, company, { site: 'ivrea' })
  theirs = await grownLine(t, company, { site: 'torino', name: 'Zaira Torinese' })
  phone = (await phoneOf(t, theirs)).id
  await t.house.cellar.asService(async (trx) => {
    await changeLine(trx, paolo.id, { administrator_sites: [company.sites.ivrea] })
    await trx
      .insertInto('activation')
      .values({
        id: randomUUID(),
        company_id: company.id,
        line_id: theirs.id,
        at: t.clock.now,
        ip: '203.0.113.77',
        secret: 'shared',
      })
      .execute()
  })
  traces = [theirs.id, theirs.number, theirs.name, theirs.email, phone, '203.0.113.77', giulia.name]
})
afterAll(() => t.close())

/** Signed in just now, with a grant on their line that was given when the sites were others. */
async function asPaolo() {
  const session = await putSession(t, paolo, { view: 'administrator', stepped_up_at: t.clock.now })
  await putGrant(t, session, paolo, theirs.id)
  return session.browser
}

/** All that is kept of their line. */
const stored = () =>
  t.house.cellar.asService(async (trx) => {
    const tables = ['credential', 'device', 'session', 'mailed_link', 'call_settings', 'line_call_permission'] as const
    const rows: unknown[] = [await trx.selectFrom('line').selectAll().where('id', '=', theirs.id).execute()]
    for (const table of tables)
      rows.push(await trx.selectFrom(table).selectAll().where('line_id', '=', theirs.id).execute())
    return rows
  })

const needsOf = (may: keyof typeof permissions): Requirement => permissions[may]

test('no route shows, finds or changes anything of another site', async () => {
  const answers: Record<string, string> = {}
  for (const served of t.served) {
    const needs = needsOf(served.route.may)
    if (needs.session !== 'full' || needs.view !== 'administrator') continue
    const browser = await asPaolo()
    const before = await stored()
    const sample = sampleOf(served)
    const body = sample.body && { ...sample.body, ...('lineId' in sample.body ? { lineId: theirs.id } : {}) }
    const query = served.path.endsWith('/choices') || served.path === '/api/directory/lines' ? 'search=Torinese' : ''
    const answer = await send(browser, served, {
      params: { lineId: theirs.id, deviceId: phone },
      ...(body ? { body } : {}),
      ...(query ? { query } : {}),
    } as never)
    for (const trace of traces) expect(answer.body, `${keyOf(served)} tells of ${trace}`).not.toContain(trace)
    const named = served.path.includes(':lineId') || served.path.includes(':deviceId') || (body && 'lineId' in body)
    if (named) answers[keyOf(served)] = codeOf(answer) ?? String(answer.status)
    expect(await stored(), keyOf(served)).toEqual(before)
  }
  const codes = new Set(Object.values(answers))
  for (const code of codes) expect(['not-found', 'whole-company'], JSON.stringify(answers)).toContain(code)
  expect(Object.keys(answers).length).toBeGreaterThan(20)
})

test('what touches the whole company is refused with the reason', async () => {
  for (const served of t.served) {
    if (!needsOf(served.route.may).wholeCompany) continue
    const answer = await send(await asPaolo(), served)
    expect([keyOf(served), codeOf(answer)]).toEqual([keyOf(served), 'whole-company'])
  }
})
