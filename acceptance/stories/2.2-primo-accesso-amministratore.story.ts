import { addEmail, changeTemporaryPassword, chooseProfile, goodPassword, signIn, signOut } from '../guide.ts'
import { expect, test } from '../portal-test.ts'

test('Guida 2.2: primo accesso al portale, Amministratore', async ({ page, house }) => {
  const { admin } = house
  await signIn(page, house, '0125 555 049', admin.temporaryPassword)

  // Figura 2: "Nella prima configurazione ci si dovrà autenticare con il profilo utente".
  await expect(page.getByRole('radio', { name: /Amministratore/ })).toBeVisible()
  await expect(page.getByRole('radio', { name: /End user/ })).toBeChecked()
  await page.getByRole('button', { name: 'Conferma' }).click()

  // Figura 3.
  await expect(page.getByText('La password è scaduta. Modificare la password.')).toBeVisible()
  await changeTemporaryPassword(page, admin.temporaryPassword, 'Centralino2026!')
  await expect(page.getByText(/15 caratteri/).first()).toBeVisible()
  await changeTemporaryPassword(page, admin.temporaryPassword, goodPassword)

  // Figura 4: "se in fase di installazione non è stata configurata una e-mail".
  await expect(page.getByRole('dialog', { name: 'Aggiungi un indirizzo e-mail' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog', { name: 'Aggiungi un indirizzo e-mail' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Più tardi' })).toHaveCount(0)
  await addEmail(page, house, 'giulia.ferrero@arredicanavese.example')

  // "Con questa operazione è terminata la prima configurazione".
  await expect(page.getByRole('button', { name: /Giulia Ferrero/ }).first()).toBeVisible()
  await expect(page.getByText('0125 555 049').first()).toBeVisible()
  const letter = await house.letterTo('giulia.ferrero@arredicanavese.example', /confermat/i)
  expect(letter.text).not.toContain(goodPassword)

  await signOut(page)
  await signIn(page, house, '+39 0125555049', admin.temporaryPassword)
  await expect(page.getByText(/non corretti/)).toBeVisible()
  await signIn(page, house, '0039 0125 555049', goodPassword)
  await chooseProfile(page, 'Amministratore')
  await expect(page.getByRole('heading', { name: 'Gestione dati' })).toBeVisible()
})
