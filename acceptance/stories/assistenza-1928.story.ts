import type { Page } from '@playwright/test'
import { openClient } from '../client.ts'
import { temporaryPasswordIn } from '../company-file.ts'
import { look, twoLooks } from '../look.ts'
import { choosePassword, signIn } from '../person.ts'
import { expect, test } from '../portal-test.ts'
import { codeIn } from '../post-office.ts'
import { colleagueAt, inBrowser, supervisorAt } from '../staff.ts'

/** 1928 at work (guide 2.4, last paragraph; spec/security 2.9, R14, R15; issue 4): four eyes, and a code of the customer. */

const password = 'tramonto zaino pinguino ferro'
const address = 'giulia.ferrero@arredicanavese.example'
const contact = 'g.ferrero@arredicanavese.example'
const marta = { name: 'Marta Olivero', email: 'm.olivero@assistenza.example', role: 'desk' } as const

const row = (page: Page, text: string) => page.getByRole('listitem').filter({ hasText: text })

test('1928 con due persone: una chiede, l’altra approva, il contatto del contratto blocca', async ({
  house,
  page,
  context,
  browser,
}) => {
  const { number } = house.admin
  // The first access stopped before the e-mail, and now the password is forgotten.
  await choosePassword(openClient(house), house.admin, password)
  await openClient(house).call('POST /api/password/reset-request', { body: { number } })
  const supervisor = await supervisorAt(house)
  await inBrowser(context, await colleagueAt(house, supervisor, marta), house)
  const elsewhere = await browser.newContext()
  await inBrowser(elsewhere, supervisor, house)
  const second = await elsewhere.newPage()

  // Marta sees that somebody has tried, and opens the panel beside the Administrator who calls.
  await page.goto(`${house.portal}/provider/richieste`)
  await row(page, 'Reset Password non riuscito: nessuna e-mail')
    .getByRole('link', { name: /^Arredi/ })
    .click()
  await page.getByRole('tab', { name: 'Amministratori' }).click()
  await page
    .getByRole('listitem')
    .filter({ hasText: 'Giulia Ferrero' })
    .getByRole('button', { name: 'Ripristina accesso' })
    .click()
  const panel = page.getByRole('region', { name: 'Ripristina accesso' })
  const send = panel.getByRole('button', { name: 'Chiedi il ripristino' })
  const email = panel.getByRole('textbox', { name: 'E-mail di riferimento' })
  const byEmail = panel.getByRole('radio', { name: /^E-mail a g•••@a•••\.example/ })
  await expect(email).toBeDisabled()
  for (const check of ['Partita IVA confermata', 'Nome dell’Amministratore confermato', 'Richiamato al numero'])
    await panel.getByRole('checkbox', { name: check }).check()
  await expect(byEmail).toBeDisabled()
  await expect(send).toBeDisabled()
  await email.fill(address)
  await byEmail.click()
  await look(page, 'Ripristina accesso', twoLooks)
  await send.click()
  await expect(panel.getByText('Scrivi il numero della richiesta.')).toBeVisible()
  await panel.getByRole('textbox', { name: 'Numero della richiesta' }).fill('88-20417')
  await panel.getByRole('textbox', { name: 'Motivo' }).fill('Password dimenticata, nessuna e-mail')
  await send.click()
  await expect(panel.getByText('Richiesta inviata')).toBeVisible()
  await panel.getByRole('link', { name: 'Vai a Richieste' }).click()
  // Who asks does not approve.
  await expect(row(page, 'L’hai chiesto tu')).toContainText('Richiesta 88-20417 di Marta Olivero')
  await expect(page.getByRole('button', { name: 'Approva' })).toHaveCount(0)

  await second.goto(`${house.portal}/provider/richieste`)
  await look(second, 'Richieste')
  await row(second, '88-20417').getByRole('button', { name: 'Approva' }).click()
  await second.getByRole('dialog').getByRole('button', { name: 'Approva' }).click()
  await expect(second.getByText('Nessuna richiesta in attesa')).toBeVisible()

  const secret = await house.letterTo(contact, /^Password temporanea dell’Amministratore/)
  const restored = temporaryPasswordIn(secret.text) ?? ''
  expect(await signIn(openClient(house), number, restored)).toMatchObject({ session: { state: 'gate' } })

  // The contract's contact did not know: one press, in whatever language the mailbox's owner reads.
  const notice = await house.letterTo(contact, /^Il Servizio clienti ha ripristinato un Amministratore/)
  const abroad = await browser.newContext({ locale: 'en-GB' })
  const reader = await abroad.newPage()
  await reader.goto(notice.links.find((link) => link.includes('/blocca#t=')) ?? '')
  await expect(reader.getByRole('heading', { name: 'Customer service has restored an Administrator' })).toBeVisible()
  await look(reader, 'Blocca', twoLooks)
  await reader.getByRole('button', { name: 'Stop it' }).click()
  await expect(reader.getByRole('heading', { name: 'Stopped' })).toBeVisible()
  await abroad.close()
  expect(await signIn(openClient(house), number, restored)).toMatchObject({ result: 'expired', reset: 'support' })

  const blocked = row(second, 'Ripristino bloccato dal cliente')
  await second.reload()
  await blocked.getByRole('button', { name: 'Chiudi' }).click()
  await second.getByRole('dialog').getByRole('textbox').fill('Richiamato il contatto del contratto')
  await second.getByRole('dialog').getByRole('button', { name: 'Chiudi' }).click()
  await expect(second.getByText('Nessuna richiesta in attesa')).toBeVisible()
  await elsewhere.close()
})

test('Codice di assistenza: il cliente lo legge, guarda chi guarda, accetta una modifica e chiude', async ({
  house,
  page,
  context,
  browser,
}) => {
  const person = house.admin
  const user = openClient(house)
  await choosePassword(user, person, password)
  await user.call('POST /api/email', { body: { email: address } })
  const proof = await house.letterTo(address, /^Conferma il tuo indirizzo/)
  await user.call('POST /api/email/verify', { body: { code: codeIn(proof) } })
  await user.call('POST /api/call-handling/settings', {
    body: { version: 0, changes: { doNotDisturb: { on: true, until: null } } },
  })
  await inBrowser(context, user, house)
  const elsewhere = await browser.newContext()
  await inBrowser(elsewhere, await colleagueAt(house, await supervisorAt(house), marta), house)
  const desk = await elsewhere.newPage()

  await page.goto(`${house.portal}/assistenza`)
  await page.getByRole('button', { name: 'Crea un codice' }).click()
  const shown = page.getByLabel(/^Il tuo codice: \d( \d){5}$/)
  const code = (await shown.textContent()) ?? ''

  await desk.goto(`${house.portal}/provider/diagnosi`)
  const open = async (typed: string) => {
    await desk.getByRole('textbox', { name: 'Numero di telefono' }).fill(person.number)
    await desk.getByRole('textbox', { name: 'Codice del cliente' }).fill(typed)
    await desk.getByRole('textbox', { name: 'Numero della richiesta' }).fill('88-20418')
    await desk.getByRole('button', { name: 'Apri la diagnosi' }).click()
  }
  await open(code.replace(/\D/g, '') === '000000' ? '111111' : '000000')
  await expect(desk.getByRole('alert')).toContainText('Numero o codice non corretti')
  await open(code)
  await expect(desk.getByRole('heading', { name: 'Diagnosi di Giulia Ferrero' })).toBeVisible()

  // The customer knows at once, on whatever page.
  await page.goto(house.portal)
  const banner = page.getByRole('region', { name: 'Diagnosi in corso' })
  await expect(banner).toContainText('Il 1928 sta guardando la diagnosi della tua linea.')
  await desk.getByRole('combobox', { name: 'Che cosa proporre' }).click()
  await desk.getByRole('option', { name: 'Spegnere Non disturbare' }).click()
  await desk.getByRole('button', { name: 'Proponi al cliente' }).click()
  await expect(desk.getByText('aspetta il cliente')).toBeVisible()
  await look(desk, 'Diagnosi')
  await expect(banner).toContainText('Marta Olivero propone una modifica: Spegnere Non disturbare')
  await look(page, 'Diagnosi vista dal cliente', twoLooks)
  await banner.getByRole('button', { name: 'Accetta' }).click()
  await expect(desk.getByText('accettata e fatta')).toBeVisible()
  const { changes } = await user.call('GET /api/call-handling/history', { query: {} })
  expect(changes[0]).toMatchObject({ setting: 'doNotDisturb', by: 'you', proposedBy: 'Marta Olivero' })

  await banner.getByRole('button', { name: 'Termina ora' }).click()
  await expect(banner).toHaveCount(0)
  await expect(desk.getByRole('heading', { name: 'La diagnosi è chiusa' })).toBeVisible()
  await expect(desk.getByText('Giulia Ferrero')).toHaveCount(0)
  await elsewhere.close()
})
