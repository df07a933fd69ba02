import { expect, test } from '@playwright/test'
import { openClient } from '../client.ts'
import { temporaryPasswordIn, writeCompanyFile } from '../company-file.ts'
import { type AcceptanceHouse, openHouse } from '../house.ts'
import { addEmail, administrator, choosePassword, opens, signIn } from '../person.ts'
import { codeIn, openPostOffice, type PostOffice, type ReceivedLetter, tokenIn } from '../post-office.ts'

/** Letters leave by SMTP, arrive at a real mail server, and are read there as a mail program reads them. */

const from = 'Società Telefonica Però <non-rispondere@posta.example>'
const adminPassword = 'tramonto zaino pinguino ferro'
const newPassword = 'lanterna gomito sabbia violino'

let office: PostOffice
let house: AcceptanceHouse

test.describe.configure({ timeout: 180_000 })

test.beforeAll(async () => {
  test.setTimeout(180_000)
  office = await openPostOffice()
  house = await openHouse({ SMTP_URL: office.url, MAIL_FROM: from, TRUSTED_PROXIES: '127.0.0.1', HASH_BUDGET: '0' })
})

test.afterAll(async () => {
  await house?.close()
  await office?.close()
})

test('Le credenziali arrivano per posta al contatto del contratto', async () => {
  await house.stop()
  const company = 'Caffè Perù & Figli S.r.l.'
  const contact = 'direzione@caffeperu.example'
  const file = await writeCompanyFile('0165 777 100', '0165 777 101')
  const words = ['activate', file, '--name', company, '--contact-email', contact]
  expect(await house.command(words)).toMatchObject({ code: 0, err: '' })
  await house.restart()

  const letter = await office.letterTo(contact, /credenziali/)
  expectWellMade(letter)
  expect(letter.subject).toBe(`Office Smart WEB: le credenziali di ${company}`)
  // In the letter's page the name is text, whatever it contains.
  expect(letter.html).toContain('Caffè Perù &amp; Figli')
  expect(letter.text).toContain('0165 777 100')
  await expectPage(letter.links)
  const temporaryPassword = temporaryPasswordIn(letter.text) ?? ''
  const client = openClient(house)
  expect(await signIn(client, '0165 777 100', temporaryPassword)).toMatchObject({
    session: { state: 'gate', step: 'view' },
  })
})

test('Primo accesso: la lettera di conferma, il codice e il link', async () => {
  const address = 'giulia.ferrero@arredicanavese.example'
  const client = openClient(house)
  await choosePassword(client, house.admin, adminPassword)
  await client.call('POST /api/email', { body: { email: address } })

  const letter = await office.letterTo(address, /Conferma il tuo indirizzo e-mail/)
  expectWellMade(letter)
  expect(codeIn(letter)).toMatch(/^\d{6}$/)
  expect(letter.text).not.toContain(house.admin.number)
  expect(letter.text).not.toContain(house.admin.temporaryPassword)
  await expectPage(letter.links)
  // The page posts the token, with the number that its reader types. Nothing before that uses it up.
  const token = tokenIn(letter, 'conferma-email')
  const answer = await openClient(house).call('POST /api/email/confirm-link', {
    body: { token, number: '0125 555 049' },
  })
  expect(answer.maskedEmail).not.toBe(address)
  expect(await client.call('GET /api/session')).toMatchObject({ email: address, emailStatus: 'verified' })
  expectWellMade(await office.letterTo(address, /Indirizzo e-mail confermato/))
  // The company's contact hears of it.
  expectWellMade(
    await office.letterTo('g.ferrero@arredicanavese.example', /^L’Amministratore ha fatto il primo accesso/),
  )

  const board = await administrator(house, house.admin.number, adminPassword)
  const { lines } = await board.call('GET /api/directory/lines', { query: { search: '0125555049' } })
  expect(lines).toMatchObject([{ firstAccess: 'completed', emailStatus: 'verified' }])
})

test('Reset Password: il link ricevuto per posta apre una volta sola', async () => {
  const user = house.users.find(({ number }) => number.endsWith('555013'))
  if (!user) throw new Error('The demo has no such line')
  const address = 'marco.actis@arredicanavese.example'
  const client = openClient(house)
  await choosePassword(client, user, adminPassword)
  await addEmail(client, office, address)

  await openClient(house).call('POST /api/password/reset-request', { body: { number: '0125 555 013' } })
  const letter = await office.letterTo(address, /^Reset Password/)
  expectWellMade(letter)
  expect(letter.text).not.toContain(user.number)
  await expectPage(letter.links)
  const token = tokenIn(letter, 'reset')
  const page = openClient(house)
  await page.call('POST /api/password/reset', { body: { token, number: '0125 555 013', newPassword } })
  expect(await page.call('GET /api/session')).toMatchObject({ state: 'anonymous' })
  expect(await opens(house, user.number, newPassword)).toBe(true)
  expect(await opens(house, user.number, adminPassword)).toBe(false)
  expect(await client.call('GET /api/session')).toMatchObject({ state: 'anonymous' })
  await expect(
    page.call('POST /api/password/reset', { body: { token, number: user.number, newPassword } }),
  ).rejects.toThrow('link.invalid')

  const notice = await office.letterTo(address, /^La tua password è cambiata/)
  expectWellMade(notice)
  for (const { text, html } of office.received) {
    expect(text + html).not.toContain(newPassword)
    expect(text + html).not.toContain(adminPassword)
  }
})

/** What every letter owes to whoever receives it. */
function expectWellMade({ mail, raw, text, html, subject, messageId, to, links }: ReceivedLetter): void {
  expect(mail.from?.value).toEqual([{ name: 'Società Telefonica Però', address: 'non-rispondere@posta.example' }])
  expect(to).toMatch(/@.+\.example$/)
  expect(subject).not.toBe('')
  expect(messageId).toMatch(/^<[0-9a-f-]{36}@posta\.example>$/)
  expect(mail.headers.get('auto-submitted')).toBe('auto-generated')
  expect(Math.abs((mail.date?.getTime() ?? 0) - Date.now())).toBeLessThan(600_000)
  // Headers travel in ASCII (RFC 5322), whatever they say.
  const headers = raw.toString('latin1').split('\r\n\r\n', 1)[0] ?? ''
  expect(headers).toMatch(/^[\x20-\x7e\t\r\n]*$/)
  expect(headers).toMatch(/multipart\/alternative/)
  expect(text.trim()).not.toBe('')
  expect(html).toContain('<html lang="it"')
  // Both halves lead to the same place, which is ours; nothing is fetched from elsewhere.
  for (const link of links) {
    expect(new URL(link).origin).toBe(new URL(house.portal).origin)
    expect(html).toContain(link)
  }
  expect(html).not.toMatch(/<(?:img|script|link|iframe)\b/i)
}

/** The address in a letter is a page; opening it (mail scanners do) uses nothing up. */
async function expectPage(links: readonly string[]): Promise<void> {
  expect(links.length).toBeGreaterThan(0)
  for (const link of links) {
    const page = await fetch(link)
    expect(page.status).toBe(200)
    expect(page.headers.get('content-type')).toContain('text/html')
  }
}
