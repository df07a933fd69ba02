import { IconAddressBook, IconHistory, IconShieldLock } from '@tabler/icons-react'
import { type ComponentType, type ReactNode, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Configuration } from '../acting/PasswordFields.tsx'
import type { LiveGrant } from '../acting/useGrant.ts'
import { Activity } from './Activity.tsx'
import { LineData } from './LineData.tsx'
import { Security } from './Security.tsx'
import './Sections.css'

type IconProps = { size?: number; stroke?: number; 'aria-hidden'?: 'true' }
const sections = ['data', 'activity', 'security'] as const
type SectionName = (typeof sections)[number]

const icons: Readonly<Record<SectionName, ComponentType<IconProps>>> = {
  data: IconAddressBook,
  activity: IconHistory,
  security: IconShieldLock,
}

/** The sections that exist, all on one page as in the guide; Sicurezza is the last (S67). */
export function Sections({ configuration, grant }: { configuration: Configuration; grant: LiveGrant }) {
  const { t } = useTranslation('directory')
  const headings = useRef<Partial<Record<SectionName, HTMLHeadingElement | null>>>({})
  const unfinished = configuration.line.firstAccess !== 'completed'

  function goTo(name: SectionName): void {
    const heading = headings.current[name]
    heading?.scrollIntoView({ block: 'start' })
    heading?.focus({ preventScroll: true })
  }
  const content: Readonly<Record<SectionName, ReactNode>> = {
    data: <LineData line={configuration.line} />,
    activity: <Activity activity={configuration.activity} />,
    security: <Security configuration={configuration} grant={grant} />,
  }

  return (
    <div className="sections">
      <nav className="sections-index" aria-label={t('configuration.sections')}>
        {sections.map((name) => {
          const Icon = icons[name]
          return (
            <button key={name} type="button" onClick={() => goTo(name)}>
              <Icon size={20} stroke={1.7} aria-hidden="true" />
              {t(`configuration.${name}`)}
              {name === 'security' && unfinished && (
                <span className="sections-todo">
                  <span className="vh">{t('configuration.toDo')}</span>
                </span>
              )}
            </button>
          )
        })}
      </nav>
      <div>
        {sections.map((name) => (
          <section key={name} className="section" aria-labelledby={`section-${name}`}>
            <h2
              id={`section-${name}`}
              tabIndex={-1}
              ref={(heading) => {
                headings.current[name] = heading
              }}
            >
              {t(`configuration.${name}`)}
            </h2>
            {content[name]}
          </section>
        ))}
      </div>
    </div>
  )
}
