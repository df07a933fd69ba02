import type { Cellar } from '#database/connect.ts'
import type { Config } from '../config.ts'
import { moveUnusedDomains, putSipDomain } from './sip-domain.sql.ts'

/**
 * Companies have their SIP domains below SIP_DOMAIN: `arredi-canavese.pbx.example.it`. Set before the first company; a
 * later change moves only companies whose phones it cannot lock out.
 */
export async function settleSipDomain(cellar: Cellar, config: Config): Promise<void> {
  const { domain } = config.sip
  await cellar.asService(async (trx) => {
    await putSipDomain(trx, domain)
    await moveUnusedDomains(trx, domain)
  })
}
