import { useTranslation } from 'react-i18next'
import type { TimeZone } from '#domain/time-zone.ts'
import { LocalHour } from '../../pbx/LocalHour.tsx'
import { showNumber } from '../../shell/show-number.ts'
import type { CustomerPartProps } from '../registry.ts'

/** The customer's sites, where they are and how many lines each has. */
export default function SitesTab({ customer }: CustomerPartProps) {
  const { t } = useTranslation('desk')
  if (customer.sites.length === 0) return <p className="desk-none">{t('sites.none')}</p>
  return (
    <ul className="desk-people">
      {customer.sites.map((site) => (
        <li key={site.id}>
          <div className="desk-person">
            <b>
              <bdi>{site.name}</bdi>
            </b>
            <span>
              {site.place !== site.name && <bdi>{site.place} · </bdi>}
              {site.mainNumber && <span className="nums">{showNumber(site.mainNumber)} · </span>}
              {t('sites.lines', { count: site.lines })}
              <LocalHour zone={site.timeZone as TimeZone} before=" · " />
            </span>
          </div>
        </li>
      ))}
    </ul>
  )
}
