import type { Line } from '../../pbx/line.ts'

/** What “Azioni” offers, in the order of the menu. */
export type LineAction = Line['may'][number]
export const lineActions = [
  'configure',
  'set-temporary-password',
  'enter-email',
] as const satisfies readonly LineAction[]

/** What concerns who holds the line: without “Attenzione”, because nothing of the user’s is opened. */
export type PersonAction = Exclude<LineAction, (typeof lineActions)[number]>
export const personActions: readonly PersonAction[] = ['change-details', 'change-role', 'suspend', 'resume', 'reassign']
export const isPersonAction = (action: LineAction): action is PersonAction =>
  personActions.some((one) => one === action)

/** An entry that somebody has pressed. */
export type Asked = { readonly line: Line; readonly action: LineAction }

/** Why an action is not there for a line; each has its sentence. The server decides, this only explains. */
export type Reason = 'self' | 'administrator' | 'closed' | 'verified'

export function reasonAgainst(line: Line, action: LineAction, viewerId: string): Reason | undefined {
  if (line.may.includes(action)) return undefined
  if (line.id === viewerId) return 'self'
  if (line.userType === 'administrator') return 'administrator'
  return action === 'enter-email' && line.may.includes('configure') ? 'verified' : 'closed'
}

/** The `reason` of an `acting.not-allowed`, if we have a sentence for it. */
export const reasonOf = (fact: unknown): Reason | undefined =>
  fact === 'self' || fact === 'administrator' || fact === 'closed' ? fact : undefined
