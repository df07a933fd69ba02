import { Button, Menu } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import type { ComponentType } from 'react'

export type RowAction = {
  readonly key: string
  readonly label: string
  readonly icon: ComponentType<{ size?: number; stroke?: number; 'aria-hidden'?: 'true' }>
  readonly run: () => void
  /** Takes something away. */
  readonly red?: boolean
}

type Props = { label: string; name: string; actions: readonly RowAction[] }

/** “Azioni” of a row of Gestione dati. */
export function RowMenu({ label, name, actions }: Props) {
  return (
    <Menu position="bottom-end" offset={6} width={230} portalProps={{ target: '#overlays' }}>
      <Menu.Target>
        <Button
          variant="default"
          size="xs"
          rightSection={<IconChevronDown size={15} stroke={1.8} aria-hidden="true" />}
          aria-label={name}
        >
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {actions.map(({ key, label: text, icon: Icon, run, red }) => (
          <Menu.Item
            key={key}
            {...(red ? { color: 'rosso' } : {})}
            leftSection={<Icon size={18} stroke={1.7} aria-hidden="true" />}
            onClick={run}
          >
            {text}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
