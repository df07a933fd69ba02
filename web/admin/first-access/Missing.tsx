import { Button } from '@mantine/core'
import { IconMailForward, IconPrinter, IconSend2 } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Pill } from '../../design/Pill.tsx'
import type { BulkAction } from '../bulk/job.ts'
import type { Ask, Cockpit } from './FirstAccessPage.tsx'

const ways = ['byEmail', 'bySms', 'remindedToday', 'invited', 'unreachable'] as const

/** How many are missing, how they can be reached, and the three ways to bring them in. */
export function Missing({ cockpit, onAsk }: { cockpit: Cockpit; onAsk: Ask }) {
  const { t } = useTranslation('first-access')
  const { missing: count, reminder } = cockpit
  const ask = (action: BulkAction) => onAsk({ action, count, selection: { missing: true, count } })
  return (
    <section className="card first-card" aria-labelledby="missing-title">
      <h2 className="h2" id="missing-title">
        {t('missing.title', { count })}
      </h2>
      {count === 0 && <p className="sub">{t('missing.none')}</p>}
      {count > 0 && (
        <>
          <ul className="first-reach" aria-label={t('missing.list')}>
            {ways
              .filter((way) => reminder[way] > 0)
              .map((way) => (
                <li key={way}>
                  <Pill tone={way === 'unreachable' ? 'warm' : 'quiet'}>
                    {t(`missing.${way}`, { count: reminder[way] })}
                  </Pill>
                </li>
              ))}
          </ul>
          <div className="first-acts">
            <Button leftSection={<IconSend2 size={18} stroke={1.8} aria-hidden="true" />} onClick={() => ask('remind')}>
              {t('missing.remind')}
            </Button>
            <Button
              variant="default"
              leftSection={<IconMailForward size={18} stroke={1.8} aria-hidden="true" />}
              onClick={() => ask('invite')}
            >
              {t('missing.invite')}
            </Button>
            <Button
              variant="default"
              leftSection={<IconPrinter size={18} stroke={1.8} aria-hidden="true" />}
              onClick={() => ask('temporary-password')}
            >
              {t('missing.sheets')}
            </Button>
          </div>
        </>
      )}
    </section>
  )
}
