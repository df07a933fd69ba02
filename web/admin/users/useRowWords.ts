import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { userTypes } from '#domain/directory/line.ts'
import { type FirstAccessState, firstAccessStates, type UserType } from '../../pbx/line.ts'

/** The words that a hundred rows share, looked up once for all of them. */
export function useRowWords() {
  const { t } = useTranslation('directory')
  return useMemo(() => {
    const [before = '', after = ''] = t('action.of', { name: '\u0000' }).split('\u0000')
    return {
      userType: Object.fromEntries(userTypes.map((type) => [type, t(`userType.${type}`)])) as Record<UserType, string>,
      state: Object.fromEntries(firstAccessStates.map((state) => [state, t(`state.${state}`)])) as Record<
        FirstAccessState,
        string
      >,
      suspended: t('suspended'),
      extension: t('line.extension'),
      actions: t('list.actions'),
      actionsOf: (name: string) => before + name + after,
    }
  }, [t])
}

export type RowWords = ReturnType<typeof useRowWords>
