import { type CivicAddress, showAddress } from '#domain/directory/civic-address.ts'
import type { Answer } from '../../api.ts'
import { queries } from '../../shell/queries.ts'

export type Site = Answer<'GET /api/sites'>['sites'][number]
export type SiteAction = 'edit' | 'move' | 'history' | 'remove'

export const addressOf = (site: Site): string => showAddress(site.address as CivicAddress)

/** Lists that name sites, or count what they hold. */
export async function refreshSites(): Promise<void> {
  await Promise.all(
    (['GET /api/sites', 'GET /api/directory/sites', 'GET /api/directory/lines', 'GET /api/extensions'] as const).map(
      (key) => queries.invalidateQueries({ queryKey: [key] }),
    ),
  )
}
