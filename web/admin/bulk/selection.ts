import type { api } from '../../api.ts'

type Begin = NonNullable<Parameters<typeof api<'POST /api/first-access/reminders'>>[1]>['body']

/** Which lines are meant: some by their ids, all that the list finds, or all that have not finished. */
export type Selection = Begin['selection']

/** Chosen one by one; more are chosen with “Seleziona tutti”. */
export const mostChosen = 300

/** One press of a button: sent again after a lost connection, it is still the same. */
export function newPress(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')
}
