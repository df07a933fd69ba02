import { Button } from '@mantine/core'
import { IconCheck, IconClock, IconKey, IconMailOff, IconMailQuestion, IconUserOff } from '@tabler/icons-react'
import { type ComponentType, lazy, type ReactNode, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Pill, type PillTone } from '../../design/Pill.tsx'
import { Avatar } from '../../pbx/Who.tsx'
import { useApi } from '../../shell/queries.ts'
import { showNumber } from '../../shell/show-number.ts'
import {
  type Administrator,
  type CustomerPartProps,
  loaderOf,
  maySee,
  type RestorePanelProps,
  restorePanel,
} from '../registry.ts'
import { useStaff } from '../useStaffSession.ts'
import { EventList } from './EventList.tsx'

const loadPanel = loaderOf<RestorePanelProps>(restorePanel)
const RestorePanel: ComponentType<RestorePanelProps> | undefined = loadPanel && lazy(loadPanel)

/** Who administers the customer's switchboard, how each stands at the door, and what happened last. */
export default function AdministratorsTab({ customer }: CustomerPartProps) {
  const { t } = useTranslation('desk')
  const { role } = useStaff()
  const [restoring, setRestoring] = useState<string | null>(null)
  const mayRestore = RestorePanel !== undefined && maySee(role, restorePanel)
  const chosen = customer.administrators.find(({ lineId }) => lineId === restoring)
  return (
    <div className={chosen ? 'desk-pair' : undefined}>
      <div>
        {customer.administrators.length === 0 && <p className="desk-none">{t('administrators.none')}</p>}
        <ul className="desk-people">
          {customer.administrators.map((one) => (
            <li key={one.lineId} className={one === chosen ? 'desk-person-now' : undefined}>
              <Avatar name={one.name} size="middle" />
              <div className="desk-person">
                <b>
                  <bdi>{one.name}</bdi>
                </b>
                <span className="nums">
                  {showNumber(one.number)} · {t('administrators.extension', { extension: one.extension })}
                </span>
                {one.maskedEmail && <span>{one.maskedEmail}</span>}
              </div>
              <span className="desk-pills">
                <Standing one={one} />
              </span>
              {mayRestore && customer.state === 'active' && (
                <Button
                  variant="default"
                  aria-expanded={one === chosen}
                  aria-label={t('administrators.restoreOf', { name: one.name })}
                  onClick={() => setRestoring(one === chosen ? null : one.lineId)}
                >
                  {t('administrators.restore')}
                </Button>
              )}
            </li>
          ))}
        </ul>
        <Latest companyId={customer.id} />
      </div>
      {chosen && RestorePanel && (
        <div className="desk-side">
          <Suspense fallback={null}>
            <RestorePanel
              key={chosen.lineId}
              customer={customer}
              administrator={chosen}
              onClose={() => setRestoring(null)}
            />
          </Suspense>
        </div>
      )}
    </div>
  )
}

/** Why this administrator may not be getting in; "Accesso regolare" when nothing stands in the way. */
function Standing({ one }: { one: Administrator }) {
  const { t } = useTranslation('desk')
  const pills: [PillTone, typeof IconCheck, string][] = []
  if (one.account !== 'live') pills.push(['error', IconUserOff, t('administrators.disabled')])
  if (one.passwordExpired) pills.push(['error', IconClock, t('administrators.expired')])
  else if (one.firstAccess === 'never-entered') pills.push(['quiet', IconKey, t('administrators.never')])
  else if (one.firstAccess === 'temporary-password') pills.push(['warm', IconKey, t('administrators.temporary')])
  if (one.firstAccess !== 'never-entered' && one.emailStatus === 'none')
    pills.push(['warm', IconMailOff, t('administrators.noEmail')])
  if (one.emailStatus === 'pending') pills.push(['warm', IconMailQuestion, t('administrators.pending')])
  if (pills.length === 0) pills.push(['ok', IconCheck, t('administrators.regular')])
  return pills.map(
    ([tone, Icon, words]): ReactNode => (
      <Pill key={words} tone={tone} icon={<Icon size={14} stroke={1.9} aria-hidden="true" />}>
        {words}
      </Pill>
    ),
  )
}

/** "Ultime attività": enough to know what the caller is talking about. */
function Latest({ companyId }: { companyId: string }) {
  const { t } = useTranslation('desk')
  const { data } = useApi('GET /api/provider/customers/:companyId/log', { params: { companyId }, query: {} })
  if (!data || data.events.length === 0) return null
  return (
    <section className="desk-latest" aria-labelledby="desk-latest">
      <h2 className="h2" id="desk-latest">
        {t('customer.latest')}
      </h2>
      <EventList events={data.events.slice(0, 4)} />
    </section>
  )
}
