import { IconCheck } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { SkipLink } from '../design/SkipLink.tsx'
import { Switchboard } from '../design/Switchboard.tsx'
import { Wordmark } from '../design/Wordmark.tsx'
import { brand } from '../shell/brand.ts'
import { linkTo } from '../shell/path.ts'
import { addresses } from './addresses.ts'
import { LanguageSwitch } from './LanguageSwitch.tsx'

/** The four steps of the first access (guide 2.2). */
export type FirstStep = 'signIn' | 'profile' | 'password' | 'email'

const steps: readonly FirstStep[] = ['signIn', 'profile', 'password', 'email']

/** The front door: the switchboard and the four steps on the left, the box of the guide on the right. */
export function DoorFrame({ step, children }: { step?: FirstStep | undefined; children: ReactNode }) {
  const { t } = useTranslation(['access', 'shell'])
  return (
    <div className="door">
      <SkipLink />
      <aside className="door-left" aria-label={brand.name}>
        <Wordmark name={brand.name} onDark />
        <div className="door-board">
          <Switchboard
            labels={{
              caller: t('board.caller'),
              answers: t('board.answers'),
              away: t('board.away'),
              mobile: t('board.mobile'),
            }}
          />
        </div>
        <div className="door-copy">
          <p className="door-headline">{t('headline')}</p>
          <p className="door-first">{t('firstSteps.title')}</p>
          <Steps current={step} />
        </div>
      </aside>
      <div className="door-right">
        <header className="door-top">
          <span className="door-mobile">
            <Wordmark name={brand.name} />
          </span>
          <LanguageSwitch />
        </header>
        <main id="content" tabIndex={-1} className="door-box">
          {children}
        </main>
        <footer className="door-foot">
          {t('shell:support')} <b className="nums">{brand.supportNumber}</b> ·{' '}
          <a className="link" {...linkTo(addresses.support)}>
            {t('shell:page.support')}
          </a>
        </footer>
      </div>
    </div>
  )
}

function Steps({ current }: { current: FirstStep | undefined }) {
  const { t } = useTranslation('access')
  const reached = current ? steps.indexOf(current) : -1
  return (
    <ol className="door-steps">
      {steps.map((step, index) => {
        const done = index < reached
        const state = done ? 'door-done' : index === reached ? 'door-now' : undefined
        return (
          <li key={step} className={state} aria-current={index === reached ? 'step' : undefined}>
            <span aria-hidden="true">{done ? <IconCheck size={15} stroke={2.4} /> : index + 1}</span>
            <span className="door-step">
              {done && <span className="vh">{t('firstSteps.done')} </span>}
              {t(`firstSteps.${step}`)}
            </span>
          </li>
        )
      })}
    </ol>
  )
}
