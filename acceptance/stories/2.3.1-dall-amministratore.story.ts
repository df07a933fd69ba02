import {
  administratorReady,
  changeTemporaryPassword,
  chooseProfile,
  goodPassword,
  newerPassword,
  signIn,
} from '../guide.ts'
import { expect, test } from '../portal-test.ts'

test('Guida 2.3.1: l’Amministratore configura un utente, che poi cambia la password', async ({
  page,
  house,
  browser,
}) => {
  await administratorReady(house)
  await signIn(page, house, house.admin.number, goodPassword)
  await chooseProfile(page, 'Amministratore')
  await expect(page.getByRole('heading', { name: 'Gestione dati', level: 1 })).toBeVisible()
  await expect(
    page
      .getByRole('tab', { name: 'Utenti' })
      .or(page.getByRole('link', { name: 'Utenti' }))
      .first(),
  ).toBeVisible()

  // Figura 5: trovare la linea utente → Azioni → Visualizza Configurazione.
  await page
    .getByRole('searchbox')
    .or(page.getByLabel('Perfeziona ulteriormente la ricerca'))
    .first()
    .fill('0125 555 025')
  const row = page.getByRole('row').filter({ hasText: 'Davide Marchetti' })
  await expect(page.getByRole('row')).toHaveCount(2)
  await row.getByRole('button', { name: /Azioni/ }).click()
  await page.getByRole('menuitem', { name: /Visualizza configurazione/i }).click()

  // Pop-up "Attenzione" → Continua.
  await expect(page.getByRole('dialog', { name: 'Attenzione' })).toBeVisible()
  await page.getByRole('button', { name: 'Continua' }).click()
  await expect(page.getByText(/Stai configurando l’utente/)).toBeVisible()
  await expect(page.locator('main h2').last()).toHaveText('Sicurezza')

  // Figura 7: MODIFICA PASSWORD, always temporary, shown once.
  await page.getByRole('button', { name: /^Modifica password/i }).click()
  await page.getByRole('button', { name: 'Conferma' }).click()
  await expect(page.getByText('La password temporanea è pronta')).toBeVisible()
  const words = (await page.locator('body').textContent()) ?? ''
  const shown = /[A-Z0-9]{4}(?:-[A-Z0-9]{4}){3}/.exec(words)?.[0] ?? ''
  expect(shown).toMatch(/^[A-Z0-9-]{19}$/)
  await page.getByRole('button', { name: 'Ho finito' }).click()
  await expect(page.getByText(shown)).toHaveCount(0)

  // MODIFICA EMAIL, "se non già presente".
  await page.getByRole('button', { name: /^Modifica email/i }).click()
  await page.getByLabel('Nuovo indirizzo e-mail').fill('davide.marchetti@arredicanavese.example')
  await page.getByRole('button', { name: 'Conferma' }).click()
  const letter = await house.letterTo('davide.marchetti@arredicanavese.example', /./)
  expect(letter.links.length).toBeGreaterThan(0)
  await page.getByRole('button', { name: 'Torna a Gestione dati' }).click()
  await expect(page.getByText(/Stai configurando l’utente/)).toHaveCount(0)

  // "l'utente della linea dovrà cambiarla con una password definitiva".
  const user = await (await browser.newContext()).newPage()
  await signIn(user, house, '0125 555 025', house.admin.temporaryPassword)
  await expect(user.getByText(/non corretti/)).toBeVisible()
  await signIn(user, house, '0125 555 025', shown.toLowerCase())
  await changeTemporaryPassword(user, shown, newerPassword)
  await expect(user.getByRole('button', { name: /Davide Marchetti/ })).toBeVisible()
  // The user sees who did what.
  await expect(user.getByText('Giulia Ferrero').first()).toBeVisible()
  await user.context().close()
})
