import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Wordmark } from '../design/Wordmark.tsx'
import { brand } from '../shell/brand.ts'
import { DeskSearch } from './DeskSearch.tsx'
import { isCurrent, menuOf } from './registry.ts'
import { WaitingBadge } from './restores/WaitingBadge.tsx'
import { StaffMenu } from './StaffMenu.tsx'
import { useStaff } from './useStaffSession.ts'

/** The black bar: nobody takes the provider's desk for a customer's portal. */
export function DeskBar({ path }: { path: string }) {
  const { t } = useTranslation('desk')
  const { role } = useStaff()
  return (
    <header className="top desk-top">
      <div className="top-in">
        <Link to="/" className="top-name">
          <Wordmark name={brand.name} onDark />
        </Link>
        <span className="top-role">{t('pill')}</span>
        <nav className="top-nav" aria-label={t('navigation')}>
          {menuOf(role).map((page) => {
            const current = isCurrent(page, path)
            return (
              <Link
                key={page.path}
                to={page.path}
                className={current ? 'top-link top-on' : 'top-link'}
                aria-current={current ? 'page' : undefined}
              >
                {t(page.title)}
                {page.waiting && <WaitingBadge />}
              </Link>
            )
          })}
        </nav>
        <div className="top-right">
          <DeskSearch />
          <StaffMenu />
        </div>
      </div>
    </header>
  )
}

/** The pages under the thumb, on a telephone. */
export function DeskBottomBar({ path }: { path: string }) {
  const { t } = useTranslation('desk')
  const { role } = useStaff()
  return (
    <nav className="bottom" aria-label={t('navigation')}>
      {menuOf(role).map((page) => {
        const current = isCurrent(page, path)
        const Icon = page.icon
        return (
          <Link
            key={page.path}
            to={page.path}
            className={current ? 'bottom-on' : undefined}
            aria-current={current ? 'page' : undefined}
          >
            <span className="bottom-icon">
              {Icon && <Icon size={22} stroke={1.7} aria-hidden="true" />}
              {page.waiting && <WaitingBadge />}
            </span>
            {page.path === '/registro' ? t('log.short') : t(page.title)}
          </Link>
        )
      })}
    </nav>
  )
}
