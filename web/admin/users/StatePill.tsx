import { IconPlayerPause } from '@tabler/icons-react'
import { Pill } from '../../design/Pill.tsx'
import { FirstAccessPill } from '../../pbx/FirstAccessPill.tsx'
import type { Line } from '../../pbx/line.ts'
import type { RowWords } from './useRowWords.ts'

/** How far the first access is; of a suspended line, that it is suspended, because nothing else matters then. */
export function StatePill({ line, words }: { line: Line; words: RowWords }) {
  if (!line.suspended) return <FirstAccessPill state={line.firstAccess} word={words.state[line.firstAccess]} />
  return (
    <Pill tone="error" icon={<IconPlayerPause size={14} stroke={1.9} aria-hidden="true" />}>
      {words.suspended}
    </Pill>
  )
}
