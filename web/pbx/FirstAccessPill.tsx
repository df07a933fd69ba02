import { IconCheck, IconKey, IconMailOff, IconMailQuestion, IconMinus } from '@tabler/icons-react'
import type { ComponentType } from 'react'
import { Pill, type PillTone } from '../design/Pill.tsx'
import type { FirstAccessState } from './line.ts'

type IconProps = { size?: number; stroke?: number; 'aria-hidden'?: 'true' }

const looks: Readonly<Record<FirstAccessState, readonly [PillTone, ComponentType<IconProps>]>> = {
  completed: ['ok', IconCheck],
  'email-to-confirm': ['warm', IconMailQuestion],
  'email-missing': ['warm', IconMailOff],
  'temporary-password': ['warm', IconKey],
  'never-entered': ['quiet', IconMinus],
}

/** How far a line is with its first access: icon and word (`directory:state`), in the colour of its urgency. */
export function FirstAccessPill({ state, word }: { state: FirstAccessState; word: string }) {
  const [tone, Icon] = looks[state]
  return (
    <Pill tone={tone} icon={<Icon size={14} stroke={1.9} aria-hidden="true" />}>
      {word}
    </Pill>
  )
}
