import { useTranslation } from 'react-i18next'
import { costNames } from '#domain/call-limits/costs.ts'
import { fraudSignals } from '#domain/call-limits/fraud-signals.ts'
import { limitNames } from '#domain/call-limits/judge.ts'
import { meteredClasses } from '#domain/call-limits/limits.ts'
import { Pill, type PillTone } from '../../design/Pill.tsx'
import { showInstant } from '../../pbx/show-time.ts'
import type { Limits } from './LimitsPage.tsx'

type Alarm = Limits['alarms'][number]

const tones = {
  half: 'quiet',
  'cost-50': 'quiet',
  'cost-80': 'warm',
  reached: 'error',
  held: 'error',
} as const satisfies Record<string, PillTone>
type Kind = keyof typeof tones
const kinds = Object.keys(tones) as Kind[]

/** What the administrators were told of, and whether the letters left. */
export function Alarms({ limits: { alarms } }: { limits: Limits }) {
  const { t } = useTranslation('call-limits')

  /** "reached company-minutes intl-eu" in words. */
  function wordsOf(what: string): { kind: Kind; about: string } {
    const [first, name, of] = what.split(' ')
    const kind = kinds.find((one) => one === first) ?? 'reached'
    const signal = fraudSignals.find((one) => one === name)
    const limit = [...limitNames, ...costNames].find((one) => one === name)
    const destination = meteredClasses.find((one) => one === of)
    const about = signal ? t(`signal.${signal}`) : limit ? t(`limit.${limit}`) : what
    return { kind, about: destination ? `${about}: ${t(`class.${destination}`)}` : about }
  }
  function letterWords({ written, sent, failed }: Alarm['letters']): string {
    if (written === 0) return t('alarms.untold')
    if (sent > 0) return t('alarms.sent', { count: sent })
    return failed > 0 ? t('alarms.failed') : t('alarms.waiting')
  }
  return (
    <section className="list-card" aria-labelledby="limits-alarms">
      <h2 id="limits-alarms">{t('alarms.title')}</h2>
      {alarms.length === 0 && <p className="sub">{t('alarms.none')}</p>}
      {alarms.length > 0 && (
        <ul className="limits-rows" aria-labelledby="limits-alarms">
          {alarms.map(({ line, what, at, letters }) => {
            const { kind, about } = wordsOf(what)
            return (
              <li key={`${line?.id} ${what} ${at}`}>
                <div>
                  <b>{about}</b>
                  <span>
                    <bdi>{line ? `${line.name} · ${line.extension}` : t('now.company')}</bdi> · {showInstant(at)} ·{' '}
                    {letterWords(letters)}
                  </span>
                </div>
                <Pill tone={tones[kind]}>{t(`alarms.${kind}`)}</Pill>
              </li>
            )
          })}
        </ul>
      )}
    </section>
  )
}
