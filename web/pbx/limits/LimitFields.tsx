import { useTranslation } from 'react-i18next'
import { meteredClasses } from '#domain/call-limits/limits.ts'
import { FieldGrid } from './FieldGrid.tsx'
import type { Fields } from './fields.ts'

type Props = {
  fields: Fields
  onChange: (path: string, value: number | null) => void
  instead?: Fields
  most?: Fields
  /** Only what one line may differ in. */
  ofLine?: boolean
  priced: boolean
  disabled?: boolean
}

/** Every limit there is: minutes of each destination, calls, forwards, money. */
export function LimitFields({ ofLine = false, priced, ...rest }: Props) {
  const { t } = useTranslation('call-limits')
  const columns = [
    { key: 'line', name: t('form.perLine') },
    ...(ofLine ? [] : [{ key: 'company', name: t('form.perCompany') }]),
  ]
  return (
    <>
      <FieldGrid
        {...rest}
        title={t('form.minutes')}
        rowTitle={t('form.destination')}
        rows={meteredClasses.map((key) => ({ key, name: t(`class.${key}`) }))}
        columns={columns}
        pathOf={(row, column) => `${column}.minutesADay.${row}`}
      />
      <FieldGrid
        {...rest}
        title={t('form.calls')}
        rows={(['atOnce', 'perMinute'] as const).map((key) => ({ key, name: t(`form.${key}`) }))}
        columns={columns}
        pathOf={(row, column) => `${column}.${row}`}
      />
      <FieldGrid
        {...rest}
        title={t('form.forwarded')}
        rows={(['atOnce', 'minutesEach', 'minutesADay'] as const).map((key) => ({ key, name: t(`form.${key}`) }))}
        columns={columns.slice(0, 1)}
        pathOf={(row) => `forwarded.${row}`}
      />
      <FieldGrid
        {...rest}
        title={t('form.cost')}
        text={priced ? t('form.costText') : `${t('form.costText')} ${t('form.noTariff')}`}
        rows={(['day', 'month'] as const).map((key) => ({ key, name: t(`form.${key}`) }))}
        columns={columns}
        pathOf={(row, column) => `cost.${column}.${row}`}
        decimals={2}
      />
    </>
  )
}
