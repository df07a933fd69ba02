import { administratorReady, chooseProfile, goodPassword, signIn } from '../guide.ts'
import { expect, testInOneHouse } from '../portal-test.ts'

// In this order: the first two come in with the temporary password.
const test = testInOneHouse()

test('Doppio clic su Accedi: una sola richiesta', async ({ page, house }) => {
  let requests = 0
  page.on('request', (request) => {
    if (request.method() === 'POST' && new URL(request.url()).pathname === '/api/session') requests += 1
  })
  await page.goto(house.portal)
  await page.getByLabel('Numero di telefono').fill(house.admin.number)
  await page.getByLabel('Password', { exact: true }).fill(house.admin.temporaryPassword)
  await page.getByRole('button', { name: 'Accedi' }).dblclick()
  await expect(page.getByRole('radio', { name: /End user/ })).toBeVisible()
  expect(requests).toBe(1)
})

test('Senza rete si dice che cosa succede, e quello che è scritto resta', async ({ page, house, context }) => {
  await page.goto(house.portal)
  await page.getByLabel('Numero di telefono').fill('0125 555 049')
  await page.getByLabel('Password', { exact: true }).fill(house.admin.temporaryPassword)
  await context.setOffline(true)
  await page.getByRole('button', { name: 'Accedi' }).click()
  await expect(page.getByText(/conness/i).first()).toBeVisible()
  await expect(page.getByLabel('Numero di telefono')).toHaveValue('0125 555 049')
  await context.setOffline(false)
  await page.getByRole('button', { name: 'Accedi' }).click()
  await expect(page.getByRole('radio', { name: /End user/ })).toBeVisible()
})

test('Sessione finita con modifiche non confermate: si accede di nuovo e non si perde niente', async ({
  page,
  house,
  context,
}) => {
  await administratorReady(house)
  await signIn(page, house, house.admin.number, goodPassword)
  await chooseProfile(page, 'End user')
  await page.getByRole('button', { name: /Menu utente/ }).click()
  await page.getByRole('menuitem', { name: 'Il mio profilo' }).click()
  await page.getByRole('button', { name: /^Modifica email/i }).click()
  await page.getByRole('textbox', { name: /indirizzo e-mail/i }).fill('nuovo.indirizzo@arredicanavese.example')
  await context.clearCookies()
  await page.getByRole('button', { name: 'Conferma' }).click()
  await expect(page.getByRole('dialog', { name: 'Accedi di nuovo' })).toBeVisible()
  await page.getByRole('dialog').getByLabel('Password', { exact: true }).fill(goodPassword)
  await page.getByRole('dialog').getByRole('button', { name: 'Accedi' }).click()
  await expect(page.getByRole('dialog', { name: 'Accedi di nuovo' })).toHaveCount(0)
  await expect(page.getByRole('textbox', { name: /indirizzo e-mail/i }).first()).toHaveValue(
    'nuovo.indirizzo@arredicanavese.example',
  )
})

test('Troppi tentativi: si dice quanto aspettare, e dopo si entra; nessuno resta fuori per sempre', async ({
  page,
  house,
}) => {
  await administratorReady(house)
  for (let i = 0; i < 5; i += 1) {
    await signIn(page, house, house.admin.number, `sbagliata ${i}`)
    await expect(page.getByText(/non corretti|Troppi tentativi/).first()).toBeVisible()
  }
  await signIn(page, house, house.admin.number, goodPassword)
  await expect(page.getByText('Troppi tentativi.')).toBeVisible()
  await expect(page.getByText(/Puoi riprovare/).first()).toBeVisible()
  await expect(page.getByText('Ora puoi riprovare.')).toBeVisible({ timeout: 40_000 })
  await page.getByLabel('Password', { exact: true }).fill(goodPassword)
  await page.getByRole('button', { name: 'Accedi' }).click()
  await expect(page.getByRole('radio', { name: /End user/ })).toBeVisible()
})

test.describe('Senza JavaScript', () => {
  test.use({ javaScriptEnabled: false })
  test('la pagina dice che cosa serve', async ({ page, house }) => {
    await page.goto(house.portal)
    await expect(page.getByText(/attiva JavaScript nel browser/)).toBeVisible()
  })
})
