import { useTranslation } from 'react-i18next'
import { FirstAccessPill } from '../../pbx/FirstAccessPill.tsx'
import type { Line } from '../../pbx/line.ts'
import { showNumber } from '../../shell/show-number.ts'
import './LineData.css'

/** “Dati”: what the provider has set up for this line. */
export function LineData({ line }: { line: Line }) {
  const { t } = useTranslation('directory')
  return (
    <dl className="card line-data">
      <div>
        <dt>{t('line.number')}</dt>
        <dd className="nums">{showNumber(line.number)}</dd>
      </div>
      <div>
        <dt>{t('line.extension')}</dt>
        <dd className="nums">{line.extension}</dd>
      </div>
      <div>
        <dt>{t('line.site')}</dt>
        <dd>
          <bdi>{line.site}</bdi>
        </dd>
      </div>
      <div>
        <dt>{t('line.service')}</dt>
        <dd>{line.service}</dd>
      </div>
      <div>
        <dt>{t('line.userType')}</dt>
        <dd>{t(`userType.${line.userType}`)}</dd>
      </div>
      <div>
        <dt>{t('line.firstAccess')}</dt>
        <dd>
          <FirstAccessPill state={line.firstAccess} word={t(`state.${line.firstAccess}`)} />
        </dd>
      </div>
    </dl>
  )
}
