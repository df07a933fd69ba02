import { readFile } from 'node:fs/promises'
import type { House } from '../house.ts'
import { activateCompany, readFileForActivation } from '../provider/activate.ts'
import { portalAddress } from '../provider/deliver-credentials.ts'
import { addStaff } from '../provider/staff/people.ts'
import { findDemoLines, findFact, keepFact } from './demo.sql.ts'

export type DemoStaff = { readonly address: string; readonly email: string; readonly temporaryPassword: string }

export type DemoPerson = { readonly number: string; readonly temporaryPassword: string }

/** What a script that drives the demo must know; the shared temporary password opens every line never entered. */
export type DemoFacts = {
  readonly portal: string
  /** Where the demo's letters and text messages are read. */
  readonly outbox: string
  /** Extension 049: an administrator without e-mail, so that figure 4 of the guide appears. */
  readonly admin: DemoPerson
  readonly users: readonly (DemoPerson & { readonly name: string })[]
  /** A supervisor of the provider: `address` is the desk. */
  readonly provider: DemoStaff
}

const companyFile = new URL('../../database/demo/arredi-canavese.csv', import.meta.url)
const fact = 'demo-company'
const administratorExtension = '049'

type DemoCompany = { readonly companyId: string; readonly temporaryPassword: string }

/**
 * The demo company. The first start activates it, today by the house's clock, and remembers its temporary password;
 * every later start only reads. Never in production.
 */
export async function openDemo(house: House): Promise<DemoFacts> {
  if (house.config.production) throw new Error('A production server has no demo company')
  const { companyId, temporaryPassword } = (await readDemo(house)) ?? (await beginDemo(house))
  const lines = await house.cellar.asService((trx) => findDemoLines(trx, companyId), { readOnly: true })
  const admin = lines.find((line) => line.extension === administratorExtension)
  if (!admin) throw new Error('The demo company has lost its administrator; begin again with an empty DATA_DIR')
  const portal = portalAddress(house.config)
  return {
    portal,
    outbox: `${portal}/outbox`,
    admin: { number: admin.number, temporaryPassword },
    users: lines
      .filter((line) => line.role === 'user')
      .map(({ number, name }) => ({ number, name, temporaryPassword })),
    provider: { address: `${portal}/provider`, ...(await demoStaff(house)) },
  }
}

type KeptStaff = Omit<DemoStaff, 'address'>
const staffFact = 'demo-staff'

/** Somebody at the provider's desk, made at the first start and remembered with the temporary password. */
async function demoStaff(house: House): Promise<KeptStaff> {
  const read = async (): Promise<KeptStaff | undefined> => {
    const kept = await house.cellar.asService((trx) => findFact(trx, staffFact), { readOnly: true })
    return kept === undefined ? undefined : (JSON.parse(kept) as KeptStaff)
  }
  const kept = await read()
  if (kept) return kept
  const person = { email: 'marta.olivero@officesmart.example', name: 'Marta Olivero', role: 'supervisor' } as const
  const added = addStaff(house, person, { operator: 'demo' }, (trx, { email, temporaryPassword }) =>
    keepFact(trx, staffFact, JSON.stringify({ email, temporaryPassword } satisfies KeptStaff)),
  )
  return added
    .then(({ email, temporaryPassword }) => ({ email, temporaryPassword }))
    .catch(async (error: unknown) => {
      // Two servers on one database started at the same moment: the other was faster.
      const theirs = await read()
      if (theirs === undefined) throw error
      return theirs
    })
}

async function readDemo({ cellar }: House): Promise<DemoCompany | undefined> {
  const kept = await cellar.asService((trx) => findFact(trx, fact), { readOnly: true })
  return kept === undefined ? undefined : (JSON.parse(kept) as DemoCompany)
}

async function beginDemo(house: House): Promise<DemoCompany> {
  const activation = activateCompany(house, {
    name: 'Arredi Canavese S.r.l.',
    vatNumber: '01234560017',
    contactEmail: 'g.ferrero@arredicanavese.example',
    contactMobile: '+39 347 555 2043',
    delivery: 'email',
    operator: 'demo',
    file: await readFileForActivation(house, await readFile(companyFile)),
    together: (trx, { companyId, temporaryPassword }) =>
      keepFact(trx, fact, JSON.stringify({ companyId, temporaryPassword } satisfies DemoCompany)),
  })
  return activation.catch(async (error: unknown) => {
    // Two servers on one database started at the same moment: the other was faster.
    const kept = await readDemo(house)
    if (kept === undefined) throw error
    return kept
  })
}
