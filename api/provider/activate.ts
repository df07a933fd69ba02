import { randomUUID } from 'node:crypto'
import { brokenConstraint, type Transaction } from '#database/connect.ts'
import { temporaryPasswordExpiry } from '#domain/access/temporary-password.ts'
import type { PhoneNumber } from '#domain/phone-number.ts'
import { type CompanyFile, type CompanyFileLine, readCompanyFile } from '#domain/provider/company-file.ts'
import type { DeliveryPlan } from '#domain/provider/delivery.ts'
import type { DraftSite } from '#domain/provider/draft.ts'
import type { NumberBlock } from '#domain/provider/number-blocks.ts'
import { Refusal } from '#domain/provider/refusal.ts'
import type { House } from '../house.ts'
import type { Caller } from '../http/visit.ts'
import { audit, auditByStaff } from './audit.ts'
import * as sql from './company.sql.ts'
import { deliverCredentials, requirePlan } from './deliver-credentials.ts'
import type { LiveStaff } from './staff/staff-sessions.ts'
import { readSubscription, type Subscription } from './subscription.ts'
import { makeTemporarySecret } from './temporary-secret.ts'
import { writeCompany } from './write-company.ts'

export type ActivatedLine = { readonly number: PhoneNumber; readonly extension: string; readonly name: string }

export type Activated = {
  readonly companyId: string
  readonly activatedAt: Date
  readonly passwordExpiresAt: Date
  /** For the technician's sheet; nobody can ask for it again. */
  readonly temporaryPassword: string
  readonly plan: DeliveryPlan
  readonly sites: readonly string[]
  readonly administrators: readonly ActivatedLine[]
  readonly users: readonly ActivatedLine[]
}

/** What the guided form knows beside the lines; without it sites and ranges follow from them. */
export type Agreed = {
  readonly contractNumber: string | null
  /** Every site of the lines is one of these. */
  readonly sites: readonly DraftSite[]
  /** None: those that the lines' numbers form. */
  readonly blocks: readonly NumberBlock[]
  readonly licences: Readonly<Record<string, number>> | null
}

export type ActivationRequest = Subscription & {
  readonly file: CompanyFile
  /** Who does it, for the audit log. */
  readonly operator: string | { readonly staff: LiveStaff; readonly caller: Caller }
  readonly agreed?: Agreed
  /** What lives or dies with the new company. */
  readonly together?: (trx: Transaction, made: Pick<Activated, 'companyId' | 'temporaryPassword'>) => Promise<unknown>
}

/** Reads a file of lines for a company that does not exist yet, with the service profiles of this installation. */
export async function readFileForActivation(
  { cellar }: Pick<House, 'cellar'>,
  bytes: Uint8Array,
): Promise<CompanyFile> {
  const services = await cellar.asService((trx) => sql.findServices(trx), { readOnly: true })
  return readCompanyFile(bytes, { services })
}

/**
 * Begins a company (guide 2.1, S18–S21): its sites and lines, one shared temporary password for all of them, and the
 * letters that carry it. All of it or nothing.
 * @throws {Refusal} when the file, the subscription or the way of delivery does not do, or a number is in use.
 */
export async function activateCompany(house: House, request: ActivationRequest): Promise<Activated> {
  const { cellar, clock } = house
  const { file, operator } = request
  if (file.problems.length > 0 || file.lines.length === 0)
    throw new Refusal('file-with-problems', { count: file.problems.length })
  const subscription = readSubscription(request, clock())
  const [administrators, users] = parted(file.lines)
  if (administrators.length === 0) throw new Refusal('administrator-missing')
  const plan = requirePlan(house, request.delivery, subscription.contact)

  const companyId = randomUUID()
  const { temporaryPassword, made } = await makeTemporarySecret(house, companyId)
  const numbers = file.lines.map((line) => line.number)
  const write = cellar.asService(async (trx) => {
    await refuseNumbersInUse(trx, numbers)
    const sites = await writeCompany(trx, companyId, subscription, file.lines, plan, request.agreed)
    await sql.insertCompanySecret(trx, {
      company_id: companyId,
      hash: made.hash,
      pepper_id: made.pepperId,
      created_at: clock(),
    })
    await deliverCredentials(house, trx, plan, {
      companyId,
      company: subscription.name,
      language: subscription.language,
      numbers: administrators.map((line) => line.number),
      temporaryPassword,
    })
    await request.together?.(trx, { companyId, temporaryPassword })
    const facts = {
      lines: numbers.length,
      administrators: administrators.length,
      sites: sites.length,
      delivery: request.delivery,
    }
    if (typeof operator === 'string') {
      const actor = { id: null, name: operator, role: 'system' } as const
      await audit(trx, clock(), { companyId, actor, subjectId: null, action: 'company.activated', facts })
    } else {
      const customer = { id: companyId, name: subscription.name }
      await auditByStaff(trx, clock(), operator, 'company.activated', { customer, facts })
    }
    return sites
  })
  const sites = await write.catch(async (error: unknown) => {
    // Somebody activated one of these numbers between our look and our insert.
    if (brokenConstraint(error) === 'line_number_key') await cellar.asService((trx) => refuseNumbersInUse(trx, numbers))
    throw error
  })
  const { activatedAt } = subscription
  const passwordExpiresAt = temporaryPasswordExpiry('activation', activatedAt)
  return { companyId, activatedAt, passwordExpiresAt, temporaryPassword, plan, sites, administrators, users }
}

function parted(lines: readonly CompanyFileLine[]): [ActivatedLine[], ActivatedLine[]] {
  const { administrators = [], users = [] } = Object.groupBy(lines, ({ userType }) =>
    userType === 'administrator' ? 'administrators' : 'users',
  )
  return [administrators.map(named), users.map(named)]
}

const named = ({ number, extension, name }: CompanyFileLine): ActivatedLine => ({ number, extension, name })

async function refuseNumbersInUse(trx: Transaction, numbers: readonly string[]): Promise<void> {
  const [number] = await sql.findNumbersInUse(trx, numbers, 1)
  if (number !== undefined) throw new Refusal('number-in-use', { number })
}
