import { IconBuilding } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Wordmark } from '../design/Wordmark.tsx'
import { brand } from './brand.ts'
import { NewsBadge } from './NewsBadge.tsx'
import { homeOf, isCurrent, menuOf } from './navigation.ts'
import { UserMenu } from './UserMenu.tsx'
import { useFullSession } from './useSession.ts'

/** Name, pages and “omino” (guide figures 5 and 10); an administrator wears the pill. */
export function TopBar({ path }: { path: string }) {
  const { t } = useTranslation('shell')
  const { view, viewer } = useFullSession()
  const administrator = view === 'administrator'
  return (
    <header className="top">
      <div className="top-in">
        <Link to={homeOf[view]} className="top-name">
          <Wordmark name={brand.name} />
        </Link>
        {administrator && <span className="top-role">{t('administrator')}</span>}
        <nav className="top-nav" aria-label={t('navigation')}>
          {menuOf(view).map((page) => {
            const current = isCurrent(page, path)
            return (
              <Link
                key={page.path}
                to={page.path}
                className={current ? 'top-link top-on' : 'top-link'}
                aria-current={current ? 'page' : undefined}
              >
                {t(page.title)}
                {page.news && <NewsBadge />}
              </Link>
            )
          })}
        </nav>
        <div className="top-right">
          {administrator && (
            <span className="top-company">
              <IconBuilding size={18} stroke={1.7} aria-hidden="true" />
              <bdi>{viewer.company}</bdi>
            </span>
          )}
          <UserMenu />
        </div>
      </div>
    </header>
  )
}
