import type { Page } from '@playwright/test'
import { openClient } from '../client.ts'
import { temporaryPasswordIn } from '../company-file.ts'
import type { AcceptanceHouse } from '../house.ts'
import { look, twoLooks } from '../look.ts'
import { signIn } from '../person.ts'
import { expect, test } from '../portal-test.ts'
import { inBrowser, supervisorAt } from '../staff.ts'

/** Guide 2.1 and spec/product 4, from the browser: a new customer step by step, its lines from a file, and credentials that work. */

test.describe.configure({ timeout: 180_000 })

const sample = (name: string) => new URL(`../../domain/provider/testdata/${name}.csv`, import.meta.url).pathname

/** The first two steps, which every customer has. */
async function begin(page: Page, house: AcceptanceHouse, name: string, site: string) {
  await page.goto(`${house.portal}/provider/attivazione`)
  await page.getByRole('button', { name: 'Nuovo cliente' }).click()
  await page.getByRole('textbox', { name: 'Ragione sociale' }).fill(name)
  await page.getByRole('button', { name: 'Comincia' }).click()
  await page.getByRole('textbox', { name: 'Partita IVA' }).fill('01234560017')
  await page.getByRole('textbox', { name: 'E-mail del contatto' }).fill('titolare@valle.example')
  await page.getByRole('textbox', { name: 'Cellulare del contatto' }).fill('347 555 2043')
  await page.getByRole('button', { name: 'Salva e continua' }).click()
  await page.getByRole('button', { name: 'Aggiungi una sede' }).click()
  await page.getByRole('textbox', { name: 'Nome della sede' }).fill(site)
  await page.getByRole('button', { name: 'Salva e continua' }).click()
  await expect(page.getByRole('heading', { name: 'Numeri', exact: true })).toBeVisible()
  await page.getByRole('link', { name: 'Linee' }).last().click()
}

const choose = async (page: Page, field: string, option: string) => {
  await page.getByRole('combobox', { name: field }).last().click()
  await page.getByRole('option', { name: option, exact: true }).click()
}

/** From the finished import to the summary, with somebody who administers. */
async function finish(page: Page, administrator: string, delivery: string, { licences = false } = {}) {
  await page.getByRole('link', { name: 'Torna all’attivazione' }).click()
  await page.getByRole('button', { name: `Modifica ${administrator}` }).click()
  await choose(page, 'Tipo utenza', 'Amministratore')
  await page.getByRole('button', { name: 'Salva la linea' }).click()
  await expect(page.getByText('Amministratori: 1')).toBeVisible()
  if (licences) {
    // As many as there are lines.
    await page.getByRole('link', { name: 'Servizi e licenze' }).last().click()
    await page.getByRole('checkbox', { name: 'Il contratto indica il numero di licenze' }).check()
    await page.getByRole('button', { name: 'Salva e continua' }).click()
    await expect(page.getByRole('checkbox', { name: 'Il contratto indica il numero di licenze' })).toBeHidden()
  }
  await page.getByRole('link', { name: 'Consegna' }).last().click()
  await page.getByRole('radio', { name: delivery }).check()
  await page.getByRole('button', { name: 'Salva e continua' }).click()
  await expect(page.getByText('Che cosa succede')).toBeVisible()
}

test('Con il file di un altro centralino: 3CX con il tecnico, FreePBX con un SMS', async ({ page, house, context }) => {
  await inBrowser(context, await supervisorAt(house), house)
  await begin(page, house, 'Officina Valle S.n.c.', 'Officina')
  await page.locator('input[type=file]').setInputFiles(sample('officina-valle-3cx'))
  await expect(page.getByText('Password o PIN: non si importa').first()).toBeVisible()
  await look(page, 'colonne di un file', twoLooks)
  await page.getByRole('button', { name: 'Controlla le righe' }).click()
  await expect(page.getByText('Indica una colonna, o un valore per tutte le righe: Servizio.')).toBeVisible()
  await choose(page, 'Servizio', 'Standard')
  await page.getByRole('checkbox', { name: 'Crea le sedi che il cliente non ha' }).check()
  await page.getByRole('button', { name: 'Controlla le righe' }).click()
  await expect(page.getByText('L’interno “112” coprirebbe il numero di emergenza.')).toBeVisible()
  await look(page, 'anteprima di un file', twoLooks)
  await page.getByRole('textbox', { name: 'Interno' }).fill('212')
  await page.getByRole('button', { name: 'Salva la correzione' }).click()
  await page.getByRole('button', { name: 'Importa 36 linee' }).click()
  await finish(page, 'Silvia Marchetti', 'Tecnico')
  await look(page, 'riepilogo di un’attivazione', twoLooks)
  await page.getByRole('button', { name: 'Attiva', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Officina Valle S.n.c. è attivo' })).toBeVisible()
  const password = temporaryPasswordIn((await page.locator('code').textContent()) ?? '') ?? ''
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Scarica la scheda (PDF)' }).click()
  expect((await download).suggestedFilename()).toBe('scheda-di-attivazione.pdf')
  expect(await signIn(openClient(house), '0165777100', password)).toMatchObject({ session: { state: 'gate' } })
  await page.getByRole('link', { name: 'Torna alle attivazioni' }).click()
  await page.getByRole('button', { name: 'Esci senza confermare' }).click()

  await begin(page, house, 'Studio Bertone', 'Torino')
  await page.locator('input[type=file]').setInputFiles(sample('studio-legale-freepbx'))
  await choose(page, 'Servizio', 'Standard')
  await page.getByRole('button', { name: 'Controlla le righe' }).click()
  await page.getByRole('button', { name: 'Importa 12 linee' }).click()
  await finish(page, 'Avv. Marco Bertone', 'SMS')
  await page.getByRole('button', { name: 'Attiva', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Studio Bertone è attivo' })).toBeVisible()
  await expect
    .poll(async () => (await house.letters()).filter(({ to }) => to === '+393475552043').length)
    .toBeGreaterThan(0)
  const texts = (await house.letters()).filter(({ to }) => to === '+393475552043')
  const texted = temporaryPasswordIn(texts.map(({ text }) => text).join('\n')) ?? ''
  expect(await signIn(openClient(house), '011888200', texted)).toMatchObject({ session: { state: 'gate' } })
})

test('Un file difettoso, per e-mail; e un’importazione interrotta da un kill -9 non scrive nulla', async ({
  page,
  house,
  context,
}) => {
  const desk = await supervisorAt(house)
  await inBrowser(context, desk, house)
  await begin(page, house, 'Difettosa S.r.l.', 'Ivrea')
  await page.locator('input[type=file]').setInputFiles(sample('righe-difettose'))
  await page.getByRole('button', { name: 'Controlla le righe' }).click()
  await expect(page.getByText('13 righe da correggere')).toBeVisible()
  for (const words of [
    'A “125555304” manca lo zero iniziale.',
    'La sede “Biella” non esiste.',
    'Le virgolette sono aperte e mai chiuse.',
  ])
    await expect(page.getByText(words)).toBeVisible()
  await page.getByRole('button', { name: 'Lascia fuori 13 righe con problemi' }).click()
  await page.getByRole('button', { name: 'Importa 1 linea' }).click()
  await finish(page, 'Niccolò Però', 'E-mail', { licences: true })
  await page.getByRole('button', { name: 'Attiva', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Difettosa S.r.l. è attivo' })).toBeVisible()
  const letter = await house.letterTo('titolare@valle.example', /./)
  expect(letter.text).toContain('0125 555 301')

  // One licence, one line: a file that brings another is shown to be too much, and cannot be imported.
  await page.getByRole('link', { name: 'Apri il cliente' }).click()
  await page.getByRole('tab', { name: /Linee/ }).click()
  await page.locator('input[type=file]').setInputFiles({
    name: 'una-in-piu.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('Numero;Nome;Sede;Servizio\n0125 555 399;Ugo Nuovo;Ivrea;Premium'),
  })
  await page.getByRole('button', { name: 'Controlla le righe' }).click()
  const licences = page.getByRole('table', { name: 'Licenze' })
  await expect(licences.getByRole('row', { name: 'Premium 1 1 2 1 di troppo' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Importa 1 linea' })).toBeDisabled()
  await look(page, 'licenze di un’importazione', twoLooks)

  // The plug is pulled in the middle of a large one.
  const { call } = desk
  const { id: draftId } = await call('POST /api/provider/drafts', { body: { name: 'Grande S.p.A.' } })
  const rows = Array.from({ length: 12_000 }, (_, i) => `0131 2${100_000 + i};Persona ${i};Sede;Standard`)
  const file = new Blob([['Numero;Nome;Sede;Servizio', ...rows].join('\n')])
  const job = await call('POST /api/provider/imports', { query: { draft: draftId, name: 'grande.csv' }, file })
  const params = { importId: job.id }
  const settled = async () => {
    await expect
      .poll(async () => (await call('GET /api/provider/imports/:importId', { params })).state, { timeout: 60_000 })
      .not.toMatch(/ing$/)
    return call('GET /api/provider/imports/:importId', { params })
  }
  await call('POST /api/provider/imports/:importId/check', { params, body: job.choices })
  // `mapping` is a state that ends so too, but a check that has begun leaves it only for `ready`.
  await expect
    .poll(async () => (await call('GET /api/provider/imports/:importId', { params })).state, { timeout: 60_000 })
    .toBe('ready')
  await call('POST /api/provider/imports/:importId/apply', { params, body: { rows: 12_000 } }).catch(() => undefined)
  await house.kill()
  await house.restart()
  const after = await settled()
  const lines = await call('GET /api/provider/drafts/:draftId/lines', { params: { draftId }, query: {} })
  expect([after.state, lines.total]).toEqual(after.state === 'done' ? ['done', 12_000] : ['ready', 0])
  if (after.state === 'ready') {
    expect(after.interrupted).toBe(true)
    await call('POST /api/provider/imports/:importId/apply', { params, body: { rows: 12_000 } })
    expect((await settled()).state).toBe('done')
  }
})
