import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Column, type ImportRow, type Job, useNoteText } from './import.ts'

type CellColumn = Exclude<Column, ''>
type Props = {
  row: ImportRow
  job: Job
  busy: boolean
  onChange: (change: { cells?: Partial<Record<CellColumn, string>>; leftOut?: boolean }) => void
}

const columns = ['number', 'extension', 'name', 'site', 'service', 'userType', 'email', 'mobile'] as const

/** One row of the file: as it would become a line, with what is wrong beside the cell it is about. */
export function PreviewRow({ row, job, busy, onChange }: Props) {
  const { t } = useTranslation('imports')
  const say = useNoteText()
  const bad = row.problems.length > 0
  const inFile = row.row > 0
  return (
    <li className={bad ? 'import-row import-row-bad' : 'import-row'}>
      <div className="import-row-head">
        {inFile && <b className="h3">{t('preview.row', { row: row.row })}</b>}
        {inFile && (
          <Button
            variant="subtle"
            size="xs"
            disabled={busy}
            aria-label={`${t(row.leftOut ? 'preview.takeBack' : 'preview.leave')}: ${t('preview.row', { row: row.row })}`}
            onClick={() => onChange({ leftOut: !row.leftOut })}
          >
            {t(row.leftOut ? 'preview.takeBack' : 'preview.leave')}
          </Button>
        )}
      </div>
      {bad ? (
        <Correction row={row} busy={busy} onChange={onChange} />
      ) : (
        <p className="import-cells">
          {columns
            .filter((column) => row.cells[column] !== '')
            .map((column) => (
              <span key={column}>
                <span className="vh">{t(`columns.meanings.${column}`)}: </span>
                <bdi>{shown(row, job, column)}</bdi>
              </span>
            ))}
        </p>
      )}
      {row.warnings.map((note) => (
        <p key={`${note.column} ${note.code}`} className="sub">
          {say(note)}
        </p>
      ))}
      {row.changes.length > 0 && (
        <dl className="import-changes">
          {row.changes.map(({ column, before, after }) => (
            <div key={column}>
              <dt>{t(`columns.meanings.${column}`)}</dt>
              <dd>
                <del>
                  <span className="vh">{t('preview.before')}: </span>
                  <bdi>{named(job, column, before) || t('preview.nothingBefore')}</bdi>
                </del>{' '}
                <ins>
                  <span className="vh">{t('preview.after')}: </span>
                  <bdi>{named(job, column, after)}</bdi>
                </ins>
              </dd>
            </div>
          ))}
        </dl>
      )}
      {row.kept.map(({ column, why, after }) => (
        <p key={column} className="sub">
          {why === 'role' ? t('preview.keptRole') : t('preview.keptEmail', { after })}
        </p>
      ))}
    </li>
  )
}

/** A service by its name: its code is nobody's word. */
const named = (job: Job, column: CellColumn, value: string): string =>
  column === 'service' ? (job.services.find(({ code }) => code === value)?.name ?? value) : value

const shown = (row: ImportRow, job: Job, column: CellColumn): string => named(job, column, row.cells[column] ?? '')

/** The cells that are wrong, to be put right here; of a row that is wrong as a whole, all of them. */
function Correction({ row, busy, onChange }: Omit<Props, 'job'>) {
  const { t } = useTranslation('imports')
  const say = useNoteText()
  const whole = row.problems.filter(({ column }) => column === '')
  const wrong: readonly CellColumn[] =
    whole.length > 0 ? columns : columns.filter((column) => row.problems.some((problem) => problem.column === column))
  const [cells, setCells] = useState<Partial<Record<CellColumn, string>>>(
    Object.fromEntries(wrong.map((column) => [column, row.cells[column] ?? ''])),
  )
  return (
    <form
      className="import-correct"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        onChange({ cells })
      }}
    >
      {whole.map((problem) => (
        <p key={problem.code} className="import-wrong">
          {say(problem)}
        </p>
      ))}
      {whole.length === 0 && (
        <p className="import-cells">
          {columns
            .filter((column) => !wrong.includes(column) && row.cells[column])
            .map((column) => (
              <bdi key={column}>{row.cells[column]}</bdi>
            ))}
        </p>
      )}
      <div className="import-fields">
        {wrong.map((column) => {
          const problem = row.problems.find((one) => one.column === column)
          return (
            <TextInput
              key={column}
              label={`${t(`columns.meanings.${column}`)}`}
              maxLength={300}
              autoComplete="off"
              value={cells[column] ?? ''}
              error={problem && say(problem)}
              onChange={(event) => setCells({ ...cells, [column]: event.currentTarget.value })}
            />
          )
        })}
      </div>
      <div>
        <Button type="submit" variant="default" size="xs" disabled={busy}>
          {t('preview.save')}
        </Button>
      </div>
    </form>
  )
}
