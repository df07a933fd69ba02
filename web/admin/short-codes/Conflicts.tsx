import { useTranslation } from 'react-i18next'
import type { ConflictKind } from '#domain/dial-plan/code-conflicts.ts'
import { Pill } from '../../design/Pill.tsx'
import { useConflictWords } from './useConflictWords.ts'

type Conflict = { kind: ConflictKind; refused: boolean; with: string; name: string; code?: string }

/** What digits would stand in the way of: what forbids them, and what is good to know. */
export function Conflicts({ conflicts, several = false }: { conflicts: readonly Conflict[]; several?: boolean }) {
  const { t } = useTranslation('dial-plan')
  const say = useConflictWords()
  if (conflicts.length === 0) return null
  return (
    <ul className="list-conflicts" aria-label={t('conflict.title')}>
      {conflicts.map((conflict) => (
        <li key={`${conflict.code ?? ''} ${conflict.kind} ${conflict.with}`}>
          <Pill tone={conflict.refused ? 'error' : 'warm'}>
            {t(conflict.refused ? 'conflict.must' : 'conflict.note')}
          </Pill>
          <span>
            {several && conflict.code && <b className="nums">{conflict.code}: </b>}
            {say(conflict)}
          </span>
        </li>
      ))}
    </ul>
  )
}
