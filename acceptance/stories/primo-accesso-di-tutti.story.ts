import {
  administratorReady,
  changeTemporaryPassword,
  chooseProfile,
  goodPassword,
  newerPassword,
  signIn,
} from '../guide.ts'
import { look, twoLooks } from '../look.ts'
import { expect, test } from '../portal-test.ts'

test('L’Amministratore porta tutti al primo accesso: e-mail incollate, sollecito, invito; una attivazione non la riconosce', async ({
  page,
  house,
  browser,
}) => {
  await administratorReady(house)
  await signIn(page, house, house.admin.number, goodPassword)
  await chooseProfile(page, 'Amministratore')
  await page.getByRole('link', { name: 'Gestisci il primo accesso' }).click()
  await expect(page.getByRole('heading', { name: 'Primo accesso', level: 1 })).toBeVisible()
  await look(page, 'Primo accesso intera', twoLooks)

  // Copied from a spreadsheet: what would be done with each row comes first.
  await page
    .getByLabel('Righe da controllare')
    .fill('Nome\tE-mail\nMarco Actis\tmarco.actis@arredicanavese.example\nNessuno;n@arredicanavese.example')
  await page.getByRole('button', { name: 'Controlla', exact: true }).click()
  await expect(page.getByText('Nessun utente con questo numero, interno o nome')).toBeVisible()
  await look(page, 'E-mail incollate intera', twoLooks)
  await page.getByRole('button', { name: 'Inserisci 1 e-mail' }).click()
  await expect(page.getByText('1 e-mail inserita.')).toBeVisible()
  await house.letterTo('marco.actis@arredicanavese.example', /Conferma il tuo indirizzo/)

  // Ticked in the list: a personal invitation for Marco, once.
  await page.getByRole('link', { name: 'Torna a Gestione dati' }).click()
  await page.getByRole('searchbox').fill('Marco Actis')
  await expect(page.getByRole('row')).toHaveCount(2)
  await page.getByRole('checkbox', { name: 'Seleziona Marco Actis' }).press('Space')
  const bar = page.getByRole('region', { name: 'Azioni sugli utenti selezionati' })
  await bar.getByRole('button', { name: 'Invia invito personale' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Invia gli inviti' }).click()
  await expect(page.getByText('1 invito inviato')).toBeVisible()
  await look(page, 'Inviti inviati', twoLooks)
  await page.getByRole('dialog').getByRole('button', { name: 'Chiudi', exact: true }).last().click()
  await expect(bar).toHaveCount(0)

  // The shared password no longer opens his line; the invitation does, and leads straight in.
  const marco = await (await browser.newContext()).newPage()
  await signIn(marco, house, '0125 555 013', house.admin.temporaryPassword)
  await expect(marco.getByText(/non corretti/)).toBeVisible()
  const invitation = await house.letterTo('marco.actis@arredicanavese.example', /invito/)
  await marco.goto(invitation.links.find((link) => link.includes('/invito')) ?? '')
  await look(marco, 'Invito', twoLooks)
  await marco.getByLabel('Numero di telefono').fill('0125 555 013')
  await marco.getByLabel('Nuova password', { exact: true }).fill(newerPassword)
  await marco.getByLabel('Conferma la nuova password').fill(newerPassword)
  await marco.getByRole('button', { name: 'Conferma e accedi' }).click()
  await expect(marco.getByRole('button', { name: /Marco Actis/ })).toBeVisible()
  await marco.context().close()

  // Everybody who is still missing is reminded; who cannot be reached is named.
  await page.goto(`${house.portal}/gestione-dati/primo-accesso`)
  await page.getByRole('button', { name: 'Sollecita', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Sollecita', exact: true }).click()
  await expect(page.getByText(/utenti sollecitati/)).toBeVisible()
  await expect(page.getByText(/senza un recapito/).first()).toBeVisible()
  await page.getByRole('dialog').getByRole('button', { name: 'Chiudi', exact: true }).last().click()

  // Somebody else comes in on a colleague's line: not recognised, out again, and the line begins anew.
  const intruder = await (await browser.newContext()).newPage()
  await signIn(intruder, house, '0125 555 025', house.admin.temporaryPassword)
  await changeTemporaryPassword(intruder, house.admin.temporaryPassword, newerPassword)
  await expect(intruder.getByRole('heading', { name: /e-mail/i }).first()).toBeVisible()
  await page.reload()
  await page.getByRole('button', { name: 'Non riconosco l’attivazione di Davide Marchetti' }).click()
  await look(page, 'Non riconosco', twoLooks)
  await page.getByLabel(/Scrivi il numero/).fill('0125 555 025')
  await page.getByRole('button', { name: 'Riapri la linea' }).click()
  await expect(page.getByText('La linea è di nuovo al primo accesso')).toBeVisible()
  const shown = /[A-Z0-9]{4}(?:-[A-Z0-9]{4}){3}/.exec((await page.getByRole('dialog').textContent()) ?? '')?.[0] ?? ''
  await page.getByRole('button', { name: 'Ho finito' }).click()
  await expect(page.getByText('Non riconosciuta')).toBeVisible()
  await signIn(intruder, house, '0125 555 025', newerPassword)
  await expect(intruder.getByText(/non corretti/)).toBeVisible()
  await signIn(intruder, house, '0125 555 025', shown)
  await expect(intruder.getByRole('heading', { name: 'Modificare la password' })).toBeVisible()
  await intruder.context().close()
})
