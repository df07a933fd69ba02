import { Menu } from '@mantine/core'
import { type ComponentProps, cloneElement, type ReactElement, useEffect, useRef, useState } from 'react'
import type { Line } from '../../pbx/line.ts'
import type { LineAction } from '../acting/line-action.ts'
import { LineMenuItems } from './LineMenuItems.tsx'

type Props = {
  line: Line
  button: ReactElement<ComponentProps<'button'>>
  onAction: (line: Line, action: LineAction) => void
}

/** The menu around a pressed “Azioni”: opens at once, and gives the focus back to its button. */
export default function OpenLineMenu({ line, button, onAction }: Props) {
  const [opened, setOpened] = useState(false)
  const target = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    // The button has just been drawn anew: the focus is put back on it, so that the menu finds its way back too.
    target.current?.focus({ preventScroll: true })
    setOpened(true)
  }, [])
  return (
    <Menu opened={opened} onChange={setOpened} position="bottom-end" offset={6} width={290}>
      <Menu.Target>{cloneElement(button, { ref: target, 'aria-expanded': opened, onClick: undefined })}</Menu.Target>
      <Menu.Dropdown>
        <LineMenuItems line={line} onAction={onAction} />
      </Menu.Dropdown>
    </Menu>
  )
}
