import type { Page } from '@playwright/test'
import { openAndLeave, openBeside, walkMenu } from '../by-keyboard.ts'
import { openClient } from '../client.ts'
import { administratorReady, goodPassword } from '../guide.ts'
import { expectNoItalian, italianStretches } from '../left-in-italian.ts'
import { signIn } from '../person.ts'
import { expect, testInOneHouse } from '../portal-test.ts'
import { inBrowser, supervisorAt } from '../staff.ts'

/** Every page there is, and what opens over it, in English and with the keyboard alone (issue 4, section 5). */

/** Both only look: one house for the two. */
const test = testInOneHouse()

test.use({ locale: 'en-GB' })

type Name = RegExp | string
type Visit = {
  readonly at: string
  /** Buttons that open a dialog or a panel. */
  readonly opens?: readonly Name[]
  /** A button that opens a panel beside it, and the one that closes it. */
  readonly beside?: readonly [string, string]
  /** A menu, and those of its entries that open one. */
  readonly menu?: readonly [Name, ...Name[]]
}

const ofUser: readonly Visit[] = [
  { at: '/', opens: [/^Selective forwarding/, /^Selective rejection/] },
  { at: '/messaggi' },
  {
    at: '/profilo',
    opens: [/^Try it/, /^History of changes/, /^Phone codes/, 'Add phone', 'Add a passkey', 'Set up the app'],
  },
  { at: '/assistenza' },
]

const ofAdministrator: readonly Visit[] = [
  { at: '/gestione-dati/utenti', menu: [/^Actions for Daniele Mariani/] },
  { at: '/gestione-dati/primo-accesso', opens: ['Remind', 'Close the first sign-in'] },
  { at: '/gestione-dati/telefoni', opens: ['Add phone'] },
  { at: '/gestione-dati/sedi', opens: ['New site'], menu: ['Actions for Ivrea', 'Edit…', 'History', 'Delete…'] },
  { at: '/gestione-dati/codici-brevi', opens: ['New short code', 'Import'] },
  {
    at: '/gestione-dati/interni',
    opens: ['Edit the range of Aosta'],
    menu: ['Actions for Marco Actis', 'Change extension…', 'History'],
  },
  { at: '/gestione-dati/chiamanti-rifiutati', opens: ['Turn a caller away'] },
  { at: '/gestione-dati/scadenze' },
  { at: '/gestione-dati/limiti', opens: ['Change the limits'] },
  { at: '/registro-attivita' },
]

const atTheDesk = (customer: string, draft: string): readonly Visit[] => [
  { at: '/provider' },
  { at: '/provider/linee?cerca=0125' },
  { at: '/provider/richieste' },
  { at: '/provider/diagnosi' },
  { at: '/provider/registro' },
  { at: '/provider/operatori', opens: ['Add operator'] },
  { at: '/provider/account', opens: ['Change password', 'Add a passkey'] },
  { at: '/provider/attivazione', opens: ['New customer'] },
  { at: `/provider/attivazione/${draft}` },
  {
    at: `/provider/clienti/${customer}`,
    beside: ['Restore access of Giada Martini', 'Close the panel'],
    menu: ['Actions', 'Suspend the service'],
  },
  ...['linee', 'sedi', 'richieste', 'consegne', 'contratto', 'traffico', 'registro'].map((tab) => ({
    at: `/provider/clienti/${customer}?scheda=${tab}`,
    ...(tab === 'consegne' ? { opens: ['New temporary password'] } : {}),
  })),
]

async function visit(
  page: Page,
  portal: string,
  visits: readonly Visit[],
  stretches: readonly string[],
): Promise<void> {
  for (const { at, opens = [], beside, menu } of visits) {
    await test.step(at, async () => {
      await page.goto(portal + at)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await expect(page.locator('.skeletons, .skeleton')).toHaveCount(0)
      const look = () => expectNoItalian(page, stretches, at)
      await look()
      const main = page.getByRole('main')
      for (const name of opens) await openAndLeave(page, main.getByRole('button', { name, exact: true }).first(), look)
      if (beside) await openBeside(page, main.getByRole('button', { name: beside[0] }), beside[1], look)
      if (menu) await walkMenu(page, main.getByRole('button', { name: menu[0], exact: true }), menu.slice(1), look)
    })
  }
}

test('The portal, page by page, in English and by keyboard', async ({ page, context, house }) => {
  const stretches = await italianStretches()
  await administratorReady(house)
  const giulia = openClient(house)
  await signIn(giulia, house.admin.number, goodPassword)
  for (const [view, visits] of [
    ['user', ofUser],
    ['administrator', ofAdministrator],
  ] as const) {
    await giulia.call('POST /api/session/view', { body: { view } })
    await giulia.call('PATCH /api/me/preferences', { body: { language: 'en' } })
    await inBrowser(context, giulia, house)
    await visit(page, house.portal, visits, stretches)
  }
})

test('The provider’s desk, page by page, in English and by keyboard', async ({ page, context, house }) => {
  const supervisor = await supervisorAt(house)
  await supervisor.call('PATCH /api/provider/me/preferences', { body: { language: 'en' } })
  await inBrowser(context, supervisor, house)
  const { customers } = await supervisor.call('GET /api/provider/customers', { query: {} })
  const draft = await supervisor.call('POST /api/provider/drafts', { body: { name: 'Bottega Verdi S.r.l.' } })
  await visit(page, house.portal, atTheDesk(customers[0]?.id ?? '', draft.id), await italianStretches())
})
