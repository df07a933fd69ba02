import { Button, Menu } from '@mantine/core'
import { IconChevronDown, IconKey, IconPencil, IconPower, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Phone } from './phone.ts'

export type PhoneAction = 'rename' | 'renew' | 'disable' | 'enable' | 'remove'

const icons = { rename: IconPencil, renew: IconKey, disable: IconPower, enable: IconPower, remove: IconTrash }

/** “Azioni” of a phone. */
export function PhoneMenu({ phone, onAction }: { phone: Phone; onAction: (action: PhoneAction) => void }) {
  const { t } = useTranslation('phones')
  const actions: PhoneAction[] = ['rename', 'renew', phone.state === 'disabled' ? 'enable' : 'disable', 'remove']
  return (
    <Menu position="bottom-end" offset={6} width={220} portalProps={{ target: '#overlays' }}>
      <Menu.Target>
        <Button
          variant="default"
          size="xs"
          rightSection={<IconChevronDown size={15} stroke={1.8} aria-hidden="true" />}
          aria-label={t('actionsOf', { name: phone.name })}
        >
          {t('actions')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {actions.map((action) => {
          const Icon = icons[action]
          return (
            <Menu.Item
              key={action}
              {...(action === 'remove' ? { color: 'rosso' } : {})}
              leftSection={<Icon size={18} stroke={1.7} aria-hidden="true" />}
              onClick={() => onAction(action)}
            >
              {t(`action.${action}`)}
            </Menu.Item>
          )
        })}
      </Menu.Dropdown>
    </Menu>
  )
}
