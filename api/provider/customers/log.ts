import { Problem } from '#domain/problem.ts'
import type { House } from '../../house.ts'
import { auditActions } from '../audit.ts'
import { findAllStaff } from '../staff/staff.sql.ts'
import { findCompany } from './customers.sql.ts'
import { findCustomerEvents, findProviderEvents, type LogFilter, type LoggedEvent } from './log.sql.ts'

const eventsOnPage = 30

/** What the desk may read of an event beside who and what: nothing that is the customer's own business. */
const toldFacts = [
  'reason',
  'ticket',
  'masked',
  'kind',
  'role',
  'before',
  'name',
  'email',
  'disabled',
  'count',
  'passwordExpiry',
  'mfaRequired',
  'callRetentionDays',
  'languages',
  'contractNumber',
] as const

/** What happened at a customer. @throws {Problem} not-found */
export async function readCustomerLog({ cellar }: House, companyId: string, before: number | undefined) {
  return cellar.asService(
    async (trx) => {
      const company = await findCompany(trx, companyId)
      if (!company) throw new Problem('not-found')
      const found = await findCustomerEvents(trx, companyId, { before, limit: eventsOnPage + 1 })
      const about = { id: company.id, name: company.name }
      return {
        // Addresses and devices of a customer's people stay with the customer.
        events: found.slice(0, eventsOnPage).map((event) => ({ ...presentEvent(event, ['email']), customer: about })),
        more: found.length > eventsOnPage,
      }
    },
    { readOnly: true },
  )
}

type Asked = Omit<LogFilter, 'from' | 'to'> & { from?: string | undefined; to?: string | undefined }

/** "Registro attività": what the provider's own people did, and whom one may ask about. */
export async function readProviderLog({ cellar }: House, { from, to, ...asked }: Asked) {
  const filter = { ...asked, from: from ? midnight(from) : undefined, to: to ? midnight(to, 1) : undefined }
  return cellar.asService(
    async (trx) => {
      const found = await findProviderEvents(trx, filter, eventsOnPage + 1)
      const staff = await findAllStaff(trx)
      return {
        events: found.slice(0, eventsOnPage).map((event) => ({ ...presentEvent(event), customer: customerOf(event) })),
        more: found.length > eventsOnPage,
        staff: staff.map(({ id, name }) => ({ id, name })),
        actions: [...auditActions],
      }
    },
    { readOnly: true },
  )
}

/** A day begins in Rome, wherever the server stands; one hour of summer time does not lose an event. */
function midnight(day: string, days = 0): Date {
  const at = new Date(`${day}T00:00:00+01:00`)
  return new Date(at.getTime() + days * 86_400_000)
}

function customerOf({ facts }: LoggedEvent) {
  const { customerId, customer } = facts
  return typeof customerId === 'string' && typeof customer === 'string' ? { id: customerId, name: customer } : null
}

function presentEvent(event: LoggedEvent, hidden: readonly string[] = []) {
  const told = Object.entries(event.facts).filter(
    ([name]) => toldFacts.some((fact) => fact === name) && !hidden.includes(name),
  )
  return {
    id: Number(event.id),
    at: event.at.toISOString(),
    action: event.action,
    result: event.result,
    actorName: event.actor_name,
    actorRole: event.actor_role,
    line: event.line_name && event.line_number ? { name: event.line_name, number: event.line_number } : null,
    facts: Object.fromEntries(told),
  }
}
