import { Button, Menu } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Line } from '../../pbx/line.ts'
import { fetchActOnLine } from '../acting/dialogs.ts'
import type { LineAction } from '../acting/line-action.ts'
import { menuButton } from '../acting/menu-button.ts'
import { LineMenuItems } from './LineMenuItems.tsx'
import './LineMenu.css'

type Props = { line: Line; onAction: (line: Line, action: LineAction) => void }

/** “Azioni” of a row (S63). */
export function LineMenu({ line, onAction }: Props) {
  const { t } = useTranslation('directory')
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
        <LineMenuItems line={line} onAction={onAction} />
      </Menu.Dropdown>
    </Menu>
  )
}
