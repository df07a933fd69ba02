import { Button } from '@mantine/core'
import { IconUpload } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CompanyFileCode } from '#domain/provider/company-file-problem.ts'
import { api, asProblem, type Problem } from '../../api.ts'
import { Choice } from '../../design/Choice.tsx'
import { Dialog, DialogFoot } from '../../design/Dialog.tsx'
import { FormProblem } from '../../design/FormProblem.tsx'
import { useProblemText } from '../../shell/useProblemText.ts'
import { useSubmit } from '../../shell/useSubmit.ts'
import './Import.css'

type Props = { whose: { readonly draft: string } | { readonly company: string } }
type Sheets = { readonly file: File; readonly names: readonly string[] }

/** Chooses a file and sends it; of a workbook with several sheets one is chosen, and it is sent again with that. */
export function UploadFile({ whose }: Props) {
  const { t } = useTranslation(['imports', 'company-file'])
  const say = useProblemText()
  const navigate = useNavigate()
  const input = useRef<HTMLInputElement>(null)
  const { busy, problem, submit } = useSubmit()
  const [sheets, setSheets] = useState<Sheets | null>(null)
  const send = (file: File, sheet?: string) =>
    submit(async () => {
      try {
        const query = { ...whose, name: file.name.slice(-120), ...(sheet === undefined ? {} : { sheet }) }
        const job = await api('POST /api/provider/imports', { query, file })
        setSheets(null)
        await navigate({ to: '/importazioni/$importId', params: { importId: job.id } })
      } catch (error) {
        const refused = asProblem(error)
        if (refused.code !== 'import.sheet') throw error
        setSheets({ file, names: refused.facts.sheets as string[] })
      }
    })
  return (
    <div className="upload">
      <input
        ref={input}
        className="vh"
        type="file"
        tabIndex={-1}
        aria-hidden="true"
        accept=".csv,.tsv,.txt,.xlsx,text/csv,text/plain,text/tab-separated-values,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        onChange={(event) => {
          const file = event.currentTarget.files?.[0]
          // The same file again, once it has been mended, is a change too.
          event.currentTarget.value = ''
          if (file) void send(file)
        }}
      />
      <Button
        variant="default"
        loading={busy}
        leftSection={<IconUpload size={18} stroke={1.8} aria-hidden="true" />}
        onClick={() => input.current?.click()}
      >
        {t('upload.button')}
      </Button>
      <p className="sub upload-hint" role="status">
        {busy ? t('upload.reading') : t('upload.hint')}
      </p>
      {problem && <FormProblem title={t('upload.refused')}>{sentenceOf(problem)}</FormProblem>}
      {sheets && (
        <ChooseSheet
          sheets={sheets}
          busy={busy}
          onChoose={(sheet) => void send(sheets.file, sheet)}
          onClose={() => setSheets(null)}
        />
      )}
    </div>
  )

  function sentenceOf(refused: Problem): string {
    const { reason, value } = refused.facts
    return refused.code === 'import.refused'
      ? t(`company-file:problems.${reason as CompanyFileCode}`, { value: String(value ?? ''), otherRow: '' })
      : say(refused)
  }
}

type ChooseProps = { sheets: Sheets; busy: boolean; onChoose: (sheet: string) => void; onClose: () => void }

function ChooseSheet({ sheets, busy, onChoose, onClose }: ChooseProps) {
  const { t } = useTranslation('imports')
  const [sheet, setSheet] = useState(sheets.names[0] ?? '')
  return (
    <Dialog title={t('upload.sheetTitle')} lead={t('upload.sheetLead', { file: sheets.file.name })} onClose={onClose}>
      <Choice
        label={t('upload.sheet')}
        data={sheets.names.map((name) => ({ value: name, label: name }))}
        value={sheet}
        onChange={setSheet}
      />
      <DialogFoot>
        <Button variant="default" size="md" onClick={onClose}>
          {t('upload.cancel')}
        </Button>
        <Button size="md" loading={busy} onClick={() => onChoose(sheet)}>
          {t('upload.open')}
        </Button>
      </DialogFoot>
    </Dialog>
  )
}
