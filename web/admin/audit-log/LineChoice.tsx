import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '../../shell/queries.ts'
import { showNumber } from '../../shell/show-number.ts'

type Props = {
  label: string
  anybody: string
  kinds?: readonly { value: string; label: string }[]
  value: string | null
  onChange: (value: string | null) => void
}

/** One person of the company, looked for by the server in any field; or a kind of somebody. */
export function LineChoice({ label, anybody, kinds = [], value, onChange }: Props) {
  const { t } = useTranslation('audit-log')
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState('')
  const [search] = useDebouncedValue(typed === chosen ? '' : typed, 200)
  const { data } = useApi('GET /api/directory/lines', { query: { search, sort: 'name' } })
  const people = (data?.lines ?? []).map((line) => ({
    value: line.id,
    label: `${line.name} · ${showNumber(line.number)}`,
  }))
  const known = [...kinds, ...people].some((one) => one.value === value)
  const shown = value !== null && !known ? [{ value, label: chosen || value }, ...people] : people
  return (
    <Select
      label={label}
      placeholder={anybody}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('clear') }}
      data={
        kinds.length > 0
          ? [
              { group: t('kinds'), items: [...kinds] },
              { group: t('people'), items: shown },
            ]
          : shown
      }
      value={value}
      searchValue={typed}
      onSearchChange={setTyped}
      onChange={(next, option) => {
        setChosen(option?.label ?? '')
        onChange(next)
      }}
      // The server has looked already.
      filter={({ options }) => options}
      nothingFoundMessage={t('nobody')}
      comboboxProps={{ portalProps: { target: '#overlays' } }}
    />
  )
}
