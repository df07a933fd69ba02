import { Fragment, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { serverNow } from '../../api.ts'
import { dayOf, showDay } from '../../pbx/show-time.ts'
import { myZone } from '../../shell/my-zone.ts'

type Props<Row> = {
  rows: readonly Row[]
  at: (row: Row) => string
  id: (row: Row) => string
  children: (row: Row) => ReactNode
}

/** Rows under the day they belong to: “Oggi, martedì 14 ottobre”, “Ieri”, “Venerdì 10 ottobre”. */
export function DayList<Row>({ rows, at, id, children }: Props<Row>) {
  const words = useDayWords()
  return rows.map((row, i) => {
    const before = rows[i - 1]
    const first = before === undefined || showDay(at(before), myZone()) !== showDay(at(row), myZone())
    return (
      <Fragment key={id(row)}>
        {first && <h2 className="calls-day">{words(at(row))}</h2>}
        {children(row)}
      </Fragment>
    )
  })
}

function useDayWords(): (instant: string) => string {
  const { t, i18n } = useTranslation('call-history')
  const format = new Intl.DateTimeFormat(i18n.language === 'en' ? 'en-GB' : 'it-IT', {
    timeZone: myZone(),
    weekday: 'long',
    day: 'numeric',
    month: 'long',
  })
  return (instant) => {
    const date = format.format(new Date(instant))
    const day = dayOf(instant, serverNow(), myZone())
    if (day !== 'earlier') return t(`day.${day}`, { date })
    return date.charAt(0).toLocaleUpperCase(i18n.language) + date.slice(1)
  }
}
