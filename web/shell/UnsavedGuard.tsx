import { Button } from '@mantine/core'
import { useBlocker } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Dialog, DialogFoot } from '../design/Dialog.tsx'

/** Asks before a page with unconfirmed changes is left: `<UnsavedGuard when={changed} />`. */
export function UnsavedGuard({ when }: { when: boolean }) {
  const { t } = useTranslation('shell')
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: () => when,
    enableBeforeUnload: () => when,
    withResolver: true,
  })
  if (status !== 'blocked') return null
  return (
    <Dialog title={t('unsaved.title')} lead={t('unsaved.text')} onClose={reset}>
      <DialogFoot>
        <Button variant="default" size="md" onClick={proceed}>
          {t('unsaved.leave')}
        </Button>
        <Button size="md" onClick={reset} data-autofocus>
          {t('unsaved.stay')}
        </Button>
      </DialogFoot>
    </Dialog>
  )
}
