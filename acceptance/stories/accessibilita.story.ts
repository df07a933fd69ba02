import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { administratorReady, changeTemporaryPassword, chooseProfile, goodPassword, signIn, switchTo } from '../guide.ts'
import { expect, test } from '../portal-test.ts'

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const looks = [
  { name: 'chiaro 1440', colorScheme: 'light', viewport: { width: 1440, height: 900 } },
  { name: 'scuro 1440', colorScheme: 'dark', viewport: { width: 1440, height: 900 } },
  { name: 'chiaro 390', colorScheme: 'light', viewport: { width: 390, height: 844 } },
  { name: 'scuro 390', colorScheme: 'dark', viewport: { width: 390, height: 844 } },
] as const

/** For panels over a page that is looked at in all four. */
const twoLooks = [looks[0], looks[3]]

/** One screen in its four looks: no violation, nothing wider than the window; a picture of each on request. */
async function look(page: Page, screen: string, which: readonly (typeof looks)[number][] = looks): Promise<void> {
  for (const { name, colorScheme, viewport } of which) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.setViewportSize(viewport)
    await expect.poll(() => page.evaluate(() => document.documentElement.dataset.mantineColorScheme)).toBe(colorScheme)
    await page.waitForLoadState('networkidle')
    const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze()
    const found = violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`)
    expect.soft(found, `${screen}, ${name}`).toEqual([])
    const tooWide = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect.soft(tooWide, `${screen}, ${name}: wider than the window`).toBeLessThanOrEqual(0)
    if (process.env.SCREENSHOTS)
      await page.screenshot({
        path: `${process.env.SCREENSHOTS}/${screen} - ${name}.png`,
        fullPage: screen.includes('intera'),
      })
  }
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.emulateMedia({ colorScheme: 'light' })
}

test('Nessuna barriera in nessuna schermata: accesso e primo accesso', async ({ page, house }) => {
  test.setTimeout(240_000)
  await page.goto(house.portal)
  await expect(page.getByRole('button', { name: 'Accedi' })).toBeVisible()
  await look(page, '01 Accedi')
  await page.getByRole('link', { name: 'Reset Password' }).click()
  await expect(page.getByRole('heading', { name: 'Reset Password' })).toBeVisible()
  await look(page, '01c Reset Password')
  await page.goto(`${house.portal}/assistenza`)
  await expect(page.getByRole('heading', { name: 'Assistenza', level: 1 })).toBeVisible()
  await look(page, 'Assistenza prima di accedere, intera')
  await signIn(page, house, house.admin.number, 'sbagliata')
  await expect(page.getByText(/non corretti/)).toBeVisible()
  await look(page, '01b Accedi con errore')
  await signIn(page, house, house.admin.number, house.admin.temporaryPassword)
  await expect(page.getByRole('radio', { name: /End user/ })).toBeVisible()
  await look(page, '02 Scelta del profilo')
  await chooseProfile(page, 'End user')
  await expect(page.getByRole('heading', { name: 'Modificare la password' })).toBeVisible()
  await look(page, '03 Modificare la password')
  await changeTemporaryPassword(page, house.admin.temporaryPassword, goodPassword)
  await expect(page.getByRole('textbox', { name: 'Indirizzo e-mail' })).toBeVisible()
  await look(page, '04 E-mail')
})

test('Nessuna barriera in nessuna schermata: utente e Amministratore', async ({ page, house }) => {
  test.setTimeout(300_000)
  await administratorReady(house)
  await signIn(page, house, house.admin.number, goodPassword)
  await chooseProfile(page, 'End user')
  await expect(page.getByText('Cosa succede se mi chiamano?')).toBeVisible()
  await look(page, '05 Home')
  await page.getByLabel('Le chiamate in ingresso saranno').selectOption('forward')
  await page.getByLabel('Inoltra a', { exact: true }).fill('112')
  await page.keyboard.press('Tab')
  await expect(page.getByText('Ai numeri di emergenza non si può inoltrare.')).toBeVisible()
  await look(page, '05b Home in modifica, con un rifiuto')
  await page.getByRole('region', { name: 'Modifiche da confermare' }).getByRole('button', { name: 'Annulla' }).click()
  await page.getByLabel('Le chiamate in ingresso saranno').selectOption('in-order')
  await expect(page.getByRole('dialog', { name: 'Squillano in ordine' })).toBeVisible()
  await look(page, '05 Squillano in ordine', twoLooks)
  await page.getByRole('dialog').getByRole('button', { name: 'Annulla' }).click()
  await page.getByRole('region', { name: 'Modifiche da confermare' }).getByRole('button', { name: 'Annulla' }).click()
  await page.getByRole('button', { name: /^Inoltro selettivo/ }).click()
  await expect(page.getByRole('dialog', { name: 'Inoltro selettivo' })).toBeVisible()
  await look(page, '05 Inoltro selettivo', twoLooks)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /Menu utente/ }).click()
  await expect(page.getByRole('menuitem', { name: 'Esci' })).toBeVisible()
  await look(page, '05c Menu utente')
  await page.getByRole('menuitem', { name: 'Il mio profilo' }).click()
  await expect(page.getByRole('heading', { name: 'Il mio profilo', level: 1 })).toBeVisible()
  await look(page, '08 Profilo, intera')
  for (const panel of ['Prova', 'Storia delle modifiche', 'I codici del telefono']) {
    await page.getByRole('button', { name: new RegExp(`^${panel}`) }).click()
    const opened = page.getByRole('dialog', { name: panel })
    if (panel === 'Prova') {
      await opened.getByRole('textbox', { name: 'Chi chiama' }).fill('011 555 7110')
      await opened.getByRole('button', { name: 'Prova', exact: true }).click()
      await expect(opened).toContainText('Che cosa succederebbe')
    }
    await look(page, `08 ${panel}`, twoLooks)
    await opened.getByRole('button', { name: 'Chiudi' }).click()
  }
  for (const box of ['Modifica password', 'Modifica PIN', 'Modifica email']) {
    await page.getByRole('button', { name: new RegExp(`^${box}`, 'i') }).click()
    await look(page, `08b ${box}`)
    await page.getByRole('button', { name: 'Annulla' }).first().click()
  }
  await switchTo(page, 'amministratore')
  await expect(page.getByRole('row').nth(5)).toBeVisible()
  await look(page, '09 Gestione dati, intera')
  await page
    .getByRole('row')
    .filter({ hasText: 'Davide Marchetti' })
    .getByRole('button', { name: /Azioni/ })
    .click()
  await page.getByRole('menuitem', { name: /Visualizza configurazione/i }).click()
  await expect(page.getByRole('dialog', { name: 'Attenzione' })).toBeVisible()
  await look(page, '10 Attenzione')
  await page.getByRole('button', { name: 'Continua' }).click()
  await expect(page.getByText(/Stai configurando l’utente/)).toBeVisible()
  await look(page, '10b Configurazione utente, intera')
  await page.getByRole('button', { name: /^Modifica password/i }).click()
  await look(page, '10b Modifica password')
})
