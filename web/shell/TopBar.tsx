import { IconBuilding } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Wordmark } from '../design/Wordmark.tsx'
import { TopLinks } from './BarLinks.tsx'
import { brand } from './brand.ts'
import { homeOf } from './navigation.ts'
import { UserMenu } from './UserMenu.tsx'
import { useBarLinks } from './useBarLinks.tsx'
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
        <TopLinks {...useBarLinks(path)} />
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
