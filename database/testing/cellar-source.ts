/** What a global setup hands to every test file: what fresh databases begin from. */
export type CellarSource =
  /** Tarballs of a data directory. */
  | { readonly engine: 'embedded'; readonly empty: string; readonly migrated: string }
  /** Names of databases to copy, and the address of another one to stand in meanwhile. */
  | { readonly engine: 'postgres'; readonly url: string; readonly empty: string; readonly migrated: string }

declare module 'vitest' {
  export interface ProvidedContext {
    cellarSource: CellarSource
  }
}
