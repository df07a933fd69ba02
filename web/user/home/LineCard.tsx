import { useTranslation } from 'react-i18next'
import { LineFacts } from '../LineFacts.tsx'
import type { Profile } from '../my-profile.ts'

/** Who you are on this switchboard. */
export function LineCard({ viewer }: { viewer: Profile['viewer'] }) {
  const { t } = useTranslation('user')
  return (
    <section className="card" aria-labelledby="home-line">
      <div className="home-head">
        <h2 className="h2" id="home-line">
          {t('line.title')}
        </h2>
      </div>
      <LineFacts viewer={viewer} layout="list" />
    </section>
  )
}
