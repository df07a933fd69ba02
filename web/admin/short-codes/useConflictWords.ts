import { useTranslation } from 'react-i18next'
import type { ConflictKind } from '#domain/dial-plan/code-conflicts.ts'

type Conflict = { readonly kind: ConflictKind; readonly with: string; readonly name: string }

/** Why digits stand in each other’s way, one sentence each. */
export function useConflictWords(): (conflict: Conflict) => string {
  const { t } = useTranslation('dial-plan')
  return ({ kind, with: other, name }) =>
    String(t(`conflict.${kind}`, { with: other, name: name || t('conflict.unnamed') } as never))
}
