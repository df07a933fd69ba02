import { IconAddressBook, IconHistory, IconPhone, IconShieldLock, IconUserCheck } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { SectionIndex } from '../../design/SectionIndex.tsx'
import type { Configuration } from '../acting/PasswordFields.tsx'
import type { LiveGrant } from '../acting/useGrant.ts'
import { Activity } from './Activity.tsx'
import { LineCallSettings, LineStatus } from './Calls.tsx'
import { LineData } from './LineData.tsx'
import { Security } from './Security.tsx'
import './Sections.css'

/** The sections that exist, in order; Sicurezza is the last on the page, as in the guide (S67). */
const sections = [
  { id: 'stato', title: 'call-settings:statusTitle', icon: IconPhone },
  { id: 'chiamate', title: 'call-settings:title', icon: IconUserCheck },
  { id: 'dati', title: 'configuration.data', icon: IconAddressBook },
  { id: 'attivita', title: 'configuration.activity', icon: IconHistory },
  { id: 'sicurezza', title: 'configuration.security', icon: IconShieldLock },
] as const

type SectionId = (typeof sections)[number]['id']

/** Everything of one line on one page, with an index; a dot in it marks what the first access still lacks. */
export function Sections({ configuration, grant }: { configuration: Configuration; grant: LiveGrant }) {
  const { t } = useTranslation(['directory', 'call-settings', 'call-handling'])
  const { line, activity } = configuration
  const content: Readonly<Record<SectionId, ReactNode>> = {
    stato: <LineStatus line={line} grant={grant} />,
    chiamate: <LineCallSettings line={line} grant={grant} />,
    dati: <LineData line={line} />,
    attivita: <Activity activity={activity} />,
    sicurezza: <Security configuration={configuration} grant={grant} />,
  }
  return (
    <div className={line.firstAccess === 'completed' ? 'sections' : 'sections sections-unfinished'}>
      <SectionIndex
        label={t('configuration.sections')}
        entries={sections.map(({ id, title, icon }) => ({ id, title: t(title), icon }))}
      />
      <div>
        {sections.map(({ id, title }) => (
          <section key={id} id={id} className="section" aria-labelledby={`${id}-title`}>
            <h2 id={`${id}-title`} tabIndex={-1}>
              {t(title)}
            </h2>
            {content[id]}
          </section>
        ))}
      </div>
    </div>
  )
}
