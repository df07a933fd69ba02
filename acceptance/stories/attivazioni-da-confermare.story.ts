import { openClient } from '../client.ts'
import {
  addEmail,
  administratorReady,
  changeTemporaryPassword,
  chooseProfile,
  goodPassword,
  newerPassword,
  signIn,
} from '../guide.ts'
import { look, twoLooks } from '../look.ts'
import { expect, test } from '../portal-test.ts'

test('Un’attivazione si conferma dal telefono della linea, o aspetta l’Amministratore e poi il portale si apre da solo', async ({
  page,
  house,
  browser,
}) => {
  await administratorReady(house)

  // A line that already has its telephone: whoever activates it may dial a code from there.
  const { call } = openClient({ portal: house.portal, listensAt: house.portal })
  await call('POST /api/session', { body: { number: house.admin.number, password: goodPassword } })
  await call('POST /api/session/view', { body: { view: 'administrator' } })
  const { lines } = await call('GET /api/directory/lines', { query: { search: 'Marchetti' } })
  const davide = lines.find(({ name }) => name === 'Davide Marchetti')
  await call('POST /api/directory/phones', {
    body: { lineId: davide?.id ?? '', name: 'Telefono in ufficio', kind: 'desk' },
  })
  const user = await (await browser.newContext()).newPage()
  await signIn(user, house, '0125 555 025', house.admin.temporaryPassword)
  await changeTemporaryPassword(user, house.admin.temporaryPassword, newerPassword)
  await addEmail(user, house, 'davide.marchetti@arredicanavese.example')
  await user.getByRole('button', { name: 'Usa il telefono' }).click()
  await user.getByRole('button', { name: 'Mostra il codice' }).click()
  await expect(user.getByText('Componi questo codice da Telefono in ufficio')).toBeVisible()
  await look(user, 'Conferma dal telefono', twoLooks)
  await user.context().close()

  // The administrator wants to confirm each one.
  await signIn(page, house, house.admin.number, goodPassword)
  await chooseProfile(page, 'Amministratore')
  await page.getByRole('link', { name: 'Gestisci il primo accesso' }).click()
  await page.getByRole('switch', { name: 'Approva ogni attivazione' }).press('Space')
  await page.getByRole('region', { name: 'Come si attivano le linee' }).getByRole('button', { name: 'Salva' }).click()
  await expect(page.getByText('Modo di attivare le linee salvato.')).toBeVisible()

  const marco = await (await browser.newContext()).newPage()
  await signIn(marco, house, '0125 555 013', house.admin.temporaryPassword)
  await changeTemporaryPassword(marco, house.admin.temporaryPassword, newerPassword)
  await marco.getByRole('textbox', { name: 'Indirizzo e-mail' }).fill('marco.actis@arredicanavese.example')
  await marco.getByRole('button', { name: 'Conferma' }).click()
  await expect(marco.getByRole('dialog', { name: 'Manca la conferma dell’Amministratore' })).toBeVisible()
  await look(marco, 'In attesa di conferma', twoLooks)
  await house.letterTo('giulia.ferrero@arredicanavese.example', /aspetta la tua conferma/)

  // The list of whoever watches follows by itself; one press, and the other’s portal opens.
  await page.getByRole('button', { name: 'Conferma attivazione di Marco Actis' }).click()
  await expect(page.getByText('Attivazione di Marco Actis confermata.')).toBeVisible()
  await expect(marco.getByRole('button', { name: /Marco Actis/ })).toBeVisible({ timeout: 30_000 })
  await marco.context().close()
})
