import { useTranslation } from 'react-i18next'
import { showNumber } from '../shell/show-number.ts'
import './LineFacts.css'
import type { Profile } from './my-profile.ts'

const facts = ['name', 'number', 'extension', 'site', 'service', 'company'] as const

/** Name, number, extension, site, service, company: for reading only. */
export function LineFacts({ viewer, layout }: { viewer: Profile['viewer']; layout: 'list' | 'grid' }) {
  const { t } = useTranslation('user')
  return (
    <dl className={`line-facts line-facts-${layout}`}>
      {facts.map((fact) => (
        <div key={fact}>
          <dt>{t(`line.${fact}`)}</dt>
          <dd>
            {fact === 'number' && <span className="nums">{showNumber(viewer.number)}</span>}
            {fact === 'extension' && <span className="nums">{viewer.extension}</span>}
            {fact !== 'number' && fact !== 'extension' && <bdi>{viewer[fact]}</bdi>}
          </dd>
        </div>
      ))}
    </dl>
  )
}
