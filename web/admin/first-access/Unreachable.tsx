import { Button } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { ScrollRegion } from '../../design/ScrollRegion.tsx'
import { showNumber } from '../../shell/show-number.ts'
import type { Ask, Cockpit } from './FirstAccessPage.tsx'

/** Whom no message can reach, and what to do for them. */
export function Unreachable({ cockpit, onAsk }: { cockpit: Cockpit; onAsk: Ask }) {
  const { t } = useTranslation('first-access')
  const { unreachable, unreachableLines: lines } = cockpit.reminder
  const selection = { lineIds: lines.map(({ lineId }) => lineId) }
  return (
    <section className="card first-card" aria-labelledby="unreachable-title">
      <div>
        <h2 className="h2" id="unreachable-title">
          {t('unreachable.title', { count: unreachable })}
        </h2>
        <p className="sub">{t('unreachable.text')}</p>
      </div>
      {lines.length < unreachable && <p>{t('unreachable.first', { count: lines.length })}</p>}
      <ScrollRegion className="first-people" label={t('unreachable.list')}>
        <ul>
          {lines.map(({ lineId, name, number, extension }) => (
            <li key={lineId}>
              <b>
                <bdi>{name}</bdi>
              </b>{' '}
              <span className="nums">{showNumber(number)}</span>{' '}
              {extension && <span className="nums">{t('unreachable.extension', { extension })}</span>}
            </li>
          ))}
        </ul>
      </ScrollRegion>
      <div className="first-acts">
        <Button
          variant="default"
          leftSection={<IconPrinter size={18} stroke={1.8} aria-hidden="true" />}
          onClick={() => onAsk({ action: 'temporary-password', selection, count: lines.length })}
        >
          {t('unreachable.sheets')}
        </Button>
      </div>
    </section>
  )
}
