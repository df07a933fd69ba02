import { TextInput } from '@mantine/core'
import { IconPhone } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { TypedNumber } from './useNumber.ts'

/** “Numero di telefono”, the name everybody signs in with, in any usual spelling. */
export function NumberField({ number }: { number: TypedNumber }) {
  const { t } = useTranslation('access')
  return (
    <TextInput
      ref={number.field}
      label={t('number.label')}
      placeholder={t('number.example')}
      leftSection={<IconPhone size={18} stroke={1.7} aria-hidden="true" />}
      name="username"
      autoComplete="username"
      inputMode="tel"
      maxLength={40}
      aria-required="true"
      value={number.value}
      onChange={(event) => number.setValue(event.currentTarget.value)}
      error={number.missing && t('number.missing')}
    />
  )
}
