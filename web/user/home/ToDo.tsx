import { Button } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { lazy, type RefObject, Suspense, useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { SkeletonRows } from '../../design/Skeletons.tsx'
import type { Profile } from '../my-profile.ts'
import { useTasks } from './useTasks.ts'
import './ToDo.css'

/** Few open it: it comes when it is asked for, not with the page. */
const VerifyEmailDialog = lazy(async () => ({ default: (await import('../VerifyEmailDialog.tsx')).VerifyEmailDialog }))

const ProveLineDialog = lazy(async () => ({ default: (await import('./ProveLineDialog.tsx')).ProveLineDialog }))

/** What is still missing, the most important first, each with the one button that does it. */
export function ToDo({ profile }: { profile: Profile | undefined }) {
  const { t } = useTranslation('user')
  const heading = useRef<HTMLHeadingElement>(null)
  return (
    <section className="card" aria-labelledby="home-to-do">
      <div className="home-head">
        <h2 className="h2" id="home-to-do" ref={heading} tabIndex={-1}>
          {t('toDo.title')}
        </h2>
      </div>
      <div className="home-rows" aria-busy={!profile}>
        {profile ? <Tasks profile={profile} heading={heading} /> : <SkeletonRows rows={1} height={73} />}
      </div>
    </section>
  )
}

function Tasks({ profile, heading }: { profile: Profile; heading: RefObject<HTMLHeadingElement | null> }) {
  const { t } = useTranslation('user')
  const navigate = useNavigate()
  const [verifying, setVerifying] = useState<string | null>(null)
  const [proving, setProving] = useState(false)
  const tasks = useTasks(profile, setVerifying, () => setProving(true))
  const closeProof = useCallback(() => setProving(false), [])
  const left = useRef(tasks.length)
  // A task that is done goes away together with its button, to which the dialog gives the focus back.
  useEffect(() => {
    const fewer = tasks.length < left.current
    left.current = tasks.length
    if (!fewer) return
    const timer = setTimeout(() => {
      if (document.activeElement === document.body) heading.current?.focus()
    }, 60)
    return () => clearTimeout(timer)
  }, [tasks.length, heading])
  return (
    <>
      {tasks.length === 0 && (
        <p className="to-do-none">
          <IconCircleCheck size={24} stroke={1.7} aria-hidden="true" />
          <span>
            <b>{t('toDo.none')}</b>
            <span>{t('toDo.noneText')}</span>
          </span>
        </p>
      )}
      <ul className="to-do">
        {tasks.map(({ name, icon: Icon, urgent, title, text, action, act }, place) => (
          <li key={name} className={urgent ? 'to-do-urgent' : undefined}>
            <span className="to-do-icon">
              <Icon size={20} stroke={1.7} aria-hidden="true" />
            </span>
            <div>
              <h3>{title}</h3>
              <p>{text}</p>
            </div>
            <Button variant={place === 0 ? 'filled' : 'default'} onClick={act}>
              {action}
            </Button>
          </li>
        ))}
      </ul>
      {proving && (
        <Suspense fallback={null}>
          <ProveLineDialog proved={!profile.toDo.includes('prove-line')} onClose={closeProof} />
        </Suspense>
      )}
      {verifying !== null && (
        <Suspense fallback={null}>
          <VerifyEmailDialog
            address={verifying}
            onClose={() => setVerifying(null)}
            onChangeAddress={() => void navigate({ to: '/profilo', hash: 'email' })}
          />
        </Suspense>
      )}
    </>
  )
}
