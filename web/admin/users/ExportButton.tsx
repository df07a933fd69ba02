import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { api } from '../../api.ts'
import { useFileExport } from '../../shell/useFileExport.ts'
import { filterOf, type ListState } from './list-state.ts'

/** “Esporta”: the lines that the filters find, all pages, as a file for the spreadsheet. */
export function ExportButton({ state }: { state: ListState }) {
  const { t } = useTranslation('directory')
  const { busy, save } = useFileExport()
  const body = { ...filterOf(state), descending: state.descending }
  const file = () => ({
    name: `${t('export.file')}-${new Date().toISOString().slice(0, 10)}.csv`,
    load: () => api('POST /api/directory/lines/export', { body }),
    done: t('export.done'),
  })
  return (
    <Button
      variant="default"
      leftSection={<IconDownload size={18} stroke={1.8} aria-hidden="true" />}
      loading={busy}
      onClick={() => save(file())}
    >
      {t('export.action')}
    </Button>
  )
}
