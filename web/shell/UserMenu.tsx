import { IconUser } from '@tabler/icons-react'
import { Suspense, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePresence } from '../live/presence.ts'
import { fetchUserMenu, UserMenuDropdown } from './dialogs.ts'
import { useFullSession } from './useSession.ts'

/** “Omino in alto a destra” (guide figure 10). What it opens is downloaded when somebody comes near it. */
export function UserMenu() {
  const { t } = useTranslation('shell')
  const { viewer } = useFullSession()
  const presence = usePresence(viewer.lineId)
  const dot = useId()
  const [opened, setOpened] = useState(false)
  const [wanted, setWanted] = useState(false)
  const omino = (
    <button
      type="button"
      className="omino"
      aria-label={t('menu.open', { name: viewer.name })}
      aria-describedby={dot}
      aria-haspopup="menu"
      aria-expanded={opened}
      onPointerEnter={fetchUserMenu}
      onFocus={fetchUserMenu}
      onClick={() => {
        setWanted(true)
        setOpened(true)
      }}
    >
      <IconUser size={22} stroke={1.7} aria-hidden="true" />
      {presence && <span className={`omino-dot omino-${presence}`} />}
      <span id={dot} className="vh">
        {presence && t(`presence.${presence}`)}
      </span>
    </button>
  )
  if (!wanted) return omino
  return (
    <Suspense fallback={omino}>
      <UserMenuDropdown opened={opened} onChange={setOpened} omino={omino} />
    </Suspense>
  )
}
