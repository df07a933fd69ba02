import { checkAudit } from '../check-audit.ts'
import type { Command } from './command.ts'
import { fill, showDayAndHour } from './words.ts'

/** `audit-check`: is every chain of the audit log what was written? */
export const auditCheck: Command = {
  options: {},
  prepare:
    (_, { out, err, words }) =>
    async (house) => {
      const { events, chains, broken } = await checkAudit(house)
      for (const { id, at, companyId } of broken) {
        err(fill(words.audit.broken, { id, date: showDayAndHour(at), companyId: companyId ?? '-' }))
      }
      if (broken.length > 0) return 1
      out(fill(words.audit.whole, { events, chains }))
      return 0
    },
}
