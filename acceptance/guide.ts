import { expect, type Page } from '@playwright/test'
import { openClient } from './client.ts'
import type { AcceptanceHouse } from './house.ts'

/** The guide's steps as a person takes them: by the words on the screen. */

export const goodPassword = 'tramonto zaino pinguino ferro'
export const newerPassword = 'lanterna gomito sabbia violino'

export async function signIn(
  page: Page,
  house: AcceptanceHouse,
  number: string,
  password: string,
  options: { remember?: boolean } = {},
): Promise<void> {
  await page.goto(house.portal)
  await page.getByLabel('Numero di telefono').fill(number)
  await page.getByLabel('Password', { exact: true }).fill(password)
  if (options.remember) await page.getByLabel('Ricordami su questo computer').check()
  await page.getByRole('button', { name: 'Accedi' }).click()
}

/** Figures 2 and 14. */
export async function chooseProfile(page: Page, profile: 'Amministratore' | 'End user'): Promise<void> {
  await page.getByRole('radio', { name: new RegExp(profile, 'i') }).check()
  await page.getByRole('button', { name: 'Conferma' }).click()
}

/** Figure 3. */
export async function changeTemporaryPassword(page: Page, old: string, password: string): Promise<void> {
  await expect(page.getByRole('heading', { name: 'Modificare la password' })).toBeVisible()
  await page.getByLabel('Vecchia password').fill(old)
  await page.getByLabel('Nuova password', { exact: true }).fill(password)
  await page.getByLabel('Conferma la nuova password').fill(password)
  await page.getByRole('button', { name: /modifica password/i }).click()
}

/** Figure 4, and the code that comes by mail. */
export async function addEmail(page: Page, house: AcceptanceHouse, address: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Indirizzo e-mail' }).fill(address)
  await page.getByRole('button', { name: 'Conferma' }).click()
  const letter = await house.letterTo(address, /conferma/i)
  await page.getByLabel('Codice di verifica').fill(/\b\d{6}\b/.exec(letter.text)?.[0] ?? '')
  await page.getByRole('button', { name: 'Conferma' }).click()
}

/** Houses where guide 2.2 has been gone through, by their data. */
const ready = new Set<string>()

/** Guide 2.2 done without a browser, for stories that begin after it; in a house that several stories share, once. */
export async function administratorReady(
  house: AcceptanceHouse,
  address = 'giulia.ferrero@arredicanavese.example',
): Promise<void> {
  if (ready.has(house.dataDirectory)) return
  const { call } = openClient({ portal: house.portal, listensAt: house.portal })
  await call('POST /api/session', { body: { number: house.admin.number, password: house.admin.temporaryPassword } })
  await call('POST /api/session/view', { body: { view: 'user' } })
  await call('POST /api/password/change', {
    body: { oldPassword: house.admin.temporaryPassword, newPassword: goodPassword },
  })
  await call('POST /api/email', { body: { email: address } })
  const letter = await house.letterTo(address, /conferma/i)
  await call('POST /api/email/verify', { body: { code: /\b\d{6}\b/.exec(letter.text)?.[0] ?? '' } })
  ready.add(house.dataDirectory)
}

/** From the user menu (S38). */
export async function switchTo(page: Page, profile: 'amministratore' | 'utente'): Promise<void> {
  await page.getByRole('button', { name: /Menu utente/ }).click()
  await page.getByRole('menuitem', { name: `Passa al profilo ${profile}` }).click()
}

export async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Menu utente/ }).click()
  await page.getByRole('menuitem', { name: 'Esci' }).click()
  await expect(page.getByRole('button', { name: 'Accedi' })).toBeVisible()
}
