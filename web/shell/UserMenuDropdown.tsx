import { Menu } from '@mantine/core'
import { IconArrowsExchange, IconLogout, IconUserCircle } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { asProblem } from '../api.ts'
import { toastError } from '../design/toast.ts'
import { AppearanceChoice } from './AppearanceChoice.tsx'
import { brand } from './brand.ts'
import { exists, homeOf, pages } from './navigation.ts'
import { savePreferences } from './preferences.ts'
import { signOut } from './session.ts'
import { showNumber } from './show-number.ts'
import { switchView } from './switch-view.ts'
import { useProblemText } from './useProblemText.ts'
import { useFullSession } from './useSession.ts'

type Props = { opened: boolean; onChange: (opened: boolean) => void; omino: ReactElement }

/** What the “omino” opens: profile, other profile, appearance, language, Esci (guide figure 10). */
export default function UserMenuDropdown({ opened, onChange, omino }: Props) {
  const { t } = useTranslation('shell')
  const say = useProblemText()
  const navigate = useNavigate()
  const session = useFullSession()
  const { viewer, view, language, theme } = session
  const languages = brand.languages.filter((one) => session.languages.includes(one))
  const other = view === 'user' ? 'administrator' : 'user'
  const profile = pages.find((page) => page.path === '/profilo')

  /** Does what the menu says; a failure is told, since the menu has closed. */
  function run(action: () => Promise<void>): void {
    action().catch((error: unknown) => toastError(say(asProblem(error))))
  }
  async function pass(): Promise<void> {
    await switchView(other)
    await navigate({ to: homeOf[other] })
  }

  return (
    <Menu opened={opened} onChange={onChange} position="bottom-end" offset={6} width={280}>
      <Menu.Target>{omino}</Menu.Target>
      <Menu.Dropdown>
        <div className="omino-who">
          <b>
            <bdi>{viewer.name}</bdi>
          </b>
          <span className="nums">{showNumber(viewer.number)}</span>
        </div>
        <Menu.Divider />
        {profile && exists(profile) && (
          <Menu.Item
            leftSection={<IconUserCircle size={20} stroke={1.7} aria-hidden="true" />}
            onClick={() => run(() => navigate({ to: profile.path }))}
          >
            {t('menu.profile')}
          </Menu.Item>
        )}
        {viewer.administrator && (
          <Menu.Item
            leftSection={<IconArrowsExchange size={20} stroke={1.7} aria-hidden="true" />}
            onClick={() => run(pass)}
          >
            {t(other === 'administrator' ? 'menu.toAdministrator' : 'menu.toUser')}
          </Menu.Item>
        )}
        <Menu.Divider />
        <AppearanceChoice theme={theme} language={language} languages={languages} save={savePreferences} run={run} />
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={20} stroke={1.7} aria-hidden="true" />} onClick={() => run(signOut)}>
          {t('menu.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
