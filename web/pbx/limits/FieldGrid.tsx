import { NumberInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Fields } from './fields.ts'
import './Limits.css'
import '@mantine/core/styles/NumberInput.layer.css'

type Props = {
  title: string
  text?: string
  /** Over the first column. */
  rowTitle?: string
  rows: readonly { readonly key: string; readonly name: string }[]
  columns: readonly { readonly key: string; readonly name: string }[]
  /** The box of a row and column; undefined where there is none. */
  pathOf: (row: string, column: string) => string | undefined
  fields: Fields
  onChange: (path: string, value: number | null) => void
  /** What an empty box means. */
  instead?: Fields
  /** Nothing above. */
  most?: Fields
  /** Digits after the comma. */
  decimals?: number
  disabled?: boolean
}

/** Boxes for numbers in rows and columns, each with a name of its own for who does not see the table. */
export function FieldGrid(props: Props) {
  const { title, text, rowTitle, rows, columns, pathOf, fields, onChange } = props
  const { instead = {}, most = {}, decimals = 0, disabled = false } = props
  const { t } = useTranslation('call-limits')
  return (
    <table className="limits-grid">
      <caption>
        {title}
        {text && <span>{text}</span>}
      </caption>
      <thead>
        <tr>
          <th scope="col">{rowTitle ?? <span className="vh">{t('form.destination')}</span>}</th>
          {columns.map(({ key, name }) => (
            <th key={key} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <th scope="row">{row.name}</th>
            {columns.map((column) => {
              const path = pathOf(row.key, column.key)
              if (path === undefined) return <td key={column.key} />
              const value = fields[path] ?? null
              const empty = instead[path]
              return (
                <td key={column.key}>
                  <NumberInput
                    aria-label={t('form.cell', { row: `${title}: ${row.name}`, column: column.name })}
                    min={0}
                    max={1_000_000}
                    allowNegative={false}
                    decimalScale={decimals}
                    decimalSeparator=","
                    hideControls
                    disabled={disabled}
                    placeholder={empty === undefined || empty === null ? '–' : String(empty).replace('.', ',')}
                    value={value ?? ''}
                    onChange={(next) => onChange(path, next === '' ? null : Number(next))}
                    error={isTooHigh(path, fields, most) && t('form.tooHigh', { most: most[path] ?? 0 })}
                  />
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Above the most there may be; an empty box never is. */
export function isTooHigh(path: string, fields: Fields, most: Fields): boolean {
  const value = fields[path] ?? null
  const top = most[path] ?? null
  return value !== null && top !== null && value > top
}
