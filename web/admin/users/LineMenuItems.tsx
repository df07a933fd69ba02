import { Menu } from '@mantine/core'
import {
  IconKey,
  IconMail,
  IconPlayerPause,
  IconPlayerPlay,
  IconSettings,
  IconTransfer,
  IconUserEdit,
  IconUserShield,
} from '@tabler/icons-react'
import type { ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import type { Line } from '../../pbx/line.ts'
import { brand } from '../../shell/brand.ts'
import { useFullSession } from '../../shell/useSession.ts'
import { type LineAction, lineActions, personActions, reasonAgainst } from '../acting/line-action.ts'

type IconProps = { size?: number; stroke?: number; 'aria-hidden'?: 'true' }

const icons: Readonly<Record<LineAction, ComponentType<IconProps>>> = {
  'change-details': IconUserEdit,
  'change-role': IconUserShield,
  suspend: IconPlayerPause,
  resume: IconPlayerPlay,
  reassign: IconTransfer,
  configure: IconSettings,
  'set-temporary-password': IconKey,
  'enter-email': IconMail,
}

type Props = { line: Line; onAction: (line: Line, action: LineAction) => void }

/** What can be done with a line. What may not stays in the menu, can be reached by keyboard, and says why. */
export function LineMenuItems({ line, onAction }: Props) {
  const { t } = useTranslation(['directory', 'people'])
  const viewerId = useFullSession().viewer.lineId
  const ofPerson = personActions.filter((action) => line.may.includes(action))
  const inConfiguration = lineActions.map((action) => {
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
        {reason && <span className="line-menu-why">{t(`reason.${reason}`, { support: brand.supportNumber })}</span>}
      </Menu.Item>
    )
  })
  return (
    <>
      {inConfiguration}
      {ofPerson.length > 0 && <Menu.Divider />}
      {ofPerson.map((action) => {
        const Icon = icons[action]
        return (
          <Menu.Item
            key={action}
            leftSection={<Icon size={20} stroke={1.7} aria-hidden="true" />}
            onClick={() => onAction(line, action)}
          >
            {t(`people:action.${action}`)}
          </Menu.Item>
        )
      })}
    </>
  )
}
