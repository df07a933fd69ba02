import { Button } from '@mantine/core'
import { IconFileDownload } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { api } from '../../api.ts'
import { CopyableText } from '../../design/CopyableText.tsx'
import { Dialog, DialogFoot } from '../../design/Dialog.tsx'
import { FormProblem } from '../../design/FormProblem.tsx'
import { saveBlob } from '../../design/save-file.ts'
import { UnsavedGuard } from '../../shell/UnsavedGuard.tsx'
import { useProblemText } from '../../shell/useProblemText.ts'
import { useSubmit } from '../../shell/useSubmit.ts'

const path = 'POST /api/provider/customers/:companyId/temporary-password/sheet'

type Props = {
  companyId: string
  /** As the server has just answered it: it is kept nowhere. */
  made: { temporaryPassword: string; generation: number }
  onClose: () => void
}

/** A temporary password that was just made, and the technician's sheet with it: once, on purpose. */
export function SheetDialog({ companyId, made, onClose }: Props) {
  const { t } = useTranslation('deliveries')
  const say = useProblemText()
  const { busy, problem, submit } = useSubmit()
  const download = () =>
    submit(async () => saveBlob(`${t('sheet.file')}.pdf`, await api(path, { params: { companyId }, body: made })))
  // Closing by accident would lose it, so only the button does.
  return (
    <Dialog title={t('sheet.title')} lead={t('sheet.text')}>
      <UnsavedGuard when={true} />
      {problem && <FormProblem title={say(problem)} />}
      <CopyableText label={t('sheet.password')} text={made.temporaryPassword} />
      <DialogFoot>
        <Button variant="default" onClick={onClose}>
          {t('sheet.close')}
        </Button>
        <Button
          data-autofocus
          loading={busy}
          leftSection={<IconFileDownload size={18} stroke={1.8} aria-hidden="true" />}
          onClick={() => void download()}
        >
          {t('sheet.download')}
        </Button>
      </DialogFoot>
    </Dialog>
  )
}
