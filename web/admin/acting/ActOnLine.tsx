import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { AttentionDialog } from './AttentionDialog.tsx'
import { EmailDialog } from './EmailDialog.tsx'
import { endGrant, fetchConfiguration, type Grant } from './grant.ts'
import type { Asked } from './line-action.ts'
import { returnToMenu } from './menu-button.ts'
import { PasswordDialog } from './PasswordDialog.tsx'

/** What “Azioni” leads to: always “Attenzione” first, then the user’s page or one form of it in a dialog. */
export default function ActOnLine({ asked, onClose }: { asked: Asked; onClose: () => void }) {
  const { line, action } = asked
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
