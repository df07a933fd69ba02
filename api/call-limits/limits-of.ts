import { atMost, type CallLimits, saidAlso, standardLimits, withSome } from '#domain/call-limits/limits.ts'
import type { Said } from './limits.sql.ts'

/** What counts for a company, or for one line of it, and the provider's ceiling above both. */
export function limitsOf(
  { byProvider, byAdministrator, byLine }: Said,
  lineId?: string,
): { limits: CallLimits; ceiling: CallLimits } {
  const ceiling = withSome(standardLimits, byProvider)
  const own = lineId === undefined ? {} : (byLine[lineId] ?? {})
  return { ceiling, limits: atMost(withSome(ceiling, saidAlso(byAdministrator, own)), ceiling) }
}
