import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ApiProblem } from '#contract/client.ts'
import { staffAs } from '../../testing/staff-as.ts'
import { type Browser, openTestHouse, type TestHouse } from '../../testing/test-house.ts'
import { aDraft } from '../imports/testing/begin.ts'

/** A new customer by the guided form: nothing of the company is there until "Attiva", and then all of it. */

let t: TestHouse
beforeAll(async () => {
  t = await openTestHouse()
})
afterAll(() => t.close())

const show = (browser: Browser, draftId: string) =>
  browser.call('GET /api/provider/drafts/:draftId', { params: { draftId } })

const add = (browser: Browser, draftId: string, number: string, more: Record<string, string> = {}) =>
  browser.call('POST /api/provider/drafts/:draftId/lines', {
    params: { draftId },
    body: {
      number,
      extension: '',
      name: 'Persona',
      site: 'Ivrea',
      service: 'standard',
      userType: 'user',
      email: '',
      mobile: '',
      ...more,
    },
  })

const problem = async (call: Promise<unknown>) => {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  return error instanceof ApiProblem ? error.body : error
}

/** Everything but what the caller leaves out, and two lines. */
async function ready(district: string, delivery: 'email' | 'sms' | 'technician') {
  const { browser, draftId } = await aDraft(t, { name: `Studio ${district}` })
  await add(browser, draftId, `${district} 555 100`, {
    name: 'Giulia Capo',
    userType: 'administrator',
    extension: '100',
  })
  await add(browser, draftId, `${district} 555 101`, { extension: '101' })
  const { version } = await browser.call('PATCH /api/provider/drafts/:draftId', {
    params: { draftId },
    body: {
      version: (await show(browser, draftId)).version,
      sites: [
        { name: 'Ivrea', street: 'Via Torino', houseNumber: '12', postcode: '10015', town: 'Ivrea', province: 'to' },
      ],
      blocks: [{ first: `${district} 555 100`, last: `${district} 555 199` }],
      licences: { standard: 10 },
      activation: { day: '', delivery },
    },
  })
  const activate = () =>
    browser.call('POST /api/provider/drafts/:draftId/activate', { params: { draftId }, body: { version } })
  return { browser, draftId, version, activate }
}

describe('a draft', () => {
  it('says what it lacks, step by step', async () => {
    const { browser } = await staffAs(t, 'activation')
    const { id: draftId } = await browser.call('POST /api/provider/drafts', { body: { name: 'Nuova S.r.l.' } })
    const codes = async () =>
      (await show(browser, draftId)).flaws.map(({ step, field, code }) => `${step} ${field} ${code}`)
    expect(await codes()).toEqual([
      'company vatNumber vat-number-missing',
      'sites  site-missing',
      'lines  lines-missing',
      'activation delivery contact-email-missing',
    ])
    await browser.call('PATCH /api/provider/drafts/:draftId', {
      params: { draftId },
      body: {
        version: 1,
        company: {
          name: 'Nuova S.r.l.',
          vatNumber: '01234560018',
          contractNumber: '',
          contactEmail: 'no',
          contactMobile: '0125',
          language: 'en',
        },
        sites: [
          { name: 'Ivrea', street: 'Via Torino', houseNumber: '', postcode: '1001', town: 'Ivrea', province: 'XX' },
          { name: 'IVREA', street: '', houseNumber: '', postcode: '', town: '', province: '' },
        ],
        blocks: [
          { first: '0125 555 100', last: '0125 555 199' },
          { first: '0125 555 150', last: '' },
          { first: '347 555 2043', last: '' },
        ],
        activation: { day: '2026-11-23', delivery: 'sms' },
      },
    })
    expect(await codes()).toEqual([
      'company vatNumber vat-number-invalid',
      'company contactEmail contact-email-invalid',
      'company contactMobile contact-mobile-invalid',
      'sites 0.postcode address-postcode',
      'sites 0.province address-province',
      'sites 1.name site-twice',
      'numbers 1.first blocks-overlap',
      'numbers 2.first block-not-geographic',
      'lines  lines-missing',
      'activation day activation-in-future',
      'activation delivery contact-mobile-missing',
    ])
  })

  it('two people who save the same one: the second is told who was first, and nothing is overwritten', async () => {
    const { browser, draftId } = await aDraft(t)
    const other = await staffAs(t, 'supervisor', { name: 'Bice Neri' })
    const { version } = await show(other.browser, draftId)
    const save = (who: Browser, day: string) =>
      who.call('PATCH /api/provider/drafts/:draftId', {
        params: { draftId },
        body: { version, activation: { day, delivery: 'email' } },
      })
    await save(other.browser, '2026-11-01')
    expect(await problem(save(browser, '2026-11-02'))).toMatchObject({ code: 'draft.conflict', by: 'Bice Neri' })
    expect((await show(browser, draftId)).data.activation.day).toBe('2026-11-01')
  })

  it('takes lines by hand under the rules of a file, and gives them up again', async () => {
    const { browser, draftId } = await aDraft(t)
    const { id } = await add(browser, draftId, '0125 556 101', { extension: '101' })
    expect(await problem(add(browser, draftId, '125 556 102', { extension: '112', email: 'no' }))).toMatchObject({
      code: 'draft.line-refused',
      flaws: ['number:number-missing-zero', 'extension:extension-emergency', 'email:email-invalid'],
    })
    expect(await problem(add(browser, draftId, '0125 556101', { extension: '101' }))).toMatchObject({
      code: 'draft.line-refused',
    })
    await browser.call('DELETE /api/provider/drafts/:draftId/lines/:draftLineId', {
      params: { draftId, draftLineId: id },
    })
    expect((await show(browser, draftId)).lines).toBe(0)
  })

  it('is found in the list until it is given up; the desk sees it and changes nothing', async () => {
    const { browser, draftId } = await aDraft(t, { name: 'Tipografia Àlpina' })
    const desk = await staffAs(t, 'desk')
    const found = await desk.browser.call('GET /api/provider/drafts', { query: { search: 'alpina' } })
    expect(found.drafts).toMatchObject([{ id: draftId, name: 'Tipografia Àlpina', lines: 0, updatedBy: 'Ada Riva' }])
    expect(await problem(show(desk.browser, draftId))).toMatchObject({ code: 'forbidden' })
    await browser.call('DELETE /api/provider/drafts/:draftId', { params: { draftId } })
    expect((await desk.browser.call('GET /api/provider/drafts', { query: { search: 'alpina' } })).total).toBe(0)
  })
})

describe('"Attiva"', () => {
  it('makes the company as agreed, and its letters', async () => {
    const { draftId, browser, activate } = await ready('0161', 'email')
    expect((await show(browser, draftId)).flaws).toEqual([])
    const done = await activate()
    expect(done).toMatchObject({ lines: 2, technician: null, numbersTo: 't•••@v•••.example' })
    const made = await t.house.cellar.asService(async (trx) => ({
      company: await trx.selectFrom('company').selectAll().where('id', '=', done.companyId).executeTakeFirst(),
      sites: await trx.selectFrom('site').selectAll().where('company_id', '=', done.companyId).execute(),
      blocks: await trx.selectFrom('number_block').selectAll().where('company_id', '=', done.companyId).execute(),
      licences: await trx.selectFrom('company_licence').selectAll().where('company_id', '=', done.companyId).execute(),
    }))
    expect(made).toMatchObject({
      company: { contract_number: 'OS-204418', vat_number: '01234560017' },
      sites: [
        { name: 'Ivrea', postcode: '10015', province: 'TO', emergency_location: 'Via Torino 12, 10015 Ivrea (TO)' },
      ],
      blocks: [{ first_number: '+390161555100', last_number: '+390161555199' }],
      licences: [{ service: 'standard', licences: 10 }],
    })
    const letters = await t.letters('titolare@valle.example')
    expect(letters[0]?.text).toContain('0161 555 100')
    expect((await show(browser, draftId)).companyId).toBe(done.companyId)
  })

  it('with the technician’s sheet, once', async () => {
    const { activate } = await ready('0163', 'technician')
    const { technician } = await activate()
    expect(technician?.administrators).toMatchObject([{ name: 'Giulia Capo', extension: '100' }])
    expect(
      Buffer.from(technician?.sheet ?? '', 'base64')
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
    expect(await problem(activate())).toMatchObject({ code: 'draft.activated' })
  })

  it('pressed twice it happens once', async () => {
    const { activate } = await ready('0165', 'sms')
    const answers = await Promise.all([problem(activate()), problem(activate())])
    expect(answers.filter((answer) => answer === undefined)).toHaveLength(1)
    const companies = await t.house.cellar.asService((trx) =>
      trx.selectFrom('company').select('id').where('name', '=', 'Studio 0165').execute(),
    )
    expect(companies).toHaveLength(1)
  })

  it('takes no line as it was a moment ago: a line changed meanwhile is taken, stops it, or comes too late', async () => {
    const { browser, draftId, activate } = await ready('0172', 'sms')
    const { lines } = await browser.call('GET /api/provider/drafts/:draftId/lines', { params: { draftId }, query: {} })
    const line = lines.find(({ extension }) => extension === '101')
    if (!line) throw new Error('no line')
    const { id: draftLineId, flaws: _, ...values } = { flaws: [], ...line }
    const edit = () =>
      browser.call('PATCH /api/provider/drafts/:draftId/lines/:draftLineId', {
        params: { draftId, draftLineId },
        body: { ...values, name: 'Nome Nuovo' } as never,
      })
    const [activated, edited] = await Promise.all([problem(activate()), problem(edit())])
    if (activated) expect([activated, edited]).toMatchObject([{ code: 'draft.conflict' }, undefined])
    else {
      const made = await t.house.cellar.asService((trx) =>
        trx.selectFrom('line').select('name').where('number', '=', '+390172555101').executeTakeFirst(),
      )
      // The change came too late, or was whole before the lines were read: then it is in the company.
      if (edited) expect([edited, made]).toMatchObject([{ code: 'draft.activated' }, { name: line.name }])
      else expect(made).toEqual({ name: 'Nome Nuovo' })
    }
  })

  it('not with too few licences, nor when somebody has saved meanwhile', async () => {
    const { browser, draftId, version, activate } = await ready('0171', 'technician')
    const params = { draftId }
    const fewer = await browser.call('PATCH /api/provider/drafts/:draftId', {
      params,
      body: { version, licences: { standard: 1 } },
    })
    expect(fewer.flaws).toMatchObject([{ step: 'services', code: 'licences-short', facts: { lines: 2, licences: 1 } }])
    expect(await problem(activate())).toMatchObject({ code: 'draft.conflict' })
    expect(
      await problem(
        browser.call('POST /api/provider/drafts/:draftId/activate', { params, body: { version: fewer.version } }),
      ),
    ).toMatchObject({ code: 'draft.incomplete' })
  })
})
