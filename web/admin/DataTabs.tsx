import { Tabs, TabsList, TabsPanel, TabsTab } from '@mantine/core'
import {
  IconCalendarDue,
  IconDeviceLandlinePhone,
  IconGauge,
  IconHash,
  IconMapPin,
  IconSitemap,
  IconUsers,
} from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import type { ComponentType, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFullSession } from '../shell/useSession.ts'
import './DataTabs.css'

type DataTab = {
  readonly path: string
  readonly words:
    | 'tab.users'
    | 'tab.phones'
    | 'tab.sites'
    | 'tab.shortCodes'
    | 'tab.extensions'
    | 'tab.expiry'
    | 'tab.limits'
  /** Not for an administrator of some sites. */
  readonly wholeCompany?: true
  readonly icon: ComponentType<{ size?: number; stroke?: number; 'aria-hidden'?: 'true' }>
}

/** The tabs that exist, in the order of figure 5; each has its own address. */
const tabs: readonly DataTab[] = [
  { path: '/gestione-dati/utenti', words: 'tab.users', icon: IconUsers },
  { path: '/gestione-dati/telefoni', words: 'tab.phones', icon: IconDeviceLandlinePhone },
  { path: '/gestione-dati/sedi', words: 'tab.sites', wholeCompany: true, icon: IconMapPin },
  { path: '/gestione-dati/codici-brevi', words: 'tab.shortCodes', wholeCompany: true, icon: IconHash },
  { path: '/gestione-dati/interni', words: 'tab.extensions', wholeCompany: true, icon: IconSitemap },
  { path: '/gestione-dati/scadenze', words: 'tab.expiry', icon: IconCalendarDue },
  { path: '/gestione-dati/limiti', words: 'tab.limits', wholeCompany: true, icon: IconGauge },
]

/** The card of Gestione dati: the tab bar and, under it, the page that is open. */
export function DataTabs({ current, children }: { current: DataTab['path']; children: ReactNode }) {
  const { t } = useTranslation('directory')
  const navigate = useNavigate()
  const { viewer } = useFullSession()
  const shown = tabs.filter((tab) => viewer.wholeCompany || !tab.wholeCompany)
  return (
    <Tabs className="card data-card" value={current} onChange={(path) => void (path && navigate({ to: path }))}>
      <TabsList>
        {shown.map(({ path, words, icon: Icon }) => (
          <TabsTab key={path} value={path} leftSection={<Icon size={20} stroke={1.7} aria-hidden="true" />}>
            {t(words)}
          </TabsTab>
        ))}
      </TabsList>
      <TabsPanel value={current}>{children}</TabsPanel>
    </Tabs>
  )
}
