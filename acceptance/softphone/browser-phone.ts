import { readFileSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, normalize } from 'node:path'
import { type Browser, chromium, type Page } from '@playwright/test'
import { tone } from '#telephony/rtp/tone.ts'
import { writeWav } from '#telephony/rtp/wav.ts'
import type { PhoneSettings } from './phone.ts'

/**
 * A phone in a real browser: Debian's Chromium with SIP.js, over a secure WebSocket, its sound by DTLS-SRTP and ICE
 * (RFC 8827). Its microphone hears one tone all the time.
 */
export type BrowserPhone = {
  calls(number: string): Promise<void>
  /** Who rings. */
  rings(within?: number): Promise<string>
  answers(): Promise<void>
  isAnswered(within?: number): Promise<void>
  hangsUp(): Promise<void>
  ends(within?: number): Promise<void>
  holds(): Promise<void>
  resumes(): Promise<void>
  hears(frequency: number, within?: number): Promise<void>
  counts(): Promise<Counts>
  leaves(): Promise<void>
}

type Counts = { received: number; sent: number; lost: number; codec: string; dtls: string; cipher: string }
type Happened = { rings: boolean; answered: boolean; over: boolean }

/** Between two lines of the page's analyser there are less than 6 Hz. */
const near = 12
const audible = -50

export async function browserPhone(settings: PhoneSettings & { readonly microphone: number }): Promise<BrowserPhone> {
  const { who, server, user, domain, secret } = settings
  const directory = await mkdtemp(join(tmpdir(), 'osw-browser-phone-'))
  const voice = join(directory, 'microphone.wav')
  await writeFile(voice, writeWav(tone(settings.microphone, 1000)))
  const files = await serveFiles()
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      ...['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
      ...['--disable-sync', '--no-first-run'],
      ...['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream'],
      `--use-file-for-fake-audio-capture=${voice}`,
      ...['--autoplay-policy=no-user-gesture-required', '--allow-loopback-in-peer-connection'],
      // The switchboard's own certificate.
      '--ignore-certificate-errors',
    ],
  })
  const leaves = async () => {
    await browser.close()
    files.close()
    await rm(directory, { recursive: true, force: true })
  }
  try {
    return { ...(await opened(browser)), leaves }
  } catch (error) {
    await leaves()
    throw error
  }

  async function opened(browser: Browser): Promise<Omit<BrowserPhone, 'leaves'>> {
    const page = await browser.newPage()
    const complaints: string[] = []
    page.on('pageerror', (error) => complaints.push(String(error)))
    page.on('console', (said) => said.type() === 'error' && complaints.push(said.text()))
    await page.goto(files.address)
    await page.waitForFunction('window.begins')
    await asked(page, 'begins', { server, user, domain, secret })

    async function until<T>(look: () => Promise<T | undefined>, within: number, complaint: () => string): Promise<T> {
      for (const end = Date.now() + within; ; await page.waitForTimeout(50)) {
        const seen = await look()
        if (seen !== undefined) return seen
        if (Date.now() > end) throw new Error(`${who} ${complaint()} ${complaints.join('; ')}`)
      }
    }
    const happens = (what: keyof Happened, within: number, complaint: string) =>
      until(
        async () => ((await asked<Happened>(page, 'happened'))[what] ? true : undefined),
        within,
        () => complaint,
      ).then(() => undefined)

    return {
      calls: (number) => asked(page, 'calls', `sip:${encodeURIComponent(number)}@${domain}`),
      async rings(within = 10_000) {
        await happens('rings', within, 'does not ring')
        return asked(page, 'caller')
      },
      async answers() {
        await asked(page, 'answers')
        await happens('answered', 10_000, 'cannot answer')
      },
      isAnswered: (within = 10_000) => happens('answered', within, 'is not answered'),
      hangsUp: () => asked(page, 'hangsUp'),
      ends: (within = 10_000) => happens('over', within, 'still has the call'),
      holds: () => asked(page, 'holds'),
      resumes: () => asked(page, 'resumes'),
      async hears(frequency, within = 10_000) {
        let last = { frequency: 0, level: 0 }
        await until(
          async () => {
            last = await asked(page, 'hears')
            return Math.abs(last.frequency - frequency) < near && last.level > audible ? true : undefined
          },
          within,
          () => `does not hear ${frequency} Hz but ${Math.round(last.frequency)} Hz at ${Math.round(last.level)} dB`,
        )
      },
      counts: () => asked(page, 'counts'),
    }
  }
}

/** Runs one of the functions that the page offers. */
const asked = <Answer>(page: Page, what: string, ...words: unknown[]): Promise<Answer> =>
  page.evaluate(`window.${what}(${words.map((word) => JSON.stringify(word)).join(',')})`) as Promise<Answer>

/** The page, its program, and SIP.js as it was published. */
async function serveFiles(): Promise<{ address: string; close(): void }> {
  const program = readFileSync(join(import.meta.dirname, 'browser-phone.page.js'))
  const library = join(import.meta.dirname, '../../node_modules/sip.js/lib')
  const server = createServer(async ({ url = '/' }, response) => {
    try {
      const html = url === '/'
      const file = html
        ? '<!doctype html><title>Telefono</title><audio autoplay></audio><script type="module" src="/phone.js"></script>'
        : url === '/phone.js'
          ? program
          : await readFile(join(library, normalize(url.replace(/^\/sip\.js/, ''))))
      response.setHeader('content-type', html ? 'text/html' : 'text/javascript').end(file)
    } catch {
      response.writeHead(404).end()
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    address: `http://127.0.0.1:${port}/`,
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}
