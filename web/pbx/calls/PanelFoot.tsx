import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'

/** Conferma and Annulla at the foot of a panel's form. */
export function PanelFoot({ busy, onClose }: { busy: boolean; onClose: () => void }) {
  const { t } = useTranslation('shell')
  return (
    <div className="side-panel-foot">
      <Button type="submit" loading={busy}>
        {t('action.confirm')}
      </Button>
      <Button variant="subtle" color="gray" disabled={busy} onClick={onClose}>
        {t('action.cancel')}
      </Button>
    </div>
  )
}
