/** What a global setup hands to every test file: where fresh, migrated databases come from. */
export type CellarSource =
  | { readonly engine: 'embedded' /** A tarball of a migrated data directory. */; readonly snapshot: string }
  | {
      readonly engine: 'postgres'
      /** A database to stand in while others are made. */
      readonly url: string
      /** Name of the migrated database that each test file gets a copy of. */
      readonly template: string
    }

declare module 'vitest' {
  export interface ProvidedContext {
    cellarSource: CellarSource
  }
}
