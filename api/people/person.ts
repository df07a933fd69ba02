import type { z } from 'zod'
import type { person } from '#contract/people.ts'
import type { Transaction } from '#database/connect.ts'
import type { CallSettings } from '#domain/call-handling/settings.ts'
import { Problem } from '#domain/problem.ts'
import type { LiveSession } from '../access/sessions.ts'
import type { House } from '../house.ts'
import { type FoundPerson, findPerson } from './people.sql.ts'

export type Person = z.input<typeof person>

/** @throws {Problem} not-found */
export async function readPerson(house: House, session: LiveSession, lineId: string): Promise<Person> {
  const { companyId, id } = session.line
  const found = await house.cellar.inCompany(
    { companyId, lineId: id },
    (trx) => requirePerson(trx, companyId, lineId, house.clock()),
    { readOnly: true },
  )
  // Read beside the transaction, from what calls are decided with: only whether calls leave, never where to.
  const known = await house.facts.line(lineId)
  return presentPerson(found, known ? leaves(known.settings) : false)
}

/** @throws {Problem} not-found */
export async function requirePerson(trx: Transaction, companyId: string, lineId: string, now: Date) {
  const found = await findPerson(trx, companyId, lineId, now)
  if (!found || found.account === 'closed') throw new Problem('not-found')
  return found
}

export function presentPerson(found: FoundPerson, forwards: boolean): Person {
  return {
    id: found.id,
    number: found.number,
    extension: found.extension,
    name: found.name,
    siteId: found.site_id,
    site: found.site,
    mobile: found.mobile,
    userType: found.user_type,
    administrator: found.role === 'administrator',
    administratorSites: found.administrator_sites,
    suspended: found.account === 'disabled',
    free: found.credential === 'none' && found.email_status === 'none',
    emailStatus: found.email_status,
    phones: found.phones,
    forwards,
  }
}

const leaves = ({ forwardAll, noAnswer, busy, unavailable, selectiveForward }: CallSettings): boolean =>
  forwardAll.on ||
  noAnswer.on ||
  unavailable.on ||
  busy.action === 'forward' ||
  (selectiveForward.on && selectiveForward.rules.some(({ on }) => on))
