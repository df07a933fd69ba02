import { IconDevices, IconPhone, IconShieldLock } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import './Tiles.css'

const tiles = [
  { hash: 'chiamate', title: 'tiles.calls', icon: IconPhone },
  { hash: 'dispositivi', title: 'tiles.devices', icon: IconDevices },
  { hash: 'sicurezza', title: 'tiles.security', icon: IconShieldLock },
] as const

/** “Le tue impostazioni”: the sections of Il mio profilo, one press away (guide figure 4). */
export function Tiles() {
  const { t } = useTranslation('call-handling')
  return (
    <nav className="tiles" aria-labelledby="home-settings">
      <h2 className="h2" id="home-settings">
        {t('tiles.title')}
      </h2>
      <ul>
        {tiles.map(({ hash, title, icon: Icon }) => (
          <li key={hash}>
            <Link to="/profilo" hash={hash} className="tile">
              <Icon size={20} stroke={1.7} aria-hidden="true" />
              {t(title)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
