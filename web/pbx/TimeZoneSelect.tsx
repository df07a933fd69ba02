import { Select } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { italianTime } from '#domain/time-zone.ts'
import { useCityName } from './useCityName.ts'

type Props = { value: string; onChange: (zone: string) => void; error?: string | false | undefined; size?: 'md' }

/** “Fuso orario”: Italy first, then Europe, then the world, each by its city; found by either of its names. */
export function TimeZoneSelect({ value, onChange, error, size }: Props) {
  const { t, i18n } = useTranslation('time-zones')
  const name = useCityName()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the names change with the language alone.
  const choices = useMemo(() => {
    // What another browser knows by another name stays what it is.
    const zones = [...new Set([value, ...Intl.supportedValuesOf('timeZone')])]
    const rank = (zone: string) => (zone === italianTime ? 0 : zone.startsWith('Europe/') ? 1 : 2)
    return zones
      .map((zone) => ({ value: zone, label: `${name(zone)} (${zone})` }))
      .sort((a, b) => rank(a.value) - rank(b.value) || a.label.localeCompare(b.label, i18n.language))
  }, [i18n.language])
  return (
    <Select
      label={t('field')}
      description={t('hint')}
      searchable
      {...(size ? { size } : {})}
      allowDeselect={false}
      data={choices}
      value={value}
      onChange={(zone) => zone !== null && onChange(zone)}
      nothingFoundMessage={t('none')}
      error={error}
      comboboxProps={{ portalProps: { target: '#overlays' } }}
    />
  )
}
