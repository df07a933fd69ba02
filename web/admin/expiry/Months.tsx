import { useTranslation } from 'react-i18next'
import type { Answer } from '../../api.ts'
import { ScrollRegion } from '../../design/ScrollRegion.tsx'
import { showMonth, showShortMonth } from './show-month.ts'

type Month = Answer<'GET /api/people/expiry'>['months'][number]
type Props = {
  months: readonly Month[]
  over: number
  chosen: string | undefined
  onChoose: (month: string | undefined) => void
}

const width = 44
const height = 96

/** A bar a month, as high as its passwords; the part that no letter reaches is hatched. Each is a button. */
export function Months({ months, over, chosen, onChoose }: Props) {
  const { t, i18n } = useTranslation('people')
  const most = Math.max(1, ...months.map(({ lines }) => lines))
  const tall = (lines: number) => (lines === 0 ? 0 : Math.max(4, Math.round((lines / most) * height)))
  return (
    <>
      {months.length > 0 && (
        <ScrollRegion className="expiry-months" label={t('expiry.months')}>
          <ul>
            {months.map(({ month, lines, withoutEmail }) => {
              const name = showMonth(month, i18n.language)
              const words = t(withoutEmail > 0 ? 'expiry.monthWithout' : 'expiry.month', {
                month: name,
                lines,
                without: withoutEmail,
              })
              return (
                <li key={month}>
                  <button
                    type="button"
                    className="expiry-month"
                    aria-pressed={chosen === month}
                    onClick={() => onChoose(chosen === month ? undefined : month)}
                  >
                    <span className="vh">{words}</span>
                    <b className="nums" aria-hidden="true">
                      {lines}
                    </b>
                    <svg width={width} height={height} aria-hidden="true">
                      <rect
                        className="expiry-bar"
                        x="0"
                        width={width}
                        rx="6"
                        y={height - tall(lines)}
                        height={tall(lines)}
                      />
                      <rect
                        className="expiry-bar-without"
                        x="0"
                        width={width}
                        rx="6"
                        y={height - tall(withoutEmail)}
                        height={tall(withoutEmail)}
                      />
                    </svg>
                    <span aria-hidden="true">{showShortMonth(month, i18n.language)}</span>
                  </button>
                </li>
              )
            })}
          </ul>
        </ScrollRegion>
      )}
      {months.length > 0 && (
        <p className="expiry-legend">
          <span>
            <span className="expiry-key" aria-hidden="true" /> {t('expiry.legendWith')}
          </span>
          <span>
            <span className="expiry-key expiry-key-without" aria-hidden="true" /> {t('expiry.legendWithout')}
          </span>
        </p>
      )}
      {over > 0 && <p className="expiry-over">{t('expiry.over', { count: over })}</p>}
    </>
  )
}
