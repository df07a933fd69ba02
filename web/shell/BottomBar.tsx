import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { NewsBadge } from './NewsBadge.tsx'
import { isCurrent, menuOf } from './navigation.ts'
import { useFullSession } from './useSession.ts'

/** The pages under the thumb, on a telephone. */
export function BottomBar({ path }: { path: string }) {
  const { t } = useTranslation('shell')
  const { view } = useFullSession()
  return (
    <nav className="bottom" aria-label={t('navigation')}>
      {menuOf(view).map((page) => {
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
              {page.news && <NewsBadge />}
            </span>
            {t(page.short ?? page.title)}
          </Link>
        )
      })}
    </nav>
  )
}
