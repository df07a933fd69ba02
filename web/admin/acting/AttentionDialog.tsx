import { Button } from '@mantine/core'
import { IconEyeOff, IconNotes } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Dialog, DialogFoot } from '../../design/Dialog.tsx'
import { FormProblem } from '../../design/FormProblem.tsx'
import { Rich } from '../../design/Rich.tsx'
import type { Line } from '../../pbx/line.ts'
import { WhoCard } from '../../pbx/Who.tsx'
import { useSubmit } from '../../shell/useSubmit.ts'
import { type Grant, openGrant } from './grant.ts'
import { useActingProblemText } from './useActingProblemText.ts'
import { useStepUpUnderWay } from './useStepUpUnderWay.ts'
import './AttentionDialog.css'

type Props = { line: Line; onGranted: (grant: Grant) => Promise<void> | void; onClose: () => void }

/** “Attenzione” → “Continua” (S65): whose line it is, and what entering it means. */
export function AttentionDialog({ line, onGranted, onClose }: Props) {
  const { t } = useTranslation(['directory', 'shell'])
  const say = useActingProblemText()
  const { busy, problem, submit } = useSubmit()
  const opened = !useStepUpUnderWay(busy)
  const closing = busy ? {} : { onClose }
  return (
    <Dialog title={t('attention.title')} lead={<Rich text={t('attention.text')} />} opened={opened} {...closing}>
      {problem && problem.code !== 'step-up' && <FormProblem title={say(problem)} />}
      <WhoCard line={line} />
      <ul className="attention">
        <li>
          <IconNotes size={20} stroke={1.7} aria-hidden="true" />
          {t('attention.recorded')}
        </li>
        <li>
          <IconEyeOff size={20} stroke={1.7} aria-hidden="true" />
          {t('attention.hidden')}
        </li>
      </ul>
      <DialogFoot>
        <Button variant="default" size="md" disabled={busy} onClick={onClose}>
          {t('shell:action.cancel')}
        </Button>
        <Button
          size="md"
          loading={busy}
          data-autofocus
          onClick={() => void submit(async () => onGranted(await openGrant(line.id)))}
        >
          {t('attention.continue')}
        </Button>
      </DialogFoot>
    </Dialog>
  )
}
