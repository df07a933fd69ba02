import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Line } from '../../pbx/line.ts'
import { ActOnPerson } from '../people/ActOnPerson.tsx'
import { AttentionDialog } from './AttentionDialog.tsx'
import { EmailDialog } from './EmailDialog.tsx'
import { endGrant, fetchConfiguration, type Grant } from './grant.ts'
import { type Asked, isPersonAction, type LineAction } from './line-action.ts'
import { returnToMenu } from './menu-button.ts'
import { PasswordDialog } from './PasswordDialog.tsx'

/** What “Azioni” leads to: “Attenzione” first, then the user’s page or one form of it; or a dialog about its holder. */
export default function ActOnLine({ asked, onClose }: { asked: Asked; onClose: () => void }) {
  const { line, action } = asked
  if (isPersonAction(action)) return <ActOnPerson line={line} action={action} onClose={onClose} />
  return <ActInConfiguration line={line} action={action} onClose={onClose} />
}

type Props = { line: Line; action: LineAction; onClose: () => void }

function ActInConfiguration({ line, action, onClose }: Props) {
  const navigate = useNavigate()
  const [grant, setGrant] = useState<Grant | null>(null)

  async function go(given: Grant): Promise<void> {
    await fetchConfiguration(line.id)
    if (action === 'configure') return navigate({ to: `/gestione-dati/utenti/${line.id}` })
    setGrant(given)
  }
  function close(): void {
    if (grant) endGrant()
    onClose()
    returnToMenu(line.id)
  }

  if (!grant) return <AttentionDialog line={line} onGranted={go} onClose={close} />
  const Form = action === 'enter-email' ? EmailDialog : PasswordDialog
  return <Form line={line} grant={grant} onClose={close} />
}
