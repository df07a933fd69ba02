import { openClient } from '../client.ts'
import { administratorReady, chooseProfile, goodPassword, signIn, switchTo } from '../guide.ts'
import { look } from '../look.ts'
import { expect, test } from '../portal-test.ts'

test('Dispositivi: aggiungo un telefono, i suoi dati si vedono una volta sola; Telefoni: l’amministratore li gestisce', async ({
  page,
  house,
}) => {
  await administratorReady(house)
  await signIn(page, house, house.admin.number, goodPassword)
  await chooseProfile(page, 'End user')
  await expect(page.getByRole('heading', { name: 'Ultimi messaggi e chiamate' })).toBeVisible()
  await page.goto(`${house.portal}/profilo#dispositivi`)
  const devices = page.getByRole('region', { name: 'Dispositivi', exact: true })
  await expect(devices.getByText('Nessun telefono ancora')).toBeVisible()

  await devices.getByRole('button', { name: 'Aggiungi telefono' }).click()
  await page.getByRole('radio', { name: 'Telefono da scrivania' }).check()
  await page.getByLabel('Nome', { exact: true }).fill('Scrivania')
  await page.getByLabel(/Indirizzo MAC/).fill('00:15:65')
  await page.getByRole('button', { name: 'Aggiungi', exact: true }).click()
  await expect(page.getByText(/dodici cifre/)).toBeVisible()
  await page.getByLabel(/Indirizzo MAC/).fill('00-15-65-ab-cd-ef')
  await page.getByRole('button', { name: 'Aggiungi', exact: true }).click()

  const shown = page.getByRole('dialog', { name: 'Dati per Scrivania' })
  await expect(shown.getByText('La password si vede solo adesso')).toBeVisible()
  await expect(shown.getByRole('img', { name: /QR/ })).toBeVisible()
  const codes = await shown.locator('code').allTextContents()
  const [user, secret, domain] = codes
  expect(user).toMatch(/^\d+-1$/)
  expect(secret).toMatch(/^[A-Za-z0-9]{32}$/)
  expect(domain).toMatch(/\./)
  await shown.getByText('Dove li scrivo?').click()
  await expect(shown.getByText(`auth_pass=${secret}`)).toBeVisible()
  await look(page, 'Dati del telefono')
  await shown.getByRole('button', { name: 'Ho copiato i dati' }).click()
  await expect(devices.getByText('Mai collegato')).toBeVisible()
  await expect(devices.getByText('MAC 00:15:65:AB:CD:EF')).toBeVisible()
  expect(await page.content()).not.toContain(secret)

  // Standard allows one: the button is grey and says why.
  const limit = await devices.getByText(/Il tuo profilo di servizio permette/).textContent()
  if (limit?.includes('un telefono'))
    await expect(devices.getByRole('button', { name: 'Aggiungi telefono' })).toHaveAttribute('aria-disabled', 'true')
  await devices.getByRole('button', { name: 'Azioni per Scrivania' }).click()
  await page.getByRole('menuitem', { name: 'Rinomina' }).click()
  await page.getByLabel('Nome', { exact: true }).fill('Scrivania di Giulia')
  await page.getByRole('button', { name: 'Conferma' }).click()
  await expect(devices.getByText('Scrivania di Giulia')).toBeVisible()

  await switchTo(page, 'amministratore')
  await page.getByRole('tab', { name: 'Telefoni' }).click()
  await expect(page.getByRole('rowheader', { name: /Scrivania di Giulia/ })).toBeVisible()
  await page.getByRole('button', { name: 'Aggiungi telefono' }).click()
  const who = house.users[1]
  if (!who) throw new Error('The demo has more users than one')
  await page.getByRole('combobox', { name: 'Per chi?' }).fill(who.name)
  await page.getByRole('option', { name: new RegExp(who.name) }).click()
  await page.getByLabel('Nome', { exact: true }).fill('Cellulare nuovo')
  await page.getByRole('button', { name: 'Aggiungi', exact: true }).click()
  await page.getByRole('button', { name: 'Ho copiato i dati' }).click()
  await expect(page.getByRole('row', { name: /Cellulare nuovo/ })).toContainText(who.name)

  await page.getByRole('searchbox', { name: 'Cerca un telefono' }).fill('cellulare')
  await expect(page.getByText('Un telefono', { exact: true })).toBeVisible()
  await expect(page).toHaveURL(/cerca=cellulare/)
  await look(page, '09 Telefoni')
  await page.getByRole('button', { name: 'Azioni per Cellulare nuovo' }).click()
  await page.getByRole('menuitem', { name: 'Disattiva' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Disattiva' }).click()
  await expect(page.getByRole('row', { name: /Cellulare nuovo/ })).toContainText('Disattivato')
  await page.getByRole('button', { name: 'Azioni per Cellulare nuovo' }).click()
  await page.getByRole('menuitem', { name: 'Rimuovi' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Rimuovi' }).click()
  await expect(page.getByText('Nessun telefono così')).toBeVisible()

  // Live: a phone added elsewhere stands in the list without a reload.
  await page.getByRole('button', { name: 'Togli i filtri' }).click()
  const elsewhere = openClient({ portal: house.portal, listensAt: house.portal })
  await elsewhere.call('POST /api/session', { body: { number: house.admin.number, password: goodPassword } })
  await elsewhere.call('POST /api/session/view', { body: { view: 'administrator' } })
  const { lines } = await elsewhere.call('GET /api/directory/phones/choices', { query: { search: who.name } })
  const lineId = lines[0]?.id ?? ''
  await elsewhere.call('POST /api/directory/phones', {
    body: { lineId, name: 'Da un’altra finestra', kind: 'softphone' },
  })
  await expect(page.getByRole('rowheader', { name: /Da un’altra finestra/ })).toBeVisible()
})
