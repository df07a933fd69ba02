import { randomUUID } from 'node:crypto'
import { addDays } from '#domain/clock.ts'
import { nameKey } from '#domain/directory/search-text.ts'
import type { PhoneNumber } from '#domain/phone-number.ts'
import type { PasswordHash } from '../access/hasher.ts'
import { directoryColumns } from '../provider/new-line.ts'
import { castLine, companyName, type Progress, progressAt, sitesOf } from './large-cast.ts'
import type { SeedBatch, SeedLine } from './seed-large.sql.ts'

export type SeedFacts = {
  readonly now: Date
  /** Names of the services by their code. */
  readonly services: ReadonlyMap<string, string>
  readonly sharedSecret: PasswordHash
}

/** A company a year old, but for two weeks: the shared password of its late lines is about to end. */
const age = 351

/** Puts a company with its sites into a batch; answers how to make its lines. */
export function beginCompany(batch: SeedBatch, index: number, { now, services, sharedSecret }: SeedFacts) {
  const companyId = randomUUID()
  const activatedAt = addDays(now, -age)
  const rows = sitesOf(index).map((name) => ({
    id: randomUUID(),
    company_id: companyId,
    name,
    name_key: nameKey(name),
  }))
  batch.companies.push({
    id: companyId,
    name: companyName(index),
    activated_at: activatedAt,
    contact_email: `contratto@azienda-${index + 1}.example`,
  })
  batch.sites.push(...rows)
  batch.secrets.push({
    company_id: companyId,
    hash: sharedSecret.hash,
    pepper_id: sharedSecret.pepperId,
    created_at: activatedAt,
  })
  const owned = {
    companyId,
    language: 'it',
    sites: new Map(rows.map((site) => [site.name_key, site.id])),
    services,
  } as const
  const lineAt = (position: number, serial: number): SeedLine & { number: PhoneNumber } => {
    const progress = progressAt(position)
    const person = castLine(index, position, serial)
    const line = { ...person, email: /^email-missing|temporary|never/.test(progress) ? null : person.email }
    return {
      ...directoryColumns(line, owned),
      number: line.number,
      email: line.email,
      ...soFar(progress, position, now),
    }
  }
  return { companyId, lineAt }
}

/** The facts of spec/security 2.1 from which the database derives how far a line is. */
function soFar(progress: Progress, position: number, now: Date) {
  if (progress === 'never-entered') {
    const dates = { credential_set_at: addDays(now, -age), credential_expires_at: addDays(now, 365 - age) }
    return { account: 'live', credential: 'shared', ...dates, email_status: 'none' } as const
  }
  if (progress === 'temporary-password') {
    return {
      account: 'live',
      credential: 'temporary',
      credential_set_at: now,
      credential_expires_at: addDays(now, 7),
      email_status: 'none',
    } as const
  }
  // Passwords of every age, so that some are about to expire; administrators' are fresh.
  const setAt = addDays(now, position < 2 ? -10 : -(position % age))
  return {
    account: 'live',
    credential: 'own',
    credential_set_at: setAt,
    credential_expires_at: addDays(setAt, 365),
    gate_opened_at: setAt,
    activated_at: setAt,
    activation_confirmed_at: setAt,
    ...(progress === 'email-missing'
      ? ({ email_status: 'none' } as const)
      : ({ email_status: progress === 'completed' ? 'verified' : 'pending', email_source: 'owner' } as const)),
  } as const
}
