import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../api.ts'
import { AddPhoneDialog } from '../../pbx/phones/AddPhoneDialog.tsx'
import type { NewSecret } from '../../pbx/phones/phone.ts'
import { useApi } from '../../shell/queries.ts'
import { showNumber } from '../../shell/show-number.ts'

type Props = { onMade: (made: NewSecret) => void; onClose: () => void }

/** A phone for any line that may have one; the others are greyed with the reason. */
export function AddCompanyPhone({ onMade, onClose }: Props) {
  const { t } = useTranslation('phones')
  const [lineId, setLineId] = useState<string | null>(null)
  const [label, setLabel] = useState('')
  const [typed, setTyped] = useState('')
  const [tried, setTried] = useState(false)
  // A chosen line stands in the field by its name, which is not what one looks for.
  const [search] = useDebouncedValue(typed === label ? '' : typed, 200)
  const { data } = useApi('GET /api/directory/phones/choices', { query: { search } })
  const options = (data?.lines ?? []).map((line) => ({
    value: line.id,
    label: `${line.name} · ${showNumber(line.number)}${line.extension ? ` · ${line.extension}` : ''}`,
    disabled: line.refusal !== null,
    why: line.refusal,
  }))
  const shown =
    lineId !== null && !options.some(({ value }) => value === lineId)
      ? [{ value: lineId, label, disabled: false, why: null }, ...options]
      : options
  return (
    <AddPhoneDialog
      ready={() => {
        setTried(true)
        return lineId !== null
      }}
      send={(body) => api('POST /api/directory/phones', { body: { ...body, lineId: lineId ?? '' } })}
      onMade={onMade}
      onClose={onClose}
    >
      <Select
        data-autofocus
        label={t('form.who')}
        description={t('form.whoHint')}
        searchable
        data={shown}
        value={lineId}
        searchValue={typed}
        onSearchChange={setTyped}
        onChange={(value, option) => {
          setLineId(value)
          setLabel(option?.label ?? '')
        }}
        // The server has looked already, in more than the words that stand here.
        filter={({ options: all }) => all}
        nothingFoundMessage={t('form.whoNone')}
        renderOption={({ option }) => {
          const why = shown.find(({ value }) => value === option.value)?.why
          return (
            <div className="phones-who">
              <bdi>{option.label}</bdi>
              {why && <span>{t(`refusal.${why}`)}</span>}
            </div>
          )
        }}
        error={tried && lineId === null && t('form.whoMissing')}
        comboboxProps={{ portalProps: { target: '#overlays' } }}
      />
    </AddPhoneDialog>
  )
}
