import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Wordmark } from '../design/Wordmark.tsx'
import { type BarLink, BottomLinks, TopLinks } from '../shell/BarLinks.tsx'
import { brand } from '../shell/brand.ts'
import { DeskSearch } from './DeskSearch.tsx'
import { isCurrent, menuOf } from './registry.ts'
import { WaitingBadge } from './restores/WaitingBadge.tsx'
import { StaffMenu } from './StaffMenu.tsx'
import { useStaff } from './useStaffSession.ts'

/** The black bar: nobody takes the provider's desk for a customer's portal. */
export function DeskBar({ path }: { path: string }) {
  const { t } = useTranslation('desk')
  return (
    <header className="top desk-top">
      <div className="top-in">
        <Link to="/" className="top-name">
          <Wordmark name={brand.name} onDark />
        </Link>
        <span className="top-role">{t('pill')}</span>
        <TopLinks {...useDeskLinks(path)} />
        <div className="top-right">
          <DeskSearch />
          <StaffMenu />
        </div>
      </div>
    </header>
  )
}

/** The pages under the thumb, on a telephone. */
export const DeskBottomBar = ({ path }: { path: string }) => <BottomLinks {...useDeskLinks(path)} />

function useDeskLinks(path: string): { label: string; links: readonly BarLink[] } {
  const { t } = useTranslation('desk')
  const { role } = useStaff()
  const links = menuOf(role).map((page) => ({
    path: page.path,
    title: t(page.title),
    ...(page.path === '/registro' && { short: t('log.short') }),
    icon: page.icon,
    current: isCurrent(page, path),
    badge: page.waiting && <WaitingBadge />,
  }))
  return { label: t('navigation'), links }
}
