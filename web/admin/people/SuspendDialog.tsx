import { IconAntennaBarsOff, IconDoorExit, IconPhoneOff, IconPlayerPause } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { api } from '../../api.ts'
import { toastDone } from '../../design/toast.ts'
import { delicate } from '../../shell/step-up.ts'
import { useSubmit } from '../../shell/useSubmit.ts'
import type { PersonDialogProps } from './ActOnPerson.tsx'
import { PersonCard } from './PersonCard.tsx'
import { PersonForm } from './PersonForm.tsx'
import { refreshPeople } from './person.ts'
import '../acting/AttentionDialog.css'

/** “Sospendi”: says first what will no longer work, and what still will (spec/security 2.2). */
export function SuspendDialog({ person, onClose }: PersonDialogProps) {
  const { t } = useTranslation('people')
  const { busy, problem, submit } = useSubmit()
  const { name } = person
  const suspend = () =>
    submit(async () => {
      const params = { lineId: person.id }
      await delicate(() => api('POST /api/people/lines/:lineId/suspend', { params }))
      refreshPeople()
      toastDone(t('suspend.done', { name }))
      onClose()
    })
  return (
    <PersonForm
      title={t('suspend.title')}
      lead={t('suspend.lead')}
      confirm={t('suspend.confirm')}
      dangerous
      busy={busy}
      problem={problem}
      onConfirm={() => void suspend()}
      onClose={onClose}
    >
      <PersonCard person={person} />
      <ul className="attention">
        <li>
          <IconDoorExit size={20} stroke={1.7} aria-hidden="true" />
          {t('suspend.out', { name })}
        </li>
        <li>
          <IconAntennaBarsOff size={20} stroke={1.7} aria-hidden="true" />
          {t('suspend.phones', { count: person.phones.length })}
        </li>
        <li>
          <IconPhoneOff size={20} stroke={1.7} aria-hidden="true" />
          {t('suspend.calls')}
        </li>
        {person.forwards && (
          <li>
            <IconPlayerPause size={20} stroke={1.7} aria-hidden="true" />
            {t('suspend.forwards')}
          </li>
        )}
      </ul>
    </PersonForm>
  )
}

/** “Riattiva”. */
export function ResumeDialog({ person, onClose }: PersonDialogProps) {
  const { t } = useTranslation('people')
  const { busy, problem, submit } = useSubmit()
  const { name } = person
  const resume = () =>
    submit(async () => {
      const params = { lineId: person.id }
      await delicate(() => api('POST /api/people/lines/:lineId/resume', { params }))
      refreshPeople()
      toastDone(t('resume.done', { name }))
      onClose()
    })
  return (
    <PersonForm
      title={t('resume.title')}
      lead={t('resume.lead', { name })}
      confirm={t('resume.confirm')}
      busy={busy}
      problem={problem}
      onConfirm={() => void resume()}
      onClose={onClose}
    >
      <PersonCard person={person} />
    </PersonForm>
  )
}
