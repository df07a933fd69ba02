import { IconChevronRight, IconLifebuoy, IconUserCircle } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import './Ways.css'

const ways = [
  { to: '/profilo', title: 'shell:page.profile', text: 'home.profileText', icon: IconUserCircle },
  { to: '/assistenza', title: 'shell:page.support', text: 'home.supportText', icon: IconLifebuoy },
] as const

/** Where to go on from Home. */
export function Ways() {
  const { t } = useTranslation(['user', 'shell'])
  return (
    <nav className="ways" aria-label={t('home.ways')}>
      {ways.map(({ to, title, text, icon: Icon }) => (
        <Link key={to} to={to} className="card way">
          <Icon size={22} stroke={1.7} aria-hidden="true" />
          <span>
            <b>{t(title)}</b>
            <span>{t(text)}</span>
          </span>
          <IconChevronRight size={18} stroke={1.8} aria-hidden="true" />
        </Link>
      ))}
    </nav>
  )
}
