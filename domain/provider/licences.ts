/** How many lines of a company have a service profile, before and after a change, beside what its contract gives. */
export type LicenceUse = {
  readonly code: string
  readonly name: string
  readonly licences: number
  readonly before: number
  readonly after: number
}

/**
 * Which profiles a change may not use so much (spec/product B7). A company that came in with more lines than licences may
 * still change them, or give some back: only more use of what is used up is refused.
 */
export const shortLicences = (use: readonly LicenceUse[]): LicenceUse[] =>
  use.filter(({ licences, before, after }) => after > licences && after > before)
