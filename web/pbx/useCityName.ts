import { useTranslation } from 'react-i18next'
import { cityOf } from '#domain/time-zone.ts'

/** The city that a time zone is named after, in the language of the page: “Londra”. */
export function useCityName(): (zone: string) => string {
  const { t } = useTranslation('time-zones')
  const cities: Readonly<Record<string, string>> = t('cities', { returnObjects: true })
  return (zone) => cities[cityOf(zone)] ?? cityOf(zone)
}
