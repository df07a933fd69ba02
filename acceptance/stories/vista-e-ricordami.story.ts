import { administratorReady, chooseProfile, goodPassword, signIn, signOut, switchTo } from '../guide.ts'
import { expect, testInOneHouse } from '../portal-test.ts'

const test = testInOneHouse()

test('Cambio vista dopo l’accesso, nei due sensi', async ({ page, house }) => {
  await administratorReady(house)
  await signIn(page, house, house.admin.number, goodPassword)
  await chooseProfile(page, 'End user')
  await switchTo(page, 'amministratore')
  await expect(page.getByRole('heading', { name: 'Gestione dati', level: 1 })).toBeVisible()
  await switchTo(page, 'utente')
  await expect(page.getByRole('navigation').getByRole('link', { name: 'Home' }).first()).toBeVisible()
  await expect(page.getByRole('link', { name: 'Gestione dati' })).toHaveCount(0)
})

test('Ricordami su questo computer: il giorno dopo si entra nella vista utente, e le cose delicate chiedono la password', async ({
  page,
  house,
  context,
}) => {
  await administratorReady(house)
  await signIn(page, house, house.admin.number, goodPassword, { remember: true })
  await chooseProfile(page, 'End user')
  await expect(page.getByRole('button', { name: /Giulia Ferrero/ }).first()).toBeVisible()

  // The browser was closed: what ends with it is gone.
  const cookies = await context.cookies()
  await context.clearCookies()
  await context.addCookies(cookies.filter((cookie) => cookie.expires > 0))
  await page.goto(house.portal)
  await expect(page.getByRole('button', { name: /Giulia Ferrero/ }).first()).toBeVisible()

  await page.getByRole('button', { name: /Menu utente/ }).click()
  await page.getByRole('menuitem', { name: 'Passa al profilo amministratore' }).click()
  await expect(page.getByRole('dialog')).toContainText(/password/i)
  await page.getByRole('dialog').getByLabel('Password', { exact: true }).fill(goodPassword)
  await page.getByRole('dialog').getByRole('button', { name: 'Conferma' }).click()
  await expect(page.getByRole('heading', { name: 'Gestione dati', level: 1 })).toBeVisible()
})

test('Computer pubblico: senza spunta, chiuso il browser si riparte da Accedi; Esci dimentica il computer', async ({
  page,
  house,
  context,
}) => {
  await administratorReady(house)
  await page.goto(house.portal)
  const box = page.getByLabel('Ricordami su questo computer')
  await expect(box).not.toBeChecked()
  await expect(box).toHaveAccessibleDescription(/computer pubblico/)
  await signIn(page, house, house.admin.number, goodPassword)
  await chooseProfile(page, 'End user')
  await expect(page.getByRole('button', { name: /Giulia Ferrero/ }).first()).toBeVisible()
  const cookies = await context.cookies()
  await context.clearCookies()
  await context.addCookies(cookies.filter((cookie) => cookie.expires > 0))
  await page.goto(house.portal)
  await expect(page.getByRole('button', { name: 'Accedi' })).toBeVisible()

  await signIn(page, house, house.admin.number, goodPassword, { remember: true })
  await chooseProfile(page, 'End user')
  await signOut(page)
  await page.goto(house.portal)
  await expect(page.getByRole('button', { name: 'Accedi' })).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('button', { name: /Giulia Ferrero/ })).toHaveCount(0)
})
