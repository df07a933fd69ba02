import { IconAlertTriangle, IconCheck, IconMinus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Choice } from '../../design/Choice.tsx'
import { Pill } from '../../design/Pill.tsx'
import { ScrollRegion } from '../../design/ScrollRegion.tsx'
import { useNarrow } from '../../design/useNarrow.ts'
import { showNumber } from '../../shell/show-number.ts'
import type { PastedRow } from './PasteEmails.tsx'

type Props = {
  rows: readonly PastedRow[]
  chosen: Readonly<Record<number, string>>
  onChoose: (row: number, lineId: string) => void
}

/** Each pasted row with what would be done with it; cards on a telephone. */
export function PastedRows({ rows, chosen, onChoose }: Props) {
  const { t } = useTranslation('first-access')
  if (useNarrow()) {
    return (
      <ul className="paste-cards" aria-label={t('paste.caption')}>
        {rows.map((row) => (
          <li key={row.row}>
            <span className="paste-typed">
              {row.row} · {row.typed}
            </span>
            <Verdict row={row} chosen={chosen[row.row]} />
            <Whose row={row} chosen={chosen[row.row]} onChoose={onChoose} />
          </li>
        ))}
      </ul>
    )
  }
  return (
    <ScrollRegion className="paste-table" label={t('paste.caption')}>
      <table>
        <caption className="vh">{t('paste.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('paste.row')}</th>
            <th scope="col">{t('paste.typed')}</th>
            <th scope="col">{t('paste.user')}</th>
            <th scope="col">{t('paste.email')}</th>
            <th scope="col">{t('paste.result')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.row}>
              <th scope="row" className="nums">
                {row.row}
              </th>
              <td className="paste-typed">{row.typed}</td>
              <td>
                <Whose row={row} chosen={chosen[row.row]} onChoose={onChoose} />
              </td>
              <td>{row.email}</td>
              <td>
                <Verdict row={row} chosen={chosen[row.row]} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}

type RowProps = { row: PastedRow; chosen: string | undefined }

function Whose({ row, chosen, onChoose }: RowProps & { onChoose: Props['onChoose'] }) {
  const { t } = useTranslation('first-access')
  if (row.verdict !== 'several') return row.line && <bdi>{row.line.name}</bdi>
  return (
    <Choice
      aria-label={t('paste.choose', { row: row.row })}
      placeholder={t('paste.chooseFirst')}
      data={[
        ...row.candidates.map(({ lineId, name, number }) => ({
          value: lineId,
          label: t('paste.option', { name, number: showNumber(number) }),
        })),
        { value: '', label: t('paste.leaveOut') },
      ]}
      value={chosen ?? ''}
      onChange={(lineId) => onChoose(row.row, lineId)}
    />
  )
}

function Verdict({ row, chosen }: RowProps) {
  const { t } = useTranslation('first-access')
  const ready = row.verdict === 'ready' || (row.verdict === 'several' && Boolean(chosen))
  const Icon = ready ? IconCheck : row.verdict === 'heading' ? IconMinus : IconAlertTriangle
  return (
    <Pill
      tone={ready ? 'ok' : row.verdict === 'heading' ? 'quiet' : 'warm'}
      icon={<Icon size={14} stroke={2} aria-hidden="true" />}
    >
      {t(`verdict.${ready ? 'ready' : row.verdict}`)}
    </Pill>
  )
}
