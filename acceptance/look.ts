import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const looks = [
  { name: 'chiaro 1440', colorScheme: 'light', viewport: { width: 1440, height: 900 } },
  { name: 'scuro 1440', colorScheme: 'dark', viewport: { width: 1440, height: 900 } },
  { name: 'chiaro 390', colorScheme: 'light', viewport: { width: 390, height: 844 } },
  { name: 'scuro 390', colorScheme: 'dark', viewport: { width: 390, height: 844 } },
] as const

/** For panels over a page that is looked at in all four. */
export const twoLooks = [looks[0], looks[3]]

/**
 * One screen in its four looks: no violation, nothing wider than the window. `SCREENSHOTS=folder` keeps a picture of each,
 * the whole page where the name says “intera”.
 */
export async function look(
  page: Page,
  screen: string,
  which: readonly (typeof looks)[number][] = looks,
): Promise<void> {
  for (const { name, colorScheme, viewport } of which) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.setViewportSize(viewport)
    await expect.poll(() => page.evaluate(() => document.documentElement.dataset.mantineColorScheme)).toBe(colorScheme)
    await settled(page)
    const violations = await violationsOn(page)
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

/** What lies half under a dialog cannot be pressed, so how much of it is seen is not measured. */
async function violationsOn(page: Page) {
  const builder = () => new AxeBuilder({ page }).withTags(tags)
  const dialog = '[aria-modal="true"]'
  if ((await page.locator(dialog).count()) === 0) return (await builder().analyze()).violations
  const everywhere = await builder().disableRules('target-size').analyze()
  const inDialog = await new AxeBuilder({ page }).include(dialog).withRules('target-size').analyze()
  return [...everywhere.violations, ...inDialog.violations]
}

/** Colours on their way from one scheme to the other are nobody's: what does not turn for ever has come to its end. */
async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle')
  await page.evaluate(async () => {
    const ending = document.getAnimations().filter((a) => a.effect?.getComputedTiming().iterations !== Infinity)
    await Promise.allSettled(ending.map((animation) => animation.finished))
  })
}
