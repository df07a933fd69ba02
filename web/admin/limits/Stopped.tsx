import { Button } from '@mantine/core'
import { IconPhoneX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { fraudSignals } from '#domain/call-limits/fraud-signals.ts'
import { showClock } from '../../pbx/show-time.ts'
import type { Limits, OfLine } from './LimitsPage.tsx'

type Props = { limits: Limits; onLetGo: (line: OfLine | null) => void }

/** Whose calls do not go out now, why, and the way back. */
export function Stopped({ limits: { held, stopped }, onLetGo }: Props) {
  const { t } = useTranslation('call-limits')
  const nameOf = (line: OfLine | null) => (line ? `${line.name} · ${line.extension}` : t('now.company'))
  const signalOf = (name: string) => fraudSignals.find((one) => one === name)
  const rows = [
    ...held.map(({ line, signal, since, until }) => {
      const known = signalOf(signal)
      return {
        ...{ line, since, mayGoOn: true },
        why: known ? t(`signal.${known}`) : signal,
        what: t('now.until', { time: showClock(Date.parse(until)) }),
      }
    }),
    ...stopped.map(({ line, limit, class: of, since, mayGoOn }) => ({
      ...{ line, since, mayGoOn },
      why: of ? `${t(`limit.${limit}`)}: ${t(`class.${of}`)}` : t(`limit.${limit}`),
      what: mayGoOn ? '' : limit.endsWith('-month') ? t('now.monthly') : t('now.firm'),
    })),
  ]
  return (
    <section className="list-card" aria-labelledby="limits-stopped">
      <h2 id="limits-stopped">{t('now.title')}</h2>
      {rows.length === 0 && <p className="sub">{t('now.none')}</p>}
      {rows.length > 0 && (
        <ul className="limits-rows" aria-labelledby="limits-stopped">
          {rows.map(({ line, why, what, since, mayGoOn }) => (
            <li key={`${line?.id} ${why} ${since}`}>
              <div>
                <b>
                  <IconPhoneX size={16} stroke={1.9} aria-hidden="true" /> <bdi>{nameOf(line)}</bdi>
                </b>
                <span>{why}</span>
                {what && <span>{what}</span>}
              </div>
              {mayGoOn && (
                <Button
                  variant="default"
                  aria-label={t('now.letGoOf', { name: nameOf(line) })}
                  onClick={() => onLetGo(line)}
                >
                  {t('now.letGo')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
