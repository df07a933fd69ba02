import { IconBuilding } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { millicentsOfCent } from '#domain/call-limits/costs.ts'
import { meteredClasses } from '#domain/call-limits/limits.ts'
import { Pill } from '../../design/Pill.tsx'
import { showEuro, showSpent } from '../../pbx/limits/euro.ts'
import { LimitBar } from '../../pbx/limits/LimitBar.tsx'
import type { Limits } from './LimitsPage.tsx'

/** What the whole company has used today of what it may. */
export function Today({ limits: { limits, decided, today, spent, now, tariff } }: { limits: Limits }) {
  const { t } = useTranslation('call-limits')
  const { company } = limits
  const byProvider = (decidedThere: number | null | undefined, counts: number | null) =>
    decidedThere !== undefined && decidedThere === counts ? (
      <div>
        <Pill tone="quiet" icon={<IconBuilding size={14} stroke={1.9} aria-hidden="true" />}>
          {t('today.provider')}
        </Pill>
      </div>
    ) : null
  return (
    <section className="list-card" aria-labelledby="limits-today">
      <h2 id="limits-today">{t('today.title')}</h2>
      <ul className="limits-bars" aria-labelledby="limits-today">
        <LimitBar
          name={t('today.calls')}
          words={t('today.of', { used: now, limit: company.atOnce })}
          used={now}
          limit={company.atOnce}
        >
          {byProvider(decided.company?.atOnce, company.atOnce)}
        </LimitBar>
        {meteredClasses.map((one) => {
          const { counted = 0, minutes = 0 } = today.find((row) => row.class === one) ?? {}
          const limit = company.minutesADay[one]
          return (
            <LimitBar
              key={one}
              name={t(`class.${one}`)}
              words={t('today.minutes', { used: counted, limit })}
              used={counted}
              limit={limit}
            >
              {minutes > counted && <small>{t('today.letGone', { minutes })}</small>}
              {byProvider(decided.company?.minutesADay?.[one], limit)}
            </LimitBar>
          )
        })}
        {Object.keys(tariff).length > 0 &&
          (['day', 'month'] as const).map((span) => {
            const cap = limits.cost.company[span]
            const words =
              cap === null
                ? t('today.noCap', { spent: showSpent(spent[span]) })
                : t('today.spentOf', { spent: showSpent(spent[span]), cap: showEuro(cap) })
            return (
              <LimitBar
                key={span}
                name={t(`today.${span}`)}
                words={words}
                used={spent[span] / millicentsOfCent}
                limit={cap}
              >
                {cap !== null && byProvider(decided.cost?.company?.[span], cap)}
              </LimitBar>
            )
          })}
      </ul>
      {Object.keys(tariff).length === 0 && <p className="sub">{t('today.noTariff')}</p>}
    </section>
  )
}
