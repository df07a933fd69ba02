import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { showInstant } from '../../pbx/show-time.ts'
import { type LogEvent, useEventWords } from './event.ts'

/** The way back to before an event; none where the event does not remember enough, or the viewer may not. */
export function RestoreButton({ event, onClick }: { event: LogEvent; onClick: () => void }) {
  const { t } = useTranslation('audit-log')
  const say = useEventWords()
  if (!event.restorable) return null
  return (
    <Button
      variant="default"
      size="xs"
      aria-label={t('restore.of', { what: say.what(event.action), when: showInstant(event.at) })}
      onClick={onClick}
    >
      {t('restore.action')}
    </Button>
  )
}
