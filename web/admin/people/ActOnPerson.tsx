import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { asProblem } from '../../api.ts'
import { Dialog } from '../../design/Dialog.tsx'
import { LoadError } from '../../design/LoadError.tsx'
import { SkeletonRows } from '../../design/Skeletons.tsx'
import type { Line } from '../../pbx/line.ts'
import { WhoCard } from '../../pbx/Who.tsx'
import type { PersonAction } from '../acting/line-action.ts'
import { returnToMenu } from '../acting/menu-button.ts'
import { DetailsDialog } from './DetailsDialog.tsx'
import { type Person, readPerson } from './person.ts'
import { ReassignDialog } from './ReassignDialog.tsx'
import { RoleDialog } from './RoleDialog.tsx'
import { ResumeDialog, SuspendDialog } from './SuspendDialog.tsx'

type Props = { line: Line; action: PersonAction; onClose: () => void }
export type PersonDialogProps = { person: Person; onClose: () => void }

/** The second half of “Azioni”: who holds the line, and what that person may do. */
export function ActOnPerson({ line, action, onClose }: Props) {
  const { t } = useTranslation(['people', 'directory'])
  const { data, error, refetch } = useQuery({
    queryKey: ['person', line.id, action],
    queryFn: () => readPerson(line.id),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  })
  function close(): void {
    onClose()
    returnToMenu(line.id)
  }
  if (!data)
    return (
      <Dialog title={t(`action.${action}`).replace('…', '')} size={520} onClose={close}>
        <WhoCard line={line} />
        {error ? (
          <LoadError title={t('error')} code={asProblem(error).code} onRetry={() => void refetch()} />
        ) : (
          <SkeletonRows rows={4} height={52} />
        )}
      </Dialog>
    )
  const Shown = dialogs[action]
  return <Shown person={data} onClose={close} />
}

const dialogs = {
  'change-details': DetailsDialog,
  'change-role': RoleDialog,
  suspend: SuspendDialog,
  resume: ResumeDialog,
  reassign: ReassignDialog,
} as const
