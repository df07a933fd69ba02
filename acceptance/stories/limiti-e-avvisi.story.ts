import { openClient } from '../client.ts'
import { administratorReady, chooseProfile, goodPassword, signIn } from '../guide.ts'
import { look, twoLooks } from '../look.ts'
import { expect, testInOneHouse } from '../portal-test.ts'
import { inBrowser, supervisorAt } from '../staff.ts'

/** How much may be called outside: decided at the provider's desk, lowered by the administrator (spec/security TEL-5, TEL-7). */

/** One company for both: the first leaves everybody with the same limits and nobody stopped. */
const test = testInOneHouse()

test('Tetto del traffico del fornitore, poi Limiti e avvisi dell’Amministratore', async ({ page, context, house }) => {
  await administratorReady(house)
  const supervisor = await supervisorAt(house)
  await inBrowser(context, supervisor, house)
  await page.goto(house.ready.provider.address)
  await page.getByRole('link', { name: 'Arredi Canavese S.r.l.' }).click()
  await page.getByRole('tab', { name: 'Tetto del traffico' }).click()
  await page.getByLabel('Minuti al giorno: Cellulari, Azienda').fill('600')
  await page.getByLabel('Minuti al giorno: Cellulari, Per linea').fill('90')
  await page.getByLabel('Listino, in centesimi: Cellulari, Al minuto').fill('1,5')
  await page.evaluate(() => scrollTo(0, 0))
  await look(page, 'assistenza, tetto del traffico', twoLooks.slice(1))
  await page.getByRole('button', { name: 'Decidi il tetto' }).click()
  await expect(page.getByText('Scrivi il motivo, almeno tre lettere.')).toBeVisible()
  await page.getByLabel('Motivo').fill('Traffico insolito')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Tetto del traffico deciso. Gli Amministratori ricevono un’e-mail.')).toBeVisible()
  const letter = await house.letterTo('giulia.ferrero@arredicanavese.example', /tetto del traffico/i)
  expect(letter.text).toContain('Traffico insolito')

  await context.clearCookies()
  await signIn(page, house, house.admin.number, goodPassword)
  await chooseProfile(page, 'Amministratore')
  await page.getByRole('tab', { name: 'Limiti e avvisi' }).click()
  await expect(page.getByText('Nessuno è fermo: tutte le chiamate permesse partono.')).toBeVisible()
  const today = page.getByRole('list', { name: 'Oggi, in tutta l’azienda' })
  await expect(today.getByRole('listitem').filter({ hasText: 'Cellulari' })).toContainText('Deciso dal fornitore')
  await expect(today).toContainText('Spesa stimata del mese')
  await expect(page.getByRole('list', { name: 'Chi viene avvisato' })).toContainText('Giulia Ferrero')
  await look(page, 'Limiti e avvisi intera')

  // Below the ceiling, by keyboard.
  await page.getByRole('button', { name: 'Modifica i limiti' }).focus()
  await page.keyboard.press('Enter')
  const form = page.getByRole('dialog', { name: 'Modifica i limiti' })
  const mobiles = form.getByLabel('Minuti al giorno: Cellulari, Per linea')
  await expect(mobiles).toHaveValue('90')
  await mobiles.fill('91')
  await expect(form.getByText('Al massimo 90')).toBeVisible()
  await mobiles.fill('45')
  await form.getByLabel('Spesa massima, in euro: Al mese, Azienda').fill('250,50')
  await look(page, 'Modifica i limiti', twoLooks.slice(1))
  await page.keyboard.press('Enter')
  await expect(page.getByText('Limiti salvati: valgono da adesso.')).toBeVisible()
  await expect(today).toContainText('di 250,50 €')

  await page.getByRole('button', { name: 'Limiti di una linea' }).click()
  const own = page.getByRole('dialog', { name: 'Limiti di una linea' })
  await own.getByRole('combobox', { name: 'Linea' }).fill('Giulia Ferrero')
  await page.getByRole('option', { name: /Giulia Ferrero/ }).click()
  await own.getByLabel('Minuti al giorno: Cellulari, Per linea').fill('80')
  await own.getByRole('button', { name: 'Salva i limiti' }).click()
  const exceptions = page.getByRole('list', { name: 'Linee con limiti propri' })
  await expect(exceptions).toContainText('Un limite proprio')

  // What is said here is what calls are held against.
  const elsewhere = openClient({ portal: house.portal, listensAt: house.portal })
  await elsewhere.call('POST /api/session', { body: { number: house.admin.number, password: goodPassword } })
  await elsewhere.call('POST /api/session/view', { body: { view: 'administrator' } })
  const state = await elsewhere.call('GET /api/call-handling/limits')
  expect(state.limits.line.minutesADay.mobile).toBe(45)
  expect(state.limits.cost.company).toEqual({ day: null, month: 25_050 })
  expect(state.exceptions).toMatchObject([{ limits: { line: { minutesADay: { mobile: 80 } } } }])

  await exceptions.getByRole('button', { name: /come tutti/ }).click()
  await expect(page.getByText('Tutte le linee hanno gli stessi limiti.')).toBeVisible()
})

test('Riattiva: chi è fermo, perché, e il motivo nel registro', async ({ page, house }) => {
  await administratorReady(house)
  await signIn(page, house, house.admin.number, goodPassword)
  await chooseProfile(page, 'Amministratore')
  // Without phones nobody is ever stopped: one answer tells of a stop, what follows is the portal's own.
  const elsewhere = openClient({ portal: house.portal, listensAt: house.portal })
  await elsewhere.call('POST /api/session', { body: { number: house.admin.number, password: goodPassword } })
  await elsewhere.call('POST /api/session/view', { body: { view: 'administrator' } })
  const { lines } = await elsewhere.call('GET /api/directory/lines', { query: { search: 'Giulia Ferrero' } })
  const line = { id: lines[0]!.id, name: lines[0]!.name, extension: lines[0]!.extension }
  let told = false
  await page.route('**/api/call-handling/limits', async (route) => {
    const response = await route.fetch()
    const state = await response.json()
    const now = Date.now()
    const held = {
      ...{ line, signal: 'first-abroad', since: new Date(now).toISOString() },
      until: new Date(now + 3_600_000).toISOString(),
    }
    const alarm = { line, what: 'held first-abroad', at: held.since, letters: { written: 1, sent: 1, failed: 0 } }
    if (!told) Object.assign(state, { held: [held], alarms: [alarm] })
    await route.fulfill({ response, json: state })
  })
  await page.getByRole('tab', { name: 'Limiti e avvisi' }).click()
  await expect(page.getByText('Prima chiamata di sempre verso l’estero').first()).toBeVisible()
  await expect(page.getByText('Inviata a un Amministratore')).toBeVisible()
  await page.getByRole('button', { name: /^Riattiva Giulia Ferrero/ }).click()
  const dialog = page.getByRole('dialog', { name: 'Riattivare le chiamate di Giulia Ferrero?' })
  await dialog.getByRole('button', { name: 'Riattiva' }).click()
  await expect(dialog.getByText('Scrivi il motivo, almeno tre lettere.')).toBeVisible()
  await dialog.getByLabel('Motivo').fill('Cliente nuovo in Francia')
  await look(page, 'Riattiva', twoLooks)
  told = true
  await dialog.getByRole('button', { name: 'Riattiva' }).click()
  await expect(page.getByText('Chiamate di Giulia Ferrero riattivate.')).toBeVisible()
  await expect(page.getByText('Nessuno è fermo: tutte le chiamate permesse partono.')).toBeVisible()
  const { events } = await elsewhere.call('GET /api/audit-log', { query: { action: 'call-limits.let-go-on' } })
  expect(events).toMatchObject([{ facts: { reason: 'Cliente nuovo in Francia' } }])
})
