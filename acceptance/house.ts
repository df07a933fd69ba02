import { rmSync } from 'node:fs'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Product, startProduct } from './product.ts'

/** What `npm start -- --json` says when it is ready. */
export type Ready = {
  portal: string
  outbox: string
  admin: { number: string; name: string; temporaryPassword: string }
  users: { number: string; name: string; temporaryPassword: string }[]
  /** A supervisor at the provider's desk. */
  provider: { address: string; email: string; temporaryPassword: string }
  /** Whom one can call outside, and what they do. */
  outsideNumbers: { number: string; behaviour: string }[]
}

/** A letter as the demo's outbox shows it. */
export type Letter = {
  to: string
  channel: 'email' | 'sms'
  subject: string
  text: string
  links: string[]
  at: string
}

export type AcceptanceHouse = Product<Ready> &
  Ready & {
    /** Waits until a letter with these words in its subject has come to the address; newest first. */
    letterTo(address: string, subject: RegExp): Promise<Letter>
    letters(): Promise<Letter[]>
    close(): Promise<void>
  }

const lettersOf = async ({ ready }: Product<Ready>): Promise<Letter[]> =>
  (await fetch(`${ready.outbox}.json`)).json() as Promise<Letter[]>

/** A started demo that later houses copy, so that each begins where a newcomer does without waiting again. */
let template: Promise<string> | undefined

async function prepared(): Promise<string> {
  template ??= (async () => {
    const directory = await mkdtemp(join(tmpdir(), 'osw-house-'))
    const product = await startProduct<Ready>(directory, {})
    // The demo's own credentials, by e-mail and by text message: what has not left yet would leave from every copy.
    for (const deadline = Date.now() + 60_000; (await lettersOf(product)).length < 2; ) {
      if (Date.now() > deadline) throw new Error('The demo company’s credentials have not been delivered')
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    await product.stop()
    process.once('exit', () => rmSync(directory, { recursive: true, force: true }))
    return directory
  })()
  return template
}

/**
 * The whole product in a process of its own, with the demo company. Only its front doors are used. `only`: no other house
 * will be opened in this process, so there is nothing to prepare for it.
 */
export async function openHouse(
  env: Record<string, string> = {},
  { only = false }: { only?: boolean } = {},
): Promise<AcceptanceHouse> {
  const directory = await mkdtemp(join(tmpdir(), 'osw-story-'))
  // With a database of its own there is nothing to copy.
  if (!env.DATABASE_URL && !only)
    await cp(await prepared(), directory, { recursive: true, filter: (path) => !path.endsWith('.sock') })
  const product = await startProduct<Ready>(directory, env)
  const { admin, users, outsideNumbers, provider } = product.ready
  const letters = () => lettersOf(product)
  return {
    ...product,
    // Spreading would keep what these say now.
    get ready() {
      return product.ready
    },
    get portal() {
      return product.portal
    },
    get outbox() {
      return product.ready.outbox
    },
    admin,
    users,
    provider,
    outsideNumbers,
    letters,
    async letterTo(address, subject) {
      const deadline = Date.now() + 60_000
      for (;;) {
        const found = (await letters()).find((letter) => letter.to === address && subject.test(letter.subject))
        if (found) return found
        if (Date.now() > deadline) throw new Error(`No letter to ${address} about ${subject}`)
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
    },
    async close() {
      await product.stop()
      await rm(directory, { recursive: true, force: true })
    },
  }
}
