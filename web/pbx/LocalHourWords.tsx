import { useTranslation } from 'react-i18next'
import { useCityName } from './useCityName.ts'

export default function LocalHourWords({ zone, before }: { zone: string; before: string }) {
  const { t } = useTranslation('time-zones')
  const name = useCityName()
  return `${before}${t('local', { city: name(zone) })}`
}
