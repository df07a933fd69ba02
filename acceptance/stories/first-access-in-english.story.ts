import { goodPassword } from '../guide.ts'
import { expect, test } from '../portal-test.ts'

test.use({ locale: 'en-GB' })

test('Guide 2.2 in English: the administrator’s first access', async ({ page, house }) => {
  await page.goto(house.portal)
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  await page.getByLabel('Phone number').fill('0125 555 049')
  await page.getByLabel('Password', { exact: true }).fill(house.admin.temporaryPassword)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('radio', { name: /End user/ }).check()
  await page.getByRole('button', { name: 'Confirm' }).click()
  await page.getByLabel('Old password').fill(house.admin.temporaryPassword)
  await page.getByLabel('New password', { exact: true }).fill(goodPassword)
  await page.getByLabel('Confirm new password').fill(goodPassword)
  await page.getByRole('button', { name: /change password/i }).click()
  await page.getByRole('textbox', { name: 'E-mail address' }).fill('giulia@arredicanavese.example')
  await page.getByRole('button', { name: 'Confirm' }).click()
  const letter = await house.letterTo('giulia@arredicanavese.example', /./)
  await page.getByLabel('Verification code').fill(/\b\d{6}\b/.exec(letter.text)?.[0] ?? '')
  await page.getByRole('button', { name: 'Confirm' }).click()
  await expect(page.getByRole('button', { name: /Giulia Ferrero/ }).first()).toBeVisible()
  await expect(page.getByRole('link', { name: 'Support' }).first()).toBeVisible()
  // No Italian sentence is left on the screen (names and places stay).
  await expect(page.locator('main')).not.toContainText(/Interno |Sede |Modifica|Password temporanea/)
})
