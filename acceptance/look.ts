import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const looks = [
  { name: 'chiaro 1440', colorScheme: 'light', viewport: { width: 1440, height: 900 } },
  { name: 'scuro 1440', colorScheme: 'dark', viewport: { width: 1440, height: 900 } },
  { name: 'chiaro 390', colorScheme: 'light', viewport: { width: 390, height: 844 } },
  { name: 'scuro 390', colorScheme: 'dark', viewport: { width: 390, height: 844 } },
] as const

/** One screen in its four looks: no violation, nothing wider than the window; a picture of each on request. */
export async function look(page: Page, screen: string): Promise<void> {
  for (const { name, colorScheme, viewport } of looks) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.setViewportSize(viewport)
    await expect.poll(() => page.evaluate(() => document.documentElement.dataset.mantineColorScheme)).toBe(colorScheme)
    const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze()
    const found = violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`)
    expect.soft(found, `${screen}, ${name}`).toEqual([])
    const tooWide = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect.soft(tooWide, `${screen}, ${name}: wider than the window`).toBeLessThanOrEqual(0)
    if (process.env.SCREENSHOTS) await page.screenshot({ path: `${process.env.SCREENSHOTS}/${screen} - ${name}.png` })
  }
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.emulateMedia({ colorScheme: 'light' })
}
