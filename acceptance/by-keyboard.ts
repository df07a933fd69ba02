import { expect, type Locator, type Page } from '@playwright/test'

/** Presses what has been reached without a mouse. */
async function press(page: Page, what: Locator): Promise<void> {
  await expect(what).toBeEnabled()
  await what.focus()
  await expect(what).toBeFocused()
  expect(await what.evaluate((element: HTMLElement) => element.tabIndex), 'reached by Tab').toBeGreaterThanOrEqual(0)
  await page.keyboard.press('Enter')
}

const holdsFocus = (where: Locator) => where.evaluate((element) => element.contains(document.activeElement))

/** The dialog that is open takes the focus, keeps it, closes with Escape, and gives it back (WCAG 2.1.2, 2.4.3). */
async function walkDialog(page: Page, opener: Locator, meanwhile: () => Promise<void>): Promise<void> {
  const dialog = page.getByRole('dialog').last()
  await expect(dialog).toBeVisible()
  await expect.poll(() => holdsFocus(dialog), { message: 'the focus moves in' }).toBe(true)
  if ((await dialog.getAttribute('aria-modal')) === 'true')
    for (const key of ['Shift+Tab', 'Shift+Tab', 'Tab', 'Tab', 'Tab']) {
      await page.keyboard.press(key)
      expect(await holdsFocus(dialog), `${key} stays`).toBe(true)
    }
  await meanwhile()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(opener, 'the focus comes back').toBeFocused()
}

/** A button that opens a panel beside it: the focus goes to its heading, and comes back when it is closed. */
export async function openBeside(page: Page, button: Locator, close: string, meanwhile: () => Promise<void>) {
  await press(page, button)
  await expect(page.getByRole('heading').and(page.locator(':focus'))).toBeVisible()
  await meanwhile()
  await press(page, page.getByRole('button', { name: close }))
  await expect(button, 'the focus comes back').toBeFocused()
}

/** A button that opens a dialog, there and back. */
export async function openAndLeave(page: Page, button: Locator, meanwhile: () => Promise<void>): Promise<void> {
  await press(page, button)
  await walkDialog(page, button, meanwhile)
}

/** A menu: arrows walk it, Escape leaves it; each of its entries named here opens a dialog, there and back. */
export async function walkMenu(
  page: Page,
  button: Locator,
  entries: readonly (RegExp | string)[],
  meanwhile: () => Promise<void>,
): Promise<void> {
  const items = page.getByRole('menuitem')
  await press(page, button)
  await expect(items.first()).toBeFocused()
  await page.keyboard.press('ArrowUp')
  await expect(items.last()).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(items.first()).toBeFocused()
  await meanwhile()
  await page.keyboard.press('Escape')
  await expect(items).toHaveCount(0)
  await expect(button).toBeFocused()
  for (const name of entries) {
    await press(page, button)
    await expect(items.first()).toBeFocused()
    const entry = page.getByRole('menuitem', { name })
    for (let steps = await items.count(); steps > 0 && !(await holdsFocus(entry)); steps -= 1)
      await page.keyboard.press('ArrowDown')
    await expect(entry).toBeFocused()
    await page.keyboard.press('Enter')
    await walkDialog(page, button, meanwhile)
  }
}
