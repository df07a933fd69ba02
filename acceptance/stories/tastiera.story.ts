import type { Page } from '@playwright/test'
import { goodPassword } from '../guide.ts'
import { expect, test } from '../portal-test.ts'

/** Tab until the named thing has the focus, twice round the page if need be: no mouse anywhere in this file. */
async function tabTo(page: Page, name: RegExp | string, role?: string): Promise<void> {
  const wanted = role === 'button' ? page.getByRole('button', { name }) : page.getByLabel(name)
  await expect(wanted.first()).toBeVisible()
  for (let steps = 0; steps < 120; steps += 1) {
    const focused = page.locator(':focus')
    if ((await focused.count()) && (await matches(focused, name, role))) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`No keyboard way to ${name}`)
}

async function matches(focused: ReturnType<Page['locator']>, name: RegExp | string, role?: string): Promise<boolean> {
  const found = await focused.evaluate((element) => {
    const labelled =
      'labels' in element ? [...((element as HTMLInputElement).labels ?? [])].map((l) => l.textContent).join(' ') : ''
    return {
      text: `${element.getAttribute('aria-label') ?? ''}|${labelled}|${element.textContent ?? ''}`,
      role: element.getAttribute('role') ?? element.tagName.toLowerCase(),
    }
  })
  const right =
    typeof name === 'string' ? found.text.split('|').some((part) => part.trim() === name) : name.test(found.text)
  return right && (!role || found.role === role)
}

async function typeInto(page: Page, label: RegExp | string, text: string): Promise<void> {
  await tabTo(page, label, 'input')
  await page.keyboard.press('Control+A')
  await page.keyboard.type(text)
}

test('Tutto il primo accesso dell’Amministratore con la sola tastiera, fino alla configurazione di un utente', async ({
  page,
  house,
}) => {
  await page.goto(house.portal)
  await expect(page.getByRole('button', { name: 'Accedi' })).toBeVisible()
  await typeInto(page, 'Numero di telefono', '0125 555 049')
  await typeInto(page, 'Password', house.admin.temporaryPassword)
  await page.keyboard.press('Enter')

  await expect(page.getByRole('radio', { name: /End user/ })).toBeVisible()
  await tabTo(page, 'Conferma', 'button')
  await page.keyboard.press('Enter')

  await expect(page.getByLabel('Vecchia password')).toBeVisible()
  await typeInto(page, 'Vecchia password', house.admin.temporaryPassword)
  await typeInto(page, 'Nuova password', goodPassword)
  await typeInto(page, 'Conferma la nuova password', goodPassword)
  await page.keyboard.press('Enter')

  await expect(page.getByRole('textbox', { name: 'Indirizzo e-mail' })).toBeFocused()
  await page.keyboard.type('giulia@arredicanavese.example')
  await page.keyboard.press('Enter')
  const letter = await house.letterTo('giulia@arredicanavese.example', /conferma/i)
  await expect(page.getByLabel('Codice di verifica')).toBeFocused()
  await page.keyboard.type(/\b\d{6}\b/.exec(letter.text)?.[0] ?? '')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.getByRole('button', { name: /Giulia Ferrero/ }).first()).toBeVisible()

  await tabTo(page, /Menu utente/, 'button')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menuitem', { name: 'Passa al profilo amministratore' })).toBeVisible()
  for (
    let i = 0;
    i < 12 &&
    !(await page
      .getByRole('menuitem', { name: 'Passa al profilo amministratore' })
      .evaluate((e) => e === document.activeElement));
    i += 1
  )
    await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Gestione dati', level: 1 })).toBeVisible()

  await expect(page.getByRole('row').nth(5)).toBeVisible()
  await page.keyboard.press('/')
  await expect(page.locator('input:focus')).toHaveCount(1)
  await page.keyboard.type('marchetti')
  await expect(page.getByRole('row')).toHaveCount(2)
  await tabTo(page, /Azioni per Davide Marchetti/, 'button')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menuitem', { name: /Visualizza configurazione/ })).toBeFocused()
  await page.keyboard.press('Enter')
  await tabTo(page, 'Continua', 'button')
  await page.keyboard.press('Enter')
  await expect(page.getByText(/Stai configurando l’utente/)).toBeVisible()
  await tabTo(page, /^Modifica password/, 'button')
  await page.keyboard.press('Enter')
  await tabTo(page, 'Conferma', 'button')
  await page.keyboard.press('Enter')
  await expect(page.getByText('La password temporanea è pronta')).toBeVisible()
})
