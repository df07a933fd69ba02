import { openCallHouse } from '../calls/call-house.ts'
import { goodPassword, signIn } from '../guide.ts'
import { look } from '../look.ts'
import { expect, testIn } from '../portal-test.ts'

const test = testIn(() => openCallHouse())

const customer = '+390212345678'

test('Messaggi e chiamate: una chiamata persa e un messaggio arrivano mentre guardo; ascolto, capisco perché, elimino e ci ripenso', async ({
  page,
  house,
}) => {
  const anna = await house.person('013')
  const bruno = await house.person('055')
  const phone = await bruno.phone('Scrivania')
  const annas = await anna.phone()
  const { number } = bruno
  await signIn(page, house, number, goodPassword)
  await expect(page.getByRole('button', { name: /^Menu utente/ })).toHaveAccessibleDescription('Telefono collegato')
  await page
    .getByRole('navigation', { name: 'Navigazione principale' })
    .getByRole('link', { name: /Messaggi e chiamate/ })
    .first()
    .click()
  await expect(page.getByRole('heading', { name: 'Nessun messaggio' })).toBeVisible()

  // A colleague gives up: it stands in Perse without a reload, and the dot tells when the phone rings.
  await page.getByRole('tab', { name: /Perse/ }).click()
  const call = await annas.calls(bruno.extension)
  await call.rings()
  await expect(page.getByRole('button', { name: /^Menu utente/ })).toHaveAccessibleDescription('Il telefono squilla')
  await call.hangsUp()
  const missed = page.getByRole('article').filter({ hasText: anna.name })
  await expect(missed).toContainText('Ha riagganciato prima')
  await expect(page.getByRole('tab', { name: /Perse/ })).toContainText('1')

  // A customer reaches the mailbox.
  await bruno.sets({ voicemail: { on: true, after: 5 } })
  const outside = await house.outside.calls(bruno, customer)
  await phone.rings()
  await outside.isAnswered(15_000)
  outside.plays(440)
  // Greeting and beep, then the tone is recorded.
  await page.waitForTimeout(9_000)
  outside.hangsUp()
  await expect(page.getByText('Un messaggio da ascoltare').first()).toBeVisible({ timeout: 15_000 })

  // Perse was looked at: nothing of it is new any more.
  const shownCustomer = '02 1234 5678'
  await page.getByRole('button', { name: new RegExp(`Apri i dettagli di ${shownCustomer}`) }).click()
  const detail = page.getByRole('article').filter({ hasText: shownCustomer })
  await expect(detail).toContainText('Ha squillato il tuo telefono – nessuna risposta')
  await expect(detail).toContainText('In casella vocale perché nessuno ha risposto per 5 secondi.')
  await look(page, '06 Perse')

  await page.getByRole('tab', { name: /Messaggi/ }).click()
  await page.getByRole('button', { name: new RegExp(`Apri il messaggio di ${shownCustomer}`) }).click()
  const message = page.getByRole('article').filter({ hasText: shownCustomer })
  await expect(message).toContainText('Nuovo')
  await message.getByRole('button', { name: /^Ascolta il messaggio/ }).click()
  await expect(message.getByRole('button', { name: 'Metti in pausa' })).toBeVisible()
  await message.getByRole('button', { name: 'Velocità di ascolto: 1×' }).click()
  await expect(message.getByRole('button', { name: 'Velocità di ascolto: 1,5×' })).toBeVisible()
  await expect(message).not.toContainText('Nuovo', { timeout: 15_000 })
  await expect(message.getByRole('slider', { name: 'Posizione nel messaggio' })).toHaveAttribute(
    'aria-valuetext',
    /di 0:0[1-9]/,
  )
  const download = page.waitForEvent('download')
  await message.getByRole('link', { name: 'Scarica' }).click()
  expect((await download).suggestedFilename()).toMatch(/^messaggio-\d{4}-\d\d-\d\d\.wav$/)

  await message.getByRole('button', { name: /^Elimina il messaggio/ }).click()
  await expect(page.getByText('Messaggio eliminato.')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Nessun messaggio' })).toBeVisible()
  await page.getByRole('button', { name: 'Annulla' }).click()
  await expect(message).toBeVisible()

  await page.getByRole('searchbox', { name: 'Cerca per nome o numero' }).fill('nessuno così')
  await expect(page.getByText('Nessun risultato per “nessuno così”')).toBeVisible()
  await page.getByRole('main').getByRole('button', { name: 'Cancella la ricerca' }).last().click()
  await expect(message).toBeVisible()
  await look(page, '06 Messaggi')
})
