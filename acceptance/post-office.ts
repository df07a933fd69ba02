import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { setTimeout } from 'node:timers/promises'
import { type AddressObject, type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'

/** A letter as it came over the wire, and as a mail program shows it. */
export type ReceivedLetter = {
  readonly to: string
  readonly messageId: string
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly links: string[]
  readonly mail: ParsedMail
  readonly raw: Buffer
}

/**
 * A real SMTP server on this machine. Slow where it is told to be: a letter waits at the door before it is taken,
 * and its sender waits for the word that it was.
 */
export type PostOffice = {
  readonly url: string
  /** Oldest first, repeats included. */
  readonly received: readonly ReceivedLetter[]
  /** Letters announced and not taken yet. */
  readonly atTheDoor: number
  /** Letters taken whose sender has not heard so yet. */
  readonly unanswered: number
  /** The longest of each of the two waits, in milliseconds. */
  slowness: number
  /** The newest letter to the address with these words in its subject; waits for it. */
  letterTo(address: string, subject: RegExp): Promise<ReceivedLetter>
  lettersTo(address: string, subject: RegExp): ReceivedLetter[]
  close(): Promise<void>
}

export async function openPostOffice(): Promise<PostOffice> {
  const received: ReceivedLetter[] = []
  let atTheDoor = 0
  let unanswered = 0
  const aWhile = () => setTimeout(office.slowness * Math.random())
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    async onRcptTo(_address, _session, answer) {
      atTheDoor += 1
      await aWhile()
      atTheDoor -= 1
      answer()
    },
    async onData(stream, _session, answer) {
      const raw = await buffer(stream).catch(() => undefined)
      // Half a letter is none.
      if (!raw) return answer()
      received.push(await read(raw))
      unanswered += 1
      await aWhile()
      unanswered -= 1
      answer()
    },
  })
  // A sender that dies in the middle is what some stories are about.
  server.on('error', () => undefined)
  const listener = server.listen(0, '127.0.0.1')
  await once(listener, 'listening')
  const office: PostOffice = {
    url: `smtp://127.0.0.1:${(listener.address() as AddressInfo).port}`,
    received,
    get atTheDoor() {
      return atTheDoor
    },
    get unanswered() {
      return unanswered
    },
    slowness: 0,
    async letterTo(address, subject) {
      const deadline = Date.now() + 60_000
      for (;;) {
        const found = office.lettersTo(address, subject).at(-1)
        if (found) return found
        if (Date.now() > deadline) throw new Error(`No letter to ${address} about ${subject}`)
        await setTimeout(50)
      }
    },
    lettersTo: (address, subject) => received.filter((letter) => letter.to === address && subject.test(letter.subject)),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
  return office
}

async function read(raw: Buffer): Promise<ReceivedLetter> {
  const mail = await simpleParser(raw)
  const to = [mail.to ?? []].flat() as AddressObject[]
  const text = mail.text ?? ''
  return {
    to: to.flatMap(({ value }) => value).map(({ address }) => address ?? '')[0] ?? '',
    messageId: mail.messageId ?? '',
    subject: mail.subject ?? '',
    text,
    html: mail.html || '',
    links: text.match(/https?:\/\/[^\s<>"]*[^\s<>".,;:!?)]/g) ?? [],
    mail,
    raw,
  }
}

/** The six digits of "Conferma il tuo indirizzo e-mail". */
export const codeIn = ({ text }: { text: string }): string => /^\s*(\d{6})\s*$/m.exec(text)?.[1] ?? ''

/** What stands behind `#t=` in a letter's link to a page of the portal. */
export const tokenIn = ({ links }: { links: readonly string[] }, page: 'reset' | 'conferma-email'): string =>
  links.map((link) => new RegExp(`/${page}#t=([\\w-]+)$`).exec(link)?.[1]).find((token) => token !== undefined) ?? ''
