import { useTranslation } from 'react-i18next'
import { Note } from '../../design/Note.tsx'
import { Pill } from '../../design/Pill.tsx'
import type { Limits } from './LimitsPage.tsx'

/** To whom alarms are mailed, and which administrators they cannot reach. */
export function Told({ limits: { told } }: { limits: Limits }) {
  const { t } = useTranslation('call-limits')
  return (
    <section className="list-card" aria-labelledby="limits-told">
      <h2 id="limits-told">{t('told.title')}</h2>
      <p className="sub">{t('told.lead')}</p>
      {told.every(({ maskedEmail }) => maskedEmail === null) && <Note tone="warm">{t('told.nobody')}</Note>}
      <ul className="limits-rows" aria-labelledby="limits-told">
        {told.map(({ line, maskedEmail }) => (
          <li key={line.id}>
            <div>
              <b>
                <bdi>{line.name}</bdi> · <span className="nums">{line.extension}</span>
              </b>
            </div>
            {maskedEmail ? <bdi>{maskedEmail}</bdi> : <Pill tone="warm">{t('told.not')}</Pill>}
          </li>
        ))}
      </ul>
    </section>
  )
}
