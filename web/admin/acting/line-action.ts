import type { Line } from '../../pbx/line.ts'

/** What “Azioni” offers, in the order of the menu. */
export type LineAction = Line['may'][number]
export const lineActions: readonly LineAction[] = ['configure', 'set-temporary-password', 'enter-email']

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
