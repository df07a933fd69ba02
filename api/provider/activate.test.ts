import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDays } from '#domain/clock.ts'
import { openTestHouse, type TestHouse } from '../testing/test-house.ts'
import { type Activated, activateCompany } from './activate.ts'
import { aFile, readDemoFile } from './testing/a-file.ts'

let test: TestHouse
beforeAll(async () => {
  test = await openTestHouse()
})
afterAll(() => test.close())

const contact = { contactEmail: 'g.ferrero@arredicanavese.example', contactMobile: '+39 347 555 2043' }
const tables = ['company', 'site', 'line', 'credential', 'number_block', 'outbox_message', 'audit_event'] as const

/** How many rows there are of everything that an activation writes. */
const counts = () =>
  test.house.cellar.asService(async (trx) => {
    const found: Record<string, number> = {}
    for (const table of tables) {
      const row = await trx
        .selectFrom(table)
        .select((q) => q.fn.countAll<number>().as('rows'))
        .executeTakeFirstOrThrow()
      found[table] = row.rows
    }
    return found
  })

describe('the demo company', () => {
  let activated: Activated
  beforeAll(async () => {
    activated = await activateCompany(test.house, {
      name: ' Arredi  Canavese S.r.l.',
      vatNumber: 'IT01234560017',
      ...contact,
      delivery: 'email',
      operator: 'prova',
      file: await readDemoFile(test.house),
    })
  })

  it('is there whole', async () => {
    const read = await test.house.cellar.asService(async (trx) => ({
      company: await trx.selectFrom('company').selectAll().executeTakeFirstOrThrow(),
      sites: await trx.selectFrom('site').select('name').orderBy('name').execute(),
      states: await trx
        .selectFrom('line')
        .select(['first_access', 'role'])
        .select((q) => q.fn.countAll<number>().as('lines'))
        .groupBy(['first_access', 'role'])
        .orderBy('role')
        .execute(),
      version: await trx.selectFrom('directory_version').selectAll().executeTakeFirstOrThrow(),
      secret: await trx.selectFrom('company_secret').selectAll().executeTakeFirstOrThrow(),
      blocks: await trx
        .selectFrom('number_block')
        .select(['first_number', 'last_number'])
        .orderBy('first_number')
        .limit(1)
        .execute(),
    }))
    expect(read.company).toMatchObject({
      id: activated.companyId,
      name: 'Arredi Canavese S.r.l.',
      vat_number: '01234560017',
      contact_email: 'g.ferrero@arredicanavese.example',
      contact_mobile: '+393475552043',
      activated_at: test.clock.now,
      password_expiry_days: 365,
    })
    expect(read.sites.map((site) => site.name)).toEqual(['Aosta', 'Ivrea', 'Torino'])
    expect(read.states).toEqual([
      { first_access: 'never-entered', role: 'administrator', lines: 2 },
      { first_access: 'never-entered', role: 'user', lines: 48 },
    ])
    expect(read.version).toMatchObject({ company_id: activated.companyId, version: 1 })
    expect(read.secret).toMatchObject({ generation: 1, closed_at: null })
    expect(read.secret.hash).toMatch(/^\$argon2id\$/)
    expect(read.blocks).toEqual([{ first_number: '+390115557110', last_number: '+390115557110' }])
    expect(activated.administrators.map((line) => line.extension)).toEqual(['049', '130'])
    expect(activated.users).toHaveLength(48)
  })

  it('has lines that wait for their holders', async () => {
    const line = await test.house.cellar.asService((trx) =>
      trx.selectFrom('line').selectAll().where('extension', '=', '016').executeTakeFirstOrThrow(),
    )
    expect(line).toMatchObject({
      number: '+390125555016',
      name: 'Paolo Bertone',
      name_key: 'paolo bertone',
      account: 'live',
      credential: 'shared',
      credential_set_at: test.clock.now,
      credential_expires_at: addDays(test.clock.now, 365),
      email: 'paolo.bertone@arredicanavese.example',
      email_status: 'pending',
      email_source: 'activation',
      mobile: '+393475554148',
      activated_at: null,
    })
    expect(line.search_text.split('\n')).toEqual([
      '+390125555016',
      '016',
      'paolo bertone',
      'ivrea',
      'standard',
      'utente user end user',
      'paolo.bertone@arredicanavese.example',
    ])
  })

  it('sends the numbers by mail and the secret by SMS', async () => {
    const letters = await test.letters()
    expect(letters.map(({ to, letter }) => [letter, to]).sort()).toEqual([
      ['credentials', 'g.ferrero@arredicanavese.example'],
      ['credentials-secret', '+393475552043'],
    ])
    const [mail] = await test.letters('g.ferrero@arredicanavese.example')
    const [sms] = await test.letters('+393475552043')
    expect(mail?.text).toContain('0125 555 049')
    expect(mail?.text).toContain(test.origin)
    expect(mail?.text).not.toContain(activated.temporaryPassword)
    expect(sms?.text).toContain(activated.temporaryPassword)
    expect(sms?.text).not.toContain('0125')
  })

  it('lets the administrator in with what was sent', async () => {
    const answer = await test.browser().raw('POST', '/api/session', {
      body: JSON.stringify({
        number: '0125 555 049',
        password: activated.temporaryPassword.toLowerCase().replaceAll('-', ' '),
      }),
      headers: { 'content-type': 'application/json' },
    })
    expect(answer.status).toBe(200)
  })

  it('is written down, without the secret', async () => {
    const events = await test.house.cellar.asService((trx) =>
      trx.selectFrom('audit_event').selectAll().where('action', '=', 'company.activated').execute(),
    )
    expect(events).toMatchObject([
      {
        company_id: activated.companyId,
        actor_name: 'prova',
        facts: { lines: 50, administrators: 2, sites: 3, delivery: 'email' },
      },
    ])
    expect(JSON.stringify(events)).not.toContain(activated.temporaryPassword)
  })

  it('cannot be activated twice: the number in use is named, and nothing is half done', async () => {
    const before = await counts()
    const again = activateCompany(test.house, {
      name: 'Altra S.r.l.',
      ...contact,
      delivery: 'email',
      operator: 'prova',
      file: await readDemoFile(test.house),
    })
    await expect(again).rejects.toMatchObject({ reason: 'number-in-use', facts: { number: '+390115557110' } })
    expect(await counts()).toEqual(before)
  })
})

it('knows that the contact’s own mailbox is read once the credentials went there (I3)', async () => {
  const emails = ['Titolare@Studio.example', 'segreteria@studio.example', '']
  const statuses = async (district: string, delivery: 'email' | 'technician') => {
    const { companyId } = await activateCompany(test.house, {
      name: 'Studio',
      contactEmail: 'titolare@studio.example',
      delivery,
      operator: 'prova',
      file: await aFile(test.house, { district, emails }),
    })
    const rows = await test.house.cellar.asService((trx) =>
      trx.selectFrom('line').select('email_status').where('company_id', '=', companyId).orderBy('number').execute(),
    )
    return rows.map((row) => row.email_status)
  }
  expect(await statuses('0161', 'email')).toEqual(['verified', 'pending', 'none'])
  expect(await statuses('0163', 'technician')).toEqual(['pending', 'pending', 'none'])
})

it('counts the days of the shared password from the activation (S21)', async () => {
  const activatedAt = addDays(test.clock.now, -300)
  const { passwordExpiresAt } = await activateCompany(test.house, {
    name: 'Studio',
    activatedAt,
    delivery: 'technician',
    operator: 'prova',
    file: await aFile(test.house, { district: '0171' }),
  })
  expect(passwordExpiresAt).toEqual(addDays(test.clock.now, 65))
})

it('sends nothing that the technician says: it stands in the list of deliveries', async () => {
  const before = await counts()
  await activateCompany(test.house, {
    name: 'Studio',
    ...contact,
    delivery: 'technician',
    operator: 'prova',
    file: await aFile(test.house, { district: '0172' }),
  })
  expect((await counts()).outbox_message).toBe((before.outbox_message ?? 0) + 1)
  const [delivery] = await test.house.cellar.asService((trx) =>
    trx.selectFrom('outbox_message').selectAll().where('channel', '=', 'technician').execute(),
  )
  expect(delivery).toMatchObject({ letter: 'credentials-secret', content: null })
})

it('gives two companies two secrets', async () => {
  const made = []
  for (const district of ['0173', '0174']) {
    made.push(
      await activateCompany(test.house, {
        name: 'Studio',
        delivery: 'technician',
        operator: 'prova',
        file: await aFile(test.house, { district }),
      }),
    )
  }
  expect(made[0]?.temporaryPassword).not.toBe(made[1]?.temporaryPassword)
})

it('lets one of two win who activate the same numbers at once', async () => {
  const file = await aFile(test.house, { district: '0175' })
  const activate = () =>
    activateCompany(test.house, { name: 'Studio', delivery: 'technician', operator: 'prova', file })
  const results = await Promise.allSettled([activate(), activate()])
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(results.find((result) => result.status === 'rejected')?.reason).toMatchObject({ reason: 'number-in-use' })
})

describe('refused', () => {
  it.each([
    ['without a name', { name: ' ' }, 'company-name-missing'],
    ['with a wrong VAT number', { vatNumber: '01234560018' }, 'vat-number-invalid'],
    ['with a wrong contact e-mail', { contactEmail: 'x' }, 'contact-email-invalid'],
    ['with a landline as mobile', { contactMobile: '0125 555 049' }, 'contact-mobile-invalid'],
    ['in the future', { activatedAt: new Date('2099-01-01') }, 'activation-in-future'],
    ['by e-mail without an address', { contactEmail: undefined, delivery: 'email' }, 'contact-email-missing'],
    ['by SMS without a mobile', { contactMobile: undefined, delivery: 'sms' }, 'contact-mobile-missing'],
  ] as const)('%s', async (_, change, reason) => {
    const before = await counts()
    const file = await aFile(test.house, { district: '0183' })
    const activation = activateCompany(test.house, {
      name: 'Studio',
      ...contact,
      delivery: 'email',
      operator: 'prova',
      file,
      ...change,
    })
    await expect(activation).rejects.toMatchObject({ reason })
    expect(await counts()).toEqual(before)
  })

  it('without an administrator', async () => {
    const file = await aFile(test.house, { district: '0183' })
    const users = { ...file, lines: file.lines.slice(1) }
    await expect(
      activateCompany(test.house, { name: 'Studio', delivery: 'technician', operator: 'prova', file: users }),
    ).rejects.toMatchObject({ reason: 'administrator-missing' })
  })

  it('with a single faulty row', async () => {
    const file = await aFile(test.house, { district: '0183', emails: ['', 'non-una-mail', ''] })
    expect(file.lines).toHaveLength(2)
    await expect(
      activateCompany(test.house, { name: 'Studio', delivery: 'technician', operator: 'prova', file }),
    ).rejects.toMatchObject({ reason: 'file-with-problems' })
  })
})
