import type { Answer } from '#contract/client.ts'
import { type EmailAddress, maskEmailAddress } from '#domain/email-address.ts'
import { maskPhoneNumber, type PhoneNumber } from '#domain/phone-number.ts'
import { Problem } from '#domain/problem.ts'
import type { CompanyFileLine } from '#domain/provider/company-file-line.ts'
import type { DeliveryPlan } from '#domain/provider/delivery.ts'
import { draftFlaws, readableBlocks } from '#domain/provider/draft.ts'
import { Refusal } from '#domain/provider/refusal.ts'
import { readVatNumber } from '#domain/provider/vat-number.ts'
import { italianDay } from '#domain/time-zone.ts'
import type { House } from '../../house.ts'
import type { Caller } from '../../http/visit.ts'
import { type Activated, activateCompany } from '../activate.ts'
import { portalAddress } from '../deliver-credentials.ts'
import { makeTechnicianSheet } from '../sheets/technician-sheet.ts'
import type { LiveStaff } from '../staff/staff-sessions.ts'
import * as sql from './draft.sql.ts'
import { factsOf, lockOpen } from './drafts.ts'

type Done = Answer<'POST /api/provider/drafts/:draftId/activate'>

/**
 * "Attiva": the draft becomes a company, with its letters. Pressed twice, or by two people, it happens once.
 * @throws {Problem} not-found, draft.activated, draft.conflict, draft.incomplete
 */
export async function activateDraft(
  house: House,
  who: { readonly staff: LiveStaff; readonly caller: Caller },
  id: string,
  version: number,
): Promise<Done> {
  const { cellar, clock } = house
  const { draft, lines, print } = await cellar.asService(async (trx) => {
    const open = await lockOpen(trx, id)
    if (open.version !== version) throw new Problem('draft.conflict', { by: open.updated_by })
    if (draftFlaws(open.data, await factsOf(house, trx, open)).length > 0) throw new Problem('draft.incomplete')
    const lines = await sql.findAllDraftLines(trx, id)
    return { draft: open, lines, print: await sql.fingerprintOfDraftLines(trx, id) }
  })
  const { company, activation, sites, licences } = draft.data
  const activatedAt =
    activation.day === '' || activation.day === italianDay(clock()) ? undefined : dayBegins(activation.day)
  const activated = await activateCompany(house, {
    name: company.name,
    vatNumber: company.vatNumber,
    contactEmail: company.contactEmail.trim() || undefined,
    contactMobile: company.contactMobile.trim() || undefined,
    language: company.language,
    delivery: activation.delivery,
    activatedAt,
    operator: who,
    file: { lines: lines.map(lineOf), problems: [], warnings: [] },
    agreed: {
      contractNumber: company.contractNumber.trim() || null,
      sites,
      blocks: readableBlocks(draft.data),
      licences,
    },
    together: async (trx, made) => {
      // Whoever pressed at the same time finds the draft taken, or changed under the summary.
      const now = await lockOpen(trx, id)
      if (now.version !== version || (await sql.fingerprintOfDraftLines(trx, id)) !== print)
        throw new Problem('draft.conflict', { by: now.updated_by })
      await sql.saveActivated(trx, id, made.companyId, clock())
      await sql.deleteDraftLines(trx, id)
    },
  }).catch(async (error: unknown) => {
    if (!(error instanceof Refusal)) throw error
    // A number that somebody else took a moment ago: by whom, the draft itself says when it is read again.
    await cellar.asService((trx) => lockOpen(trx, id))
    throw new Problem('draft.incomplete')
  })
  const { numbersTo, secretTo } = shownPlan(activated.plan)
  return {
    companyId: activated.companyId,
    name: company.name,
    lines: lines.length,
    passwordExpiresAt: activated.passwordExpiresAt.toISOString(),
    numbersTo,
    secretTo,
    technician: activation.delivery === 'technician' ? await forTechnician(house, company, activated) : null,
  }
}

/** A day begins at midnight of an Italian winter, as on the command line. */
const dayBegins = (day: string): Date => new Date(`${day}T00:00:00+01:00`)

const lineOf = (row: Awaited<ReturnType<typeof sql.findAllDraftLines>>[number], i: number): CompanyFileLine => ({
  row: i + 1,
  number: row.number as PhoneNumber,
  extension: row.extension,
  name: row.name,
  site: row.site,
  service: row.service,
  userType: row.user_type,
  email: row.email as EmailAddress | null,
  mobile: row.mobile as PhoneNumber | null,
})

/** Masked: a screen at the desk is no place for a customer's addresses. */
function shownPlan({ numbersTo, secretTo }: DeliveryPlan): { numbersTo: string | null; secretTo: string | null } {
  const secret =
    typeof secretTo !== 'object'
      ? null
      : 'sms' in secretTo
        ? maskPhoneNumber(secretTo.sms)
        : maskEmailAddress(secretTo.email)
  return { numbersTo: typeof numbersTo === 'object' ? maskEmailAddress(numbersTo.email) : null, secretTo: secret }
}

async function forTechnician(
  { config }: Pick<House, 'config'>,
  company: { readonly name: string; readonly vatNumber: string; readonly language: 'it' | 'en' },
  activated: Activated,
): Promise<NonNullable<Done['technician']>> {
  const { administrators, temporaryPassword } = activated
  const sheet = await makeTechnicianSheet(config.brand, {
    language: company.language,
    company: company.name,
    vatNumber: readVatNumber(company.vatNumber) ?? null,
    activatedAt: activated.activatedAt,
    portal: portalAddress(config),
    administrators,
    temporaryPassword,
    passwordExpiresAt: activated.passwordExpiresAt,
  })
  return { temporaryPassword, administrators: [...administrators], sheet: sheet.toString('base64') }
}
