import { expect, type Page } from '@playwright/test'
import axe from 'axe-core'

/** Rules whose answer changes with the colour scheme; all the others see the same page in both. */
const aboutColours = ['color-contrast', 'link-in-text-block']
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
  const seen = new Set<number>()
  for (const { name, colorScheme, viewport } of which) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.setViewportSize(viewport)
    await page.waitForFunction((wanted) => document.documentElement.dataset.mantineColorScheme === wanted, colorScheme)
    await settled(page)
    const violations = await violationsOn(page, seen.has(viewport.width) ? aboutColours : undefined)
    seen.add(viewport.width)
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

/**
 * What lies half under a dialog cannot be pressed, so how much of it is seen is not measured. axe stays in the page until
 * the next load: pages of ours have no frames, which is what its builder for Playwright opens a second page for.
 */
async function violationsOn(page: Page, only?: string[]): Promise<axe.Result[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(`${axe.source}; undefined`)
  const run = (options: axe.RunOptions, context?: string) =>
    page.evaluate(
      async ([options, context]) =>
        (await (window as unknown as { axe: typeof axe }).axe.run(context ?? document, options)).violations,
      [{ ...options, resultTypes: ['violations'] }, context] as [axe.RunOptions, string | undefined],
    )
  if (only) return run({ runOnly: { type: 'rule', values: only } })
  const dialog = '[aria-modal="true"]'
  const runOnly: axe.RunOnly = { type: 'tag', values: tags }
  if ((await page.locator(dialog).count()) === 0) return run({ runOnly })
  const everywhere = await run({ runOnly, rules: { 'target-size': { enabled: false } } })
  return [...everywhere, ...(await run({ runOnly: { type: 'rule', values: ['target-size'] } }, dialog))]
}

/** Colours on their way from one scheme to the other are nobody's: what does not turn for ever has come to its end. */
async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle')
  await page.evaluate(async () => {
    const ending = document.getAnimations().filter((a) => a.effect?.getComputedTiming().iterations !== Infinity)
    await Promise.allSettled(ending.map((animation) => animation.finished))
  })
}
