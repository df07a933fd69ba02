import type { CompanyContext } from '#database/connect.ts'
import type { SessionVisit } from '../http/visit.ts'

/** Whose settings somebody works on: one's own line's, or another's under an acting grant. */
export type Whose = Pick<SessionVisit, 'session' | 'caller'> & { readonly lineId: string }

export const own = (visit: SessionVisit): Whose => ({
  session: visit.session,
  caller: visit.caller,
  lineId: visit.session.line.id,
})

export const anothers = (visit: SessionVisit, lineId: string): Whose => ({
  session: visit.session,
  caller: visit.caller,
  lineId,
})

export const isActing = ({ session, lineId }: Whose): boolean => session.line.id !== lineId

export const contextOf = ({ session, lineId }: Whose): CompanyContext => ({
  companyId: session.line.companyId,
  lineId: session.line.id,
  ...(session.line.id === lineId ? {} : { subjectId: lineId }),
})
