import type { TFunction } from 'i18next'
import type { Line } from '../../pbx/line.ts'

/** What a row says in words; asked for once a row, since a page has up to a hundred. */
export const lineWords = (line: Line, t: TFunction<'directory'>) => ({
  userType: t(`userType.${line.userType}`),
  firstAccess: t(`state.${line.firstAccess}`),
  menu: { actions: t('list.actions'), of: t('action.of', { name: line.name }) },
})
