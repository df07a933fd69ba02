import { Button, Menu } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconDots, IconX } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { staffMay } from '#domain/access/staff-session.ts'
import { Pill } from '../../design/Pill.tsx'
import type { Customer } from '../registry.ts'
import { useStaff } from '../useStaffSession.ts'

const StateDialog = lazy(() => import('./StateDialog.tsx'))

export type StateAction = 'suspend' | 'reactivate' | 'close'

/** How the contract stands, and what whoever may can do about it (spec/product B13). */
export function StateActions({ customer }: { customer: Customer }) {
  const { t } = useTranslation('desk')
  const { role } = useStaff()
  const [asked, setAsked] = useState<StateAction | null>(null)
  const actions: StateAction[] = []
  if (customer.state === 'active' && staffMay(role, ['activation'])) actions.push('suspend')
  if (customer.state === 'suspended' && staffMay(role, ['activation'])) actions.push('reactivate')
  if (customer.state !== 'closed' && staffMay(role, [])) actions.push('close')
  return (
    <div className="desk-state">
      {customer.state === 'active' && (
        <Pill tone="ok" icon={<IconCheck size={14} stroke={1.9} aria-hidden="true" />}>
          {t('state.active')}
        </Pill>
      )}
      {customer.state === 'suspended' && (
        <Pill tone="error" icon={<IconAlertTriangle size={14} stroke={1.9} aria-hidden="true" />}>
          {t('state.suspended')}
        </Pill>
      )}
      {customer.state === 'closed' && (
        <Pill icon={<IconX size={14} stroke={1.9} aria-hidden="true" />}>{t('state.closed')}</Pill>
      )}
      {actions.length > 0 && (
        <Menu position="bottom-end" offset={6} width={260}>
          <Menu.Target>
            <Button variant="default" leftSection={<IconDots size={18} stroke={1.8} aria-hidden="true" />}>
              {t('customer.contractActions')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {actions.map((action) => (
              <Menu.Item
                key={action}
                {...(action === 'close' ? { color: 'rosso' } : {})}
                onClick={() => setAsked(action)}
              >
                {t(`customer.${action}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {asked && (
        <Suspense fallback={null}>
          <StateDialog customer={customer} action={asked} onClose={() => setAsked(null)} />
        </Suspense>
      )}
    </div>
  )
}
