import { Menu } from '@mantine/core'
import { IconLogout, IconUserCircle, IconUsersGroup } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Language } from '#translations/index.ts'
import { api, asProblem } from '../api.ts'
import { toastError } from '../design/toast.ts'
import { initials } from '../pbx/initials.ts'
import { AppearanceChoice } from '../shell/AppearanceChoice.tsx'
import { brand } from '../shell/brand.ts'
import { useProblemText } from '../shell/useProblemText.ts'
import { maySee, pages } from './registry.ts'
import { acceptStaffSession, type FullStaffSession, signOutStaff } from './staff-session.ts'
import { useFullStaffSession } from './useStaffSession.ts'

type Preferences = { language?: Language; theme?: FullStaffSession['theme'] }

/** Who is at the desk: own account, colleagues, appearance, language, Esci. */
export function StaffMenu() {
  const { t } = useTranslation(['shell', 'desk'])
  const say = useProblemText()
  const navigate = useNavigate()
  const { staff, language, theme } = useFullStaffSession()
  const staffPage = pages.find((page) => page.path === '/operatori' && maySee(staff.role, page))

  function run(action: () => Promise<void>): void {
    action().catch((error: unknown) => toastError(say(asProblem(error))))
  }
  async function prefer(body: Preferences): Promise<void> {
    acceptStaffSession((await api('PATCH /api/provider/me/preferences', { body })).session)
  }

  return (
    <Menu position="bottom-end" offset={6} width={280}>
      <Menu.Target>
        <button type="button" className="omino desk-omino">
          <span className="vh">{t('menu.open', { name: staff.name })}</span>
          <span aria-hidden="true">{initials(staff.name)}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <div className="omino-who">
          <b>
            <bdi>{staff.name}</bdi>
          </b>
          <span>{t(`desk:role.${staff.role}`)}</span>
        </div>
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconUserCircle size={20} stroke={1.7} aria-hidden="true" />}
          onClick={() => run(() => navigate({ to: '/account' }))}
        >
          {t('desk:page.account')}
        </Menu.Item>
        {staffPage && (
          <Menu.Item
            leftSection={<IconUsersGroup size={20} stroke={1.7} aria-hidden="true" />}
            onClick={() => run(() => navigate({ to: staffPage.path }))}
          >
            {t('desk:page.staff')}
          </Menu.Item>
        )}
        <Menu.Divider />
        <AppearanceChoice theme={theme} language={language} languages={brand.languages} save={prefer} run={run} />
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconLogout size={20} stroke={1.7} aria-hidden="true" />}
          onClick={() => run(signOutStaff)}
        >
          {t('menu.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
