import { readFile } from 'node:fs/promises'
import { openClient } from '../client.ts'
import { openHouse } from '../house.ts'
import { look, twoLooks } from '../look.ts'
import { signIn } from '../person.ts'
import { expect, testIn } from '../portal-test.ts'
import { inBrowser, supervisorAt } from '../staff.ts'
import { openTextGateway } from '../text-gateway.ts'

/** Delivery of the credentials (guide 2.1, S20; spec/product B4): a text message that fails, then arrives; a sheet. */

const test = testIn(async () => {
  const gateway = await openTextGateway()
  const house = await openHouse({ SMS_URL: gateway.url, SMS_FROM: 'Centralino' })
  return {
    ...house,
    gateway,
    get ready() {
      return house.ready
    },
    get portal() {
      return house.portal
    },
    async close() {
      await house.close()
      await gateway.close()
    },
  }
})

test('Un SMS che non arriva, rimandato; poi la scheda del tecnico', async ({ house, page, context }) => {
  const desk = await supervisorAt(house)
  await inBrowser(context, desk, house)
  const { customers } = await desk.call('GET /api/provider/customers', { query: {} })
  const company = customers.find(({ name }) => name.startsWith('Arredi'))
  await page.goto(`${house.portal}/provider/clienti/${company?.id}?scheda=consegne`)

  // A new temporary password by text message: the number goes by e-mail, the secret alone by SMS.
  await page.getByRole('button', { name: 'Rigenera password temporanea' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio', { name: 'SMS' }).check()
  await look(page, 'Consegne, nuova password', twoLooks)
  await dialog.getByRole('button', { name: 'Rigenera' }).click()
  await expect.poll(() => house.gateway.taken.length).toBe(1)
  expect(house.gateway.taken[0]).toMatchObject({ to: '393475552043' })
  expect(house.gateway.taken[0]?.text).not.toContain('0125')

  // The phone was off for too long.
  await house.gateway.tell('EXPIRED')
  const failed = page.getByRole('listitem').filter({ hasText: 'Non consegnata' })
  await expect(failed).toContainText('Il telefono è rimasto spento o non raggiungibile.')
  await expect(failed).toContainText('SMS al 347••••43')
  await failed.getByRole('button', { name: /^Rimanda/ }).click()
  await expect(dialog).toContainText('Nessuno può rileggere la password di prima')
  await dialog.getByRole('radio', { name: 'SMS' }).check()
  await dialog.getByRole('button', { name: 'Rigenera' }).click()
  await expect.poll(() => house.gateway.taken.length).toBe(2)
  await house.gateway.tell('DELIVRD')
  await expect(page.getByText('Consegnata', { exact: true })).toBeVisible()
  await expect(page.getByText('Rimandata: vedi quella più recente.')).toBeVisible()

  // The technician goes there: a sheet, once.
  await page.getByRole('button', { name: 'Rigenera password temporanea' }).click()
  await dialog.getByRole('radio', { name: 'Scheda del tecnico' }).check()
  await dialog.getByRole('button', { name: 'Rigenera' }).click()
  const password = (await dialog.locator('code').textContent()) ?? ''
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Scarica la scheda (PDF)' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('scheda-di-attivazione.pdf')
  expect((await readFile(await download.path())).subarray(0, 5).toString()).toBe('%PDF-')
  await dialog.getByRole('button', { name: 'Ho finito' }).click()
  const sheet = page.getByRole('listitem').filter({ hasText: 'Scheda del tecnico' })
  await expect(sheet).toContainText('Da consegnare')
  await sheet.getByRole('button', { name: /^Consegnata dal tecnico/ }).click()
  await dialog.getByRole('textbox', { name: 'Nome e cognome' }).fill('Dario Neri')
  await dialog.getByRole('button', { name: 'Consegnata dal tecnico' }).click()
  await expect(sheet).toContainText('Consegnata a mano')
  await expect(sheet).toContainText('da Dario Neri')
  await look(page, 'Consegne intera')

  // It is the last one made that opens, and no text shows any of them.
  expect(await signIn(openClient(house), house.admin.number, password)).toMatchObject({ result: 'session' })
  await expect(page.locator('body')).not.toContainText(/[A-Z2-9]{4}(?:-[A-Z2-9]{4}){3}/)
})
