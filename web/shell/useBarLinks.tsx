import { useTranslation } from 'react-i18next'
import type { BarLink } from './BarLinks.tsx'
import { NewsBadge } from './NewsBadge.tsx'
import { isCurrent, menuOf } from './navigation.ts'
import { useFullSession } from './useSession.ts'

/** What stands in both bars of the portal for this profile, and what the bars are called. */
export function useBarLinks(path: string): { label: string; links: readonly BarLink[] } {
  const { t } = useTranslation('shell')
  const { view } = useFullSession()
  const links = menuOf(view).map((page) => ({
    path: page.path,
    title: t(page.title),
    ...(page.short && { short: t(page.short) }),
    icon: page.icon,
    current: isCurrent(page, path),
    badge: page.news && <NewsBadge />,
  }))
  return { label: t('navigation'), links }
}
