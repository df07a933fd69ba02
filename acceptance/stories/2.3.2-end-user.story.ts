import { administratorReady, changeTemporaryPassword, goodPassword, signIn } from '../guide.ts'
import { expect, testInOneHouse } from '../portal-test.ts'

// In this order: the first finds nobody’s first access done.
const test = testInOneHouse()

test('Prima dell’Amministratore nessun’altra linea entra con la password temporanea', async ({ page, house }) => {
  await signIn(page, house, '0125 555 028', house.admin.temporaryPassword)
  await expect(page.getByText('Numero o password non corretti')).toBeVisible()
  await expect(page.getByLabel('Numero di telefono')).toHaveValue('0125 555 028')
})

test('Guida 2.3.2: l’utente cambia da solo la password e inserisce l’e-mail', async ({ page, house }) => {
  await administratorReady(house)

  // Marco Actis has no e-mail in the company's file.
  await signIn(page, house, '0125 555 013', house.admin.temporaryPassword)
  await expect(page.getByRole('radio')).toHaveCount(0)
  await changeTemporaryPassword(page, house.admin.temporaryPassword, goodPassword)
  await page.getByRole('button', { name: 'Più tardi' }).click()

  // Passo 1: icona utente → Il mio profilo.
  await page.getByRole('button', { name: /Menu utente/ }).click()
  await expect(page.getByRole('menuitem', { name: /Passa al profilo/ })).toHaveCount(0)
  await page.getByRole('menuitem', { name: 'Il mio profilo' }).click()
  await expect(page.getByRole('heading', { name: 'Il mio profilo', level: 1 })).toBeVisible()

  // Passo 2: matita del box "Modifica Email" → CONFERMA. Sicurezza is the last section (S103).
  await expect(page.locator('main h2').last()).toHaveText('Sicurezza')
  await page.getByRole('button', { name: /^Modifica email/i }).click()
  await page.getByRole('textbox', { name: /indirizzo e-mail/i }).fill('marco.actis@arredicanavese.example')
  await page.getByRole('button', { name: 'Conferma' }).click()
  const letter = await house.letterTo('marco.actis@arredicanavese.example', /conferma/i)
  await page.getByLabel('Codice di verifica').fill(/\b\d{6}\b/.exec(letter.text)?.[0] ?? '')
  await page.getByRole('button', { name: 'Conferma' }).last().click()
  await expect(page.getByText(/marco\.actis@arredicanavese\.example/).first()).toBeVisible()
  await house.letterTo('marco.actis@arredicanavese.example', /confermat/i)
})
