import { lazy, type ReactNode, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { asProblem } from '../../api.ts'
import { toastDone, toastError } from '../../design/toast.ts'
import { delicate } from '../../shell/step-up.ts'
import { useProblemText } from '../../shell/useProblemText.ts'
import type { PhoneAction } from './PhoneMenu.tsx'
import { type Phone, type PhoneDoor, refreshPhones } from './phone.ts'

const PhoneDialogs = lazy(() => import('./PhoneDialogs.tsx'))

/** What “Azioni” does, and the dialog that stands open because of it. */
export function usePhoneActions(
  door: PhoneDoor,
): [act: (phone: Phone, action: PhoneAction) => void, dialog: ReactNode] {
  const { t } = useTranslation('phones')
  const say = useProblemText()
  const [asked, setAsked] = useState<{ phone: Phone; action: Exclude<PhoneAction, 'enable'> } | null>(null)

  async function enable(phone: Phone): Promise<void> {
    try {
      await delicate(() => door.change(phone.id, { enabled: true }))
      toastDone(t('enabled'))
    } catch (error) {
      toastError(say(asProblem(error)))
    } finally {
      await refreshPhones()
    }
  }
  const act = (phone: Phone, action: PhoneAction): void => {
    if (action === 'enable') void enable(phone)
    else setAsked({ phone, action })
  }
  const dialog = asked && (
    <Suspense fallback={null}>
      <PhoneDialogs {...asked} door={door} onClose={() => setAsked(null)} />
    </Suspense>
  )
  return [act, dialog]
}
