import type { LineFacts } from '#domain/call-handling/facts.ts'
import { type CallSettings, freshSettings } from '#domain/call-handling/settings.ts'
import { allowedAtFirst, type DestinationClass } from '#domain/dial-plan/destination-class.ts'
import type { PhoneNumber } from '#domain/phone-number.ts'
import type { TimeZone } from '#domain/time-zone.ts'
import type { FoundLine } from '../facts.sql.ts'

/** A line as calls and settings need it. */
export type KnownLine = LineFacts & {
  readonly version: number
  /** When they were stored; null: nobody has touched them. */
  readonly settingsAt: Date | null
  /** Every number outside that was ever used in them. */
  readonly used: readonly PhoneNumber[]
  readonly siteId: string
  /** Of its Sede: by it ends are told and chosen, and off hours judged. */
  readonly timeZone: TimeZone
  readonly limits: { readonly ringSteps: number; readonly others: number; readonly rules: number }
  readonly devices: FoundLine['phones']
}

/** Settings of a line as they have just been stored. */
export type KeptSettings = {
  readonly version: number
  readonly settings: CallSettings
  readonly used: readonly PhoneNumber[]
  readonly at: Date
}

export function knownLine(row: FoundLine): KnownLine {
  const { limits } = row
  return {
    id: row.id,
    companyId: row.company_id,
    number: row.number as PhoneNumber,
    extension: row.extension,
    name: row.name,
    domain: row.sip_domain,
    suspended: row.account === 'disabled' || row.account === 'closed' || row.company_closed_at !== null,
    // Settings that a later version of the product added have their fresh value.
    settings: row.settings ? { ...freshSettings, ...row.settings } : freshSettings,
    version: row.version ?? 0,
    settingsAt: row.settings_at,
    used: (row.used_numbers ?? []) as PhoneNumber[],
    phones: row.phones.map(({ id, user, domain }) => ({ id, user, domain })),
    devices: row.phones,
    // A suspended customer's lines reach support alone, forwards included (spec/product B13); 112 asks nobody.
    allowed: row.company_suspended_at ? ['provider'] : ((row.allowed ?? allowedAtFirst) as readonly DestinationClass[]),
    voicemail: row.features.voicemail === true,
    limits: { ringSteps: limits.ringSteps ?? 0, others: limits.others ?? 0, rules: limits.rules ?? 0 },
    emergencyAt: row.emergency_at?.toISOString() ?? null,
    siteId: row.site_id,
    timeZone: row.time_zone,
  }
}
