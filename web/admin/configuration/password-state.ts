import type { TFunction } from 'i18next'
import { showDay } from '../../pbx/show-time.ts'
import type { Configuration } from '../acting/PasswordFields.tsx'

/** How a line’s password stands, in words. */
export function passwordState(password: Configuration['password'], t: TFunction<'directory'>): string {
  const { kind, everUsed, setAt, expiresAt } = password
  const date = expiresAt ? showDay(expiresAt) : '–'
  switch (kind) {
    case 'none':
      return t('password.none')
    case 'shared':
      return t(everUsed ? 'password.sharedUsed' : 'password.shared')
    case 'temporary':
      return t(everUsed ? 'password.temporaryUsed' : 'password.temporary', { date })
    case 'own':
      return t('password.own', { set: setAt ? showDay(setAt) : '–', date })
  }
}
