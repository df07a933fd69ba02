import { Button, Menu } from '@mantine/core'
import { IconChevronDown, IconKey, IconMail, IconSettings } from '@tabler/icons-react'
import type { ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import type { Line } from '../../pbx/line.ts'
import { brand } from '../../shell/brand.ts'
import { useFullSession } from '../../shell/useSession.ts'
import { fetchActOnLine } from '../acting/dialogs.ts'
import { type LineAction, lineActions, reasonAgainst } from '../acting/line-action.ts'
import { menuButton } from '../acting/menu-button.ts'
import './LineMenu.css'

type IconProps = { size?: number; stroke?: number; 'aria-hidden'?: 'true' }

const icons: Readonly<Record<LineAction, ComponentType<IconProps>>> = {
  configure: IconSettings,
  'set-temporary-password': IconKey,
  'enter-email': IconMail,
}

type Props = { line: Line; onAction: (line: Line, action: LineAction) => void }

/** “Azioni” of a row (S63). What may not be done stays in the menu, can be reached, and says why. */
export function LineMenu({ line, onAction }: Props) {
  const { t } = useTranslation('directory')
  const viewerId = useFullSession().viewer.lineId
  return (
    <Menu position="bottom-end" offset={6} width={290} onOpen={fetchActOnLine}>
      <Menu.Target>
        <Button
          {...menuButton(line.id)}
          variant="default"
          className="line-menu"
          rightSection={<IconChevronDown size={16} stroke={1.8} aria-hidden="true" />}
          aria-label={t('action.of', { name: line.name })}
        >
          {t('list.actions')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {lineActions.map((action) => {
          const Icon = icons[action]
          const reason = reasonAgainst(line, action, viewerId)
          return (
            <Menu.Item
              key={action}
              aria-disabled={reason !== undefined}
              closeMenuOnClick={reason === undefined}
              className={reason ? 'line-menu-off' : undefined}
              leftSection={<Icon size={20} stroke={1.7} aria-hidden="true" />}
              onClick={reason ? undefined : () => onAction(line, action)}
            >
              {t(`action.${action}`)}
              {reason && (
                <span className="line-menu-why">{t(`reason.${reason}`, { support: brand.supportNumber })}</span>
              )}
            </Menu.Item>
          )
        })}
      </Menu.Dropdown>
    </Menu>
  )
}
