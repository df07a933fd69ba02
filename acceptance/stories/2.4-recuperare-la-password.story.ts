import {
  administratorReady,
  changeTemporaryPassword,
  chooseProfile,
  goodPassword,
  newerPassword,
  signIn,
} from '../guide.ts'
import { openHouse } from '../house.ts'
import { expect, test, testIn, testInOneHouse } from '../portal-test.ts'

const address = 'giulia.ferrero@arredicanavese.example'

/** One house for those that need no other day: each has a person of its own. */
const today = testInOneHouse()
/** A house where nobody has signed in for a year. */
const aYearLater = testIn(() => openHouse({ CLOCK_OFFSET: 'P366D' }))

today('Guida 2.4: Reset Password per e-mail', async ({ page, house }) => {
  await administratorReady(house, address)
  await page.goto(house.portal)
  await page.getByRole('link', { name: 'Reset Password' }).click()
  await page.getByLabel('Numero di telefono').fill('0125555049')
  await page.getByRole('button', { name: 'Invia le istruzioni' }).click()
  await expect(page.getByText(/Se il numero è abilitato/)).toBeVisible()

  const letter = await house.letterTo(address, /password/i)
  const link = letter.links.find((l) => l.includes('/reset')) ?? ''
  await page.goto(link)
  await expect(page).not.toHaveURL(/#t=/)
  await page.getByLabel('Numero di telefono').fill('0125 555 049')
  await page.getByLabel('Nuova password', { exact: true }).fill(newerPassword)
  await page.getByLabel('Conferma la nuova password').fill(newerPassword)
  await page.getByRole('button', { name: /modifica password/i }).click()
  await expect(page.getByText('Ora accedi con la nuova password')).toBeVisible()

  await signIn(page, house, house.admin.number, goodPassword)
  await expect(page.getByText(/non corretti/)).toBeVisible()
  await signIn(page, house, house.admin.number, newerPassword)
  await chooseProfile(page, 'Amministratore')

  // The link works once.
  await page.context().clearCookies()
  await page.goto('about:blank')
  await page.goto(link)
  await page.getByLabel('Numero di telefono').fill('0125 555 049')
  await page.getByLabel('Nuova password', { exact: true }).fill(goodPassword)
  await page.getByLabel('Conferma la nuova password').fill(goodPassword)
  await page.getByRole('button', { name: /modifica password/i }).click()
  await expect(page.getByText('Questo link non vale più')).toBeVisible()
})

today('Senza e-mail il Reset Password risponde allo stesso modo e non manda niente', async ({ page, house }) => {
  const before = (await house.letters()).length
  await page.goto(`${house.portal}/reset`)
  await page.getByRole('link', { name: /Torna ad Accedi/ }).click()
  await page.getByRole('link', { name: 'Reset Password' }).click()
  await page.getByLabel('Numero di telefono').fill('0125 555 028')
  await page.getByRole('button', { name: 'Invia le istruzioni' }).click()
  await expect(page.getByText(/Se il numero è abilitato/)).toBeVisible()
  await expect(page.getByText(/Amministratore del centralino/)).toBeVisible()
  expect((await house.letters()).length).toBe(before)
})

test('Dopo 365 giorni: chi ha l’e-mail si aiuta da solo, gli altri sanno a chi rivolgersi', async ({ page, house }) => {
  await administratorReady(house, address)
  await house.restart({ CLOCK_OFFSET: 'P366D' })
  // The administrator has a verified e-mail.
  await signIn(page, house, house.admin.number, goodPassword)
  await expect(page.getByRole('heading', { name: 'La password è scaduta' })).toBeVisible()
  await expect(page.getByText(/•/)).toBeVisible()
  await page.getByRole('button', { name: 'Invia le istruzioni' }).click()
  await expect(page.getByText('Messaggio inviato')).toBeVisible()

  // A line that never entered and has no e-mail: the administrator.
  await signIn(page, house, '0125 555 028', house.admin.temporaryPassword)
  await expect(page.getByText(/Rivolgiti all’Amministratore/)).toBeVisible()
})

aYearLater('Un Amministratore scaduto e senza e-mail chiama il 1928', async ({ page, house }) => {
  await signIn(page, house, house.admin.number, house.admin.temporaryPassword)
  await expect(page.getByText('1928').first()).toBeVisible()
  await expect(page.getByText(/ripristina una password temporanea e un’e-mail/)).toBeVisible()
})

today('Password temporanea sbagliata nel pop-up: si spiega e niente va perso', async ({ page, house }) => {
  await administratorReady(house)
  await signIn(page, house, '0125 555 031', house.admin.temporaryPassword)
  await changeTemporaryPassword(page, 'non questa', goodPassword)
  await expect(page.getByText('La vecchia password non è corretta.')).toBeVisible()
  await expect(page.getByLabel('Nuova password', { exact: true })).toHaveValue(goodPassword)
})
