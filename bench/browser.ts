import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium, type Page } from '@playwright/test'
import lighthouse, { desktopConfig } from 'lighthouse'
import { type Product, seed, startProduct } from './product.ts'
import { note } from './report.ts'

const debuggingPort = 9_333

/** What a page weighs on the wire, as the browser counted it. */
async function weigh(page: Page, work: () => Promise<unknown>): Promise<{ all: number; scripts: number }> {
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  const kinds = new Map<string, string>()
  const sum = { all: 0, scripts: 0 }
  session.on('Network.responseReceived', (event) => kinds.set(event.requestId, event.type))
  session.on('Network.loadingFinished', (event) => {
    sum.all += event.encodedDataLength
    if (kinds.get(event.requestId) === 'Script') sum.scripts += event.encodedDataLength
  })
  await work()
  await page.waitForLoadState('networkidle')
  await session.detach()
  return { all: Math.round(sum.all / 1024), scripts: Math.round(sum.scripts / 1024) }
}

async function audit(name: string, url: string, device: 'desktop' | 'mobile'): Promise<void> {
  const result = await lighthouse(
    url,
    {
      port: debuggingPort,
      onlyCategories: ['performance', 'accessibility'],
      disableStorageReset: true,
      logLevel: 'error',
    },
    device === 'desktop' ? desktopConfig : undefined,
  )
  const score = (category: string) => Math.round((result?.lhr.categories[category]?.score ?? 0) * 100)
  const performance = score('performance')
  const accessibility = score('accessibility')
  note(
    `Lighthouse, ${name}, ${device}`,
    `performance ${performance}, accessibility ${accessibility}`,
    'performance >= 95, accessibility 100',
    performance >= 95 && accessibility === 100,
  )
}

async function signIn(context: BrowserContext, product: Product, number: string, password: string): Promise<void> {
  const headers = { origin: product.portal, 'content-type': 'application/json' }
  const post = async (path: string, data: object) => {
    const answer = await context.request.post(product.portal + path, { headers, data })
    if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`)
  }
  await post('/api/session', { number, password, remember: false })
  await post('/api/session/view', { view: 'user' })
}

/** Weights and Lighthouse scores of sign-in, Home and Gestione dati, in Debian's Chromium. */
export async function benchBrowser(): Promise<void> {
  const env = { DATA_DIR: await mkdtemp(join(tmpdir(), 'osw-bench-')) }
  const seeded = await seed(env, 1, 2_000)
  const product = await startProduct(env)
  const profile = await mkdtemp(join(tmpdir(), 'osw-chromium-'))
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      `--remote-debugging-port=${debuggingPort}`,
    ],
  })
  try {
    const page = await context.newPage()
    const door = await weigh(page, () => page.goto(product.portal, { waitUntil: 'networkidle' }))
    note(
      'sign-in page on the wire',
      `${door.all} KB in all, ${door.scripts} KB of scripts (brotli)`,
      '<= 220 KB in all, <= 150 KB of scripts',
      door.all <= 220 && door.scripts <= 150,
    )
    for (const device of ['desktop', 'mobile'] as const) await audit('sign-in', product.portal, device)
    await signIn(context, product, seeded.administrators[0] ?? '', seeded.password)
    for (const device of ['desktop', 'mobile'] as const) await audit('Home', product.portal, device)
    await context.request.post(`${product.portal}/api/session/view`, {
      headers: { origin: product.portal, 'content-type': 'application/json' },
      data: { view: 'administrator' },
    })
    const list = `${product.portal}/gestione-dati/utenti`
    for (const device of ['desktop', 'mobile'] as const) await audit('Gestione dati', list, device)
    await context.clearCookies({ name: 'none' })
    const cdp = await context.newCDPSession(page)
    await cdp.send('Network.clearBrowserCache')
    const first = await weigh(page, () => page.goto(list, { waitUntil: 'networkidle' }))
    const warm = await weigh(page, () => page.goto(list, { waitUntil: 'networkidle' }))
    note(
      'user list on the wire',
      `${first.all} KB first visit, ${warm.all} KB warm`,
      '<= 300 KB first visit, <= 30 KB warm',
      first.all <= 300 && warm.all <= 30,
    )
  } finally {
    await context.close()
    await product.stop()
    await rm(profile, { recursive: true, force: true })
    await rm(env.DATA_DIR, { recursive: true, force: true })
  }
}
