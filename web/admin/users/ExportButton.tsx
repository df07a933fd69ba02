import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { api, asProblem } from '../../api.ts'
import { toastDone, toastError } from '../../design/toast.ts'
import { delicate } from '../../shell/step-up.ts'
import { useProblemText } from '../../shell/useProblemText.ts'
import { useSubmit } from '../../shell/useSubmit.ts'
import { filterOf, type ListState } from './list-state.ts'
import { saveFile } from './save-file.ts'

/** “Esporta”: the lines that the filters find, all pages, as a file for the spreadsheet. */
export function ExportButton({ state }: { state: ListState }) {
  const { t } = useTranslation('directory')
  const say = useProblemText()
  const { busy, submit } = useSubmit()

  async function download(): Promise<void> {
    const body = { ...filterOf(state), descending: state.descending }
    try {
      const text = await delicate(() => api('POST /api/directory/lines/export', { body }))
      saveFile(`${t('export.file')}-${new Date().toISOString().slice(0, 10)}.csv`, text)
      toastDone(t('export.done'))
    } catch (error) {
      const problem = asProblem(error)
      // Closing the question for the password is an answer, not a failure.
      if (problem.code !== 'step-up') toastError(say(problem))
    }
  }

  return (
    <Button
      variant="default"
      leftSection={<IconDownload size={18} stroke={1.8} aria-hidden="true" />}
      loading={busy}
      onClick={() => void submit(download)}
    >
      {t('export.action')}
    </Button>
  )
}
