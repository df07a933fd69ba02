import { ActionIcon } from '@mantine/core'
import { IconCircleCheck, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { rememberTold, wasTold } from './completed-companies.ts'
import './AllDone.css'

/** Said once, when the last user has completed the first access. */
export function AllDone({ company }: { company: string }) {
  const { t } = useTranslation(['directory', 'shell'])
  const [told, setTold] = useState(() => wasTold(company))
  if (told) return null

  function close(): void {
    rememberTold(company)
    setTold(true)
    document.getElementById('content')?.focus({ preventScroll: true })
  }

  return (
    <div className="all-done" role="status">
      <IconCircleCheck size={20} stroke={1.7} aria-hidden="true" />
      <p>{t('board.done')}</p>
      <ActionIcon aria-label={t('shell:action.close')} onClick={close}>
        <IconX size={18} stroke={1.8} aria-hidden="true" />
      </ActionIcon>
    </div>
  )
}
