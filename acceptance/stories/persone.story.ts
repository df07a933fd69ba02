import type { Page } from '@playwright/test'
import { openClient } from '../client.ts'
import { administratorReady, chooseProfile, goodPassword, newerPassword, signIn } from '../guide.ts'
import type { AcceptanceHouse } from '../house.ts'
import { look, twoLooks } from '../look.ts'
import { choosePassword } from '../person.ts'
import { expect, testInOneHouse } from '../portal-test.ts'

/** Who holds a line and who administers (issue 4): leavers and joiners, administrators of one site, the calendar. */

/** One company for both: each story has a person of its own in it. */
const test = testInOneHouse()

async function atGestioneDati(page: Page, house: AcceptanceHouse, number: string, password: string): Promise<void> {
  await signIn(page, house, number, password)
  await chooseProfile(page, 'Amministratore')
  await expect(page.getByRole('heading', { name: 'Gestione dati', exact: true })).toBeVisible()
}

async function act(page: Page, name: string, action: RegExp): Promise<void> {
  await page.getByRole('searchbox').fill(name)
  await expect(page.getByText('1 utente trovato')).toBeVisible()
  await page.getByRole('button', { name: `Azioni per ${name}` }).click()
  await page.getByRole('menuitem', { name: action }).click()
}

const personOf = (house: AcceptanceHouse, name: string) => {
  const found = house.users.find((user) => user.name === name)
  if (!found) throw new Error(`${name} is of the cast`)
  return found
}

/** Past the first access, by the calls that the pages make. */
async function ready(house: AcceptanceHouse, name: string, address: string) {
  const person = personOf(house, name)
  const client = openClient({ portal: house.portal, listensAt: house.portal })
  await choosePassword(client, person, goodPassword)
  await client.call('POST /api/email', { body: { email: address } })
  const { text } = await house.letterTo(address, /conferma/i)
  await client.call('POST /api/email/verify', { body: { code: /\b\d{6}\b/.exec(text)?.[0] ?? '' } })
  return person
}

test('Rossi lascia, arriva Bianchi', async ({ page, house }) => {
  await administratorReady(house)
  const rossi = await ready(house, 'Elena Rossi', 'elena.rossi@arredicanavese.example')
  await atGestioneDati(page, house, house.admin.number, goodPassword)

  // First the line waits, suspended.
  await act(page, 'Elena Rossi', /Sospendi/)
  const suspending = page.getByRole('dialog', { name: 'Vuoi sospendere la linea?' })
  await expect(suspending.getByText('Le chiamate di emergenza funzionano', { exact: false })).toBeVisible()
  await look(page, 'Sospendi', twoLooks)
  await suspending.getByRole('button', { name: 'Sospendi' }).click()
  await expect(page.getByRole('row', { name: /Elena Rossi/ })).toContainText('Sospesa')

  // Then somebody else gets it; the number must be typed.
  await act(page, 'Elena Rossi', /Riassegna linea/)
  const giving = page.getByRole('dialog', { name: 'Riassegna linea' })
  await giving.getByLabel('Nome e cognome della nuova persona').fill('Sofia Bianchi')
  await giving.getByLabel(/Per confermare/).fill('0125 555 041')
  await giving.getByRole('button', { name: 'Passa la linea' }).click()
  await expect(giving.getByText('Non è il numero di questa linea', { exact: false })).toBeVisible()
  await look(page, 'Riassegna linea', twoLooks)
  await giving.getByLabel(/Per confermare/).fill(rossi.number)
  await giving.getByRole('button', { name: 'Passa la linea' }).click()
  const shown = page.getByRole('dialog', { name: 'La password temporanea è pronta' })
  await expect(shown).toContainText('Sofia Bianchi')
  const temporary = (await shown.locator('code').textContent()) ?? ''
  await shown.getByRole('button', { name: 'Ho finito' }).click()
  await expect(page.getByText('Nessun utente trovato', { exact: false }).first()).toBeVisible()

  // Rossi is told and out; Bianchi comes in.
  await house.letterTo('elena.rossi@arredicanavese.example', /non è più tua/)
  const old = openClient({ portal: house.portal, listensAt: house.portal })
  await expect(
    old.call('POST /api/session', { body: { number: rossi.number, password: goodPassword } }),
  ).rejects.toMatchObject({ code: 'sign-in.refused' })
  const client = openClient({ portal: house.portal, listensAt: house.portal })
  await choosePassword(client, { number: rossi.number, temporaryPassword: temporary }, newerPassword)
})

test('un Amministratore di una Sede, e le scadenze di tutti', async ({ page, house }) => {
  await administratorReady(house)
  const davide = await ready(house, 'Davide Marchetti', 'davide.marchetti@arredicanavese.example')
  await atGestioneDati(page, house, house.admin.number, goodPassword)

  // The calendar: who expires when, and a proposal.
  await page.getByRole('tab', { name: 'Scadenze' }).click()
  await expect(page.getByRole('row', { name: /Davide Marchetti/ })).toContainText('Confermata')
  await page.getByLabel('Al massimo quante al giorno').fill('1')
  await page.getByRole('button', { name: 'Mostra la proposta' }).click()
  await expect(page.getByText('Lo chiediamo a', { exact: false })).toBeVisible()
  await look(page, '09 Scadenze intera')
  await page.getByRole('button', { name: 'Invia gli avvisi in quei giorni' }).click()
  await expect(page.getByText(/avvis[oi] programmat[oi], /)).toBeVisible()

  // Davide looks after his own site from now on.
  await page.getByRole('tab', { name: 'Utenti' }).click()
  await act(page, 'Davide Marchetti', /Ruolo di Amministratore/)
  const role = page.getByRole('dialog', { name: 'Ruolo di Amministratore' })
  await role.getByRole('radio', { name: /di alcune Sedi/ }).check()
  await role.getByRole('button', { name: 'Conferma' }).click()
  await expect(role.getByText('Scegli almeno una Sede.')).toBeVisible()
  await role.getByRole('checkbox', { name: 'Ivrea' }).check()
  await look(page, 'Ruolo di Amministratore', twoLooks)
  await role.getByRole('button', { name: 'Conferma' }).click()
  await expect(page.getByText('Davide Marchetti ora è Amministratore.')).toBeVisible()
  await house.letterTo('giulia.ferrero@arredicanavese.example', /chi amministra/)

  await page.context().clearCookies()
  await atGestioneDati(page, house, davide.number, goodPassword)
  await expect(page.getByRole('tab', { name: 'Sedi' })).toHaveCount(0)
  await page.getByRole('searchbox').fill('Daniele Mariani')
  await expect(page.getByText('Nessun utente trovato', { exact: false }).first()).toBeVisible()
  await page.getByRole('searchbox').fill('Marco Actis')
  await expect(page.getByText('1 utente trovato')).toBeVisible()
})
