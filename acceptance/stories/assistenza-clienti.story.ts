import { type TOTP, URI } from 'otpauth'
import { openClient, problemOf } from '../client.ts'
import { look, twoLooks } from '../look.ts'
import { choosePassword } from '../person.ts'
import { expect, test } from '../portal-test.ts'
import { inBrowser, supervisorAt } from '../staff.ts'

/** The provider's desk (screens 12, 12b; spec/security 2.9, R16): from the first sign-in to a customer suspended and back. */

const password = 'tramonto zaino pinguino ferro'

test('Primo accesso di un operatore: password propria, app di autenticazione, clienti', async ({ page, house }) => {
  const { address, email, temporaryPassword } = house.ready.provider
  await page.goto(address)
  await look(page, 'assistenza, accesso', twoLooks)
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill('non è questa')
  await page.getByRole('button', { name: 'Accedi' }).click()
  await expect(page.getByText('E-mail o password non corrette.')).toBeVisible()
  // What was typed stays; the keyboard is enough.
  await expect(page.getByLabel('E-mail')).toHaveValue(email)
  await page.getByLabel('Password', { exact: true }).fill(temporaryPassword)
  await page.keyboard.press('Enter')

  await page.getByLabel('Password temporanea').fill(temporaryPassword)
  await page.getByLabel('Nuova password', { exact: true }).fill(password)
  await page.getByLabel('Conferma la nuova password').fill(password)
  await page.keyboard.press('Enter')
  const begun = page.waitForResponse('**/api/provider/me/totp/begin')
  await page.getByRole('button', { name: 'Usa un’app di autenticazione' }).click()
  const { uri } = (await (await begun).json()) as { uri: string }
  await expect(page.getByRole('img', { name: /Codice|QR/ })).toBeVisible()
  await look(page, 'assistenza, seconda verifica', twoLooks)
  await page.getByLabel('Codice di verifica').fill((URI.parse(uri) as TOTP).generate())
  await page.keyboard.press('Enter')
  // The recovery codes are shown once, before the desk opens.
  await expect(page.getByRole('dialog').getByRole('listitem')).toHaveCount(10)
  await page.getByRole('dialog').getByRole('button').last().click()
  await expect(page.getByRole('heading', { name: 'Clienti', level: 1 })).toBeVisible()

  // Ctrl K, any number of the switchboard, Enter.
  await page.keyboard.press('Control+k')
  await page.keyboard.type('+39 0125 555049')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/cerca=/)
  await look(page, 'assistenza, clienti')
  await page.getByRole('link', { name: 'Arredi Canavese S.r.l.' }).press('Enter')
  await expect(page.getByRole('heading', { name: 'Arredi Canavese S.r.l.' })).toBeFocused()
  await expect(page.getByText('Giulia Ferrero')).toBeVisible()
  await look(page, 'assistenza, cliente')

  await page.getByRole('button', { name: 'Azioni' }).click()
  await page.getByRole('menuitem', { name: 'Sospendi il servizio' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Sospendi il servizio' }).click()
  await expect(page.getByText('Scrivi il motivo.')).toBeVisible()
  await page.getByLabel('Motivo').fill('Fatture non pagate')
  await look(page, 'assistenza, sospensione', twoLooks)
  await page.getByRole('dialog').getByRole('button', { name: 'Sospendi il servizio' }).click()
  await expect(page.getByText('Servizio sospeso.')).toBeVisible()
  await expect(page.getByText('Sospeso', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Azioni' }).click()
  await page.getByRole('menuitem', { name: 'Riattiva il servizio' }).click()
  await page.getByLabel('Motivo').fill('Pagato')
  await page.keyboard.press('Tab')
  await page.getByRole('dialog').getByRole('button', { name: 'Riattiva il servizio' }).click()
  await expect(page.getByText('Attivo', { exact: true })).toBeVisible()
  await page.getByRole('tab', { name: 'Registro attività' }).click()
  await expect(page.getByText('Servizio riattivato').first()).toBeVisible()
  await expect(page.getByText(/Marta Olivero · Pagato/)).toBeVisible()
})

test('R16: an operator’s cookie is nobody at the portal; a customer’s is nobody at the desk', async ({
  page,
  context,
  house,
}) => {
  const supervisor = await supervisorAt(house)
  const giulia = openClient(house)
  await choosePassword(giulia, house.admin, password)
  expect(await problemOf(giulia.call('GET /api/provider/customers', { query: {} }))).toBe('session.none')
  expect(await problemOf(supervisor.call('GET /api/me'))).toBe('session.none')
  await inBrowser(context, supervisor, house)
  await page.goto(house.portal)
  await expect(page.getByLabel('Numero')).toBeVisible()

  // In English, and under the thumb.
  await supervisor.call('PATCH /api/provider/me/preferences', { body: { language: 'en' } })
  await page.goto(`${house.portal}/provider/linee?cerca=0125`)
  await expect(page.getByRole('heading', { name: 'Lines' })).toBeVisible()
  await look(page, 'assistenza, linee in inglese', twoLooks)
  await page.getByRole('button', { name: /Marta Olivero/ }).click()
  await page.getByRole('menuitem', { name: 'Operators' }).click()
  await expect(page.getByRole('combobox', { name: 'Role of Marta Olivero' })).toHaveValue('Supervisor')
  await look(page, 'assistenza, operatori', twoLooks)
  await page.goto(`${house.portal}/provider/account`)
  await expect(page.getByText('Change password')).toBeVisible()
  await look(page, 'assistenza, account', twoLooks)
})
