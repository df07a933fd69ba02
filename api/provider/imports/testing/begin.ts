import type { Answer } from '#contract/client.ts'
import type { StaffRole } from '#domain/access/permissions.ts'
import { staffAs } from '../../../testing/staff-as.ts'
import type { Browser, TestHouse } from '../../../testing/test-house.ts'

export type ImportSeen = Answer<'GET /api/provider/imports/:importId'>

/** A draft of a customer with one site, and somebody at the desk who prepares it. */
export async function aDraft(
  t: TestHouse,
  { name = 'Officina Valle S.n.c.', sites = ['Ivrea'], role = 'activation' as StaffRole } = {},
) {
  const { browser } = await staffAs(t, role, { name: 'Ada Riva' })
  const { id } = await browser.call('POST /api/provider/drafts', { body: { name } })
  await browser.call('PATCH /api/provider/drafts/:draftId', {
    params: { draftId: id },
    body: {
      version: 1,
      company: {
        name,
        vatNumber: '01234560017',
        contractNumber: 'OS-204418',
        contactEmail: 'titolare@valle.example',
        contactMobile: '347 555 2043',
        language: 'it',
      },
      sites: sites.map((site) => ({ name: site, street: '', houseNumber: '', postcode: '', town: '', province: '' })),
    },
  })
  return { browser, draftId: id }
}

export const upload = (
  browser: Browser,
  whose: { draft: string } | { company: string },
  file: string | Buffer,
  more: { name?: string; sheet?: string } = {},
) =>
  browser.call('POST /api/provider/imports', {
    query: { ...whose, name: 'linee.csv', ...more },
    file: new Blob([new Uint8Array(Buffer.from(file))]),
  })

/** Asks, as a page does, until nothing is under way any more. */
export async function settled(browser: Browser, importId: string): Promise<ImportSeen> {
  for (;;) {
    const seen = await browser.call('GET /api/provider/imports/:importId', { params: { importId } })
    if (seen.state !== 'checking' && seen.state !== 'applying') return seen
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

/** Checks with what was guessed, changed where asked. */
export async function check(browser: Browser, job: ImportSeen, change: Partial<ImportSeen['choices']> = {}) {
  const params = { importId: job.id }
  await browser.call('POST /api/provider/imports/:importId/check', { params, body: { ...job.choices, ...change } })
  return settled(browser, job.id)
}

export async function apply(browser: Browser, job: ImportSeen) {
  const params = { importId: job.id }
  await browser.call('POST /api/provider/imports/:importId/apply', { params, body: { rows: job.counts?.good ?? 0 } })
  return settled(browser, job.id)
}
