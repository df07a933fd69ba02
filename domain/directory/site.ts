import { nameKey } from './search-text.ts'

/** A company's place (S57): its name is unique whatever its letter case and accents. */
export const siteLimits = { name: 60 } as const

/** What the history of a site follows, by the names of its columns. */
export const siteFields = [
  'name',
  'street',
  'house_number',
  'postcode',
  'town',
  'province',
  'time_zone',
  'main_number',
  'emergency_number',
  'emergency_details',
] as const
export type SiteField = (typeof siteFields)[number]

export type SiteName = { readonly name: string; readonly key: string }

/** The sites that a list of names speaks of, each once, as it is spelt first. */
export function distinctSites(names: Iterable<string>): SiteName[] {
  const byKey = new Map<string, SiteName>()
  for (const name of names) {
    const key = nameKey(name)
    if (!byKey.has(key)) byKey.set(key, { name, key })
  }
  return [...byKey.values()]
}
