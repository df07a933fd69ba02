import type { CallerPattern } from '#domain/call-handling/settings.ts'
import type { DialPlan } from '#domain/dial-plan/read-dialled.ts'
import { codeReader, type ServiceCode } from '#domain/dial-plan/service-codes.ts'
import type { CompanyLine, FoundCompany } from '../facts.sql.ts'

/** A company as its calls need it: its dial plan, whom it blocks, who is in it. */
export type KnownCompany = {
  readonly id: string
  readonly domain: string
  readonly dialPlan: DialPlan
  readonly blocked: readonly CallerPattern[]
  readonly codes: readonly ServiceCode[]
  readonly shortCodes: FoundCompany['short_codes']
  readonly sites: ReadonlyMap<string, FoundCompany['sites'][number]>
  readonly lines: ReadonlyMap<string, CompanyLine>
  readonly attendants: readonly CompanyLine[]
}

export function knownCompany(found: FoundCompany): KnownCompany {
  const byExtension = new Map(found.lines.filter(({ extension }) => extension).map((one) => [one.extension, one.id]))
  const byNumber = new Map(found.lines.map((one) => [one.number, one.id]))
  const shortCodes = new Map(found.short_codes.map(({ code, destination }) => [code, destination]))
  return {
    id: found.id,
    domain: found.sip_domain,
    dialPlan: {
      lineOfExtension: (extension) => byExtension.get(extension),
      lineOfNumber: (number) => byNumber.get(number),
      shortCode: (code) => shortCodes.get(code),
      readCode: codeReader(found.codes),
      externalPrefix: found.external_prefix,
    },
    blocked: found.blocks,
    codes: found.codes,
    shortCodes: found.short_codes,
    sites: new Map(found.sites.map((site) => [site.id, site])),
    lines: new Map(found.lines.map((one) => [one.id, one])),
    attendants: found.lines.filter(({ user_type }) => user_type === 'attendant'),
  }
}
