import { useTranslation } from 'react-i18next'
import { PageTitle } from '../../design/PageTitle.tsx'
import type { Line } from '../../pbx/line.ts'
import { Avatar } from '../../pbx/Who.tsx'
import { showNumber } from '../../shell/show-number.ts'
import './SubjectHead.css'

/** Whose page this is. The browser tab begins with the name, so that it is never taken for one’s own. */
export function SubjectHead({ line }: { line: Line | undefined }) {
  const { t } = useTranslation('directory')
  const page = t('configuration.page')
  return (
    <div className="subject">
      {line && <Avatar name={line.name} size="large" />}
      <div>
        <PageTitle tab={line ? `${line.name} · ${page}` : page}>{line?.name ?? page}</PageTitle>
        {line && (
          <p className="sub">
            <span className="nums">{showNumber(line.number)}</span> ·{' '}
            <span className="nums">{t('line.withExtension', { extension: line.extension })}</span> ·{' '}
            {t('line.inService', { service: line.service })} · {t('line.atSite', { site: line.site })}
          </p>
        )}
      </div>
    </div>
  )
}
