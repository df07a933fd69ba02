import { useTranslation } from 'react-i18next'
import type { Answer } from '../../api.ts'

export type LogEvent = Answer<'GET /api/audit-log'>['events'][number]

/** What happened, in the words of “Attività recente”; an action of a newer server is told in general terms. */
export function useEventWords() {
  const { t, i18n } = useTranslation('activity')
  const what = (action: string): string =>
    i18n.exists(`activity:what.${action}`) ? t(`what.${action}` as 'what.sign-in') : t('what.other')
  return {
    what,
    happened: ({ action, result }: Pick<LogEvent, 'action' | 'result'>): string =>
      result === 'refused' ? t('refused', { what: what(action) }) : what(action),
    who: ({ actor }: LogEvent): string =>
      actor.role === 'support' ? t('who.support') : actor.name || t('log.role.unknown'),
    role: (role: string): string =>
      i18n.exists(`activity:log.role.${role}`) ? t(`log.role.${role}` as 'log.role.user') : '',
  }
}
