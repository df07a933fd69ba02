import { Button, Menu } from '@mantine/core'
import { IconDownload, IconKey, IconMailForward, IconMapPin, IconSend2, IconX } from '@tabler/icons-react'
import type { ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../api.ts'
import { useNarrow } from '../../design/useNarrow.ts'
import { useFileExport } from '../../shell/useFileExport.ts'
import type { BulkAction } from './job.ts'
import type { Selection } from './selection.ts'
import './BulkBar.css'

type IconProps = { size?: number; stroke?: number; 'aria-hidden'?: 'true' }
const actions: readonly (readonly [BulkAction, ComponentType<IconProps>])[] = [
  ['remind', IconSend2],
  ['invite', IconMailForward],
  ['temporary-password', IconKey],
  ['move', IconMapPin],
]

type Props = {
  count: number
  selection: Selection
  onAction: (action: BulkAction) => void
  onClear: () => void
}

/** What can be done with the ticked lines (design 09b); on a telephone the actions are in a menu. */
export function BulkBar({ count, selection, onAction, onClear }: Props) {
  const { t } = useTranslation(['first-access', 'directory'])
  const narrow = useNarrow()
  const { busy, save } = useFileExport()
  const exportThem = () =>
    save({
      name: `${t('directory:export.file')}-${new Date().toISOString().slice(0, 10)}.csv`,
      load: () => api('POST /api/first-access/selection/export', { body: { selection } }),
      done: t('directory:export.done'),
    })
  const icon = (Icon: ComponentType<IconProps>) => <Icon size={18} stroke={1.8} aria-hidden="true" />
  return (
    <section className="bulk" aria-label={t('bulk.label')}>
      <p className="bulk-count">
        <b className="nums">{count}</b> <span>{t('bulk.selected', { count })}</span>
      </p>
      {narrow ? (
        <Menu position="top-end" offset={8} width={280}>
          <Menu.Target>
            <Button variant="default" size="sm">
              {t('bulk.actions')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {actions.map(([action, Icon]) => (
              <Menu.Item key={action} leftSection={icon(Icon)} onClick={() => onAction(action)}>
                {t(`bulk.${action}`)}
              </Menu.Item>
            ))}
            <Menu.Item leftSection={icon(IconDownload)} onClick={exportThem}>
              {t('bulk.export')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      ) : (
        <div className="bulk-acts">
          {actions.map(([action, Icon]) => (
            <button key={action} type="button" onClick={() => onAction(action)}>
              {icon(Icon)}
              {t(`bulk.${action}`)}
            </button>
          ))}
          <button type="button" aria-disabled={busy} onClick={exportThem}>
            {icon(IconDownload)}
            {t('bulk.export')}
          </button>
        </div>
      )}
      <button type="button" className="bulk-clear" aria-label={t('bulk.clear')} onClick={onClear}>
        <IconX size={18} stroke={1.9} aria-hidden="true" />
      </button>
    </section>
  )
}
