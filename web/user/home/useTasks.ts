import { IconClockExclamation, IconKey, IconMailPlus, IconMailQuestion, IconPhoneCheck } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import type { ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../shell/language.ts'
import { myZone } from '../../shell/my-zone.ts'
import type { Profile } from '../my-profile.ts'
import { showLongDay } from '../show-long-day.ts'

type TaskName = Profile['toDo'][number] | 'verify-next-email'

export type Task = {
  readonly name: TaskName
  readonly icon: ComponentType<{ size?: number; stroke?: number; 'aria-hidden'?: 'true' }>
  /** Something stops working if it is left. */
  readonly urgent: boolean
  readonly title: string
  readonly text: string
  readonly action: string
  readonly act: () => void
}

/** The server’s list in words, plus a new address that waits for its proof; what cannot wait comes first. */
export function useTasks(profile: Profile, verify: (address: string) => void, prove: () => void): readonly Task[] {
  const { t } = useTranslation('user')
  const navigate = useNavigate()
  const { email, password, passwordDaysLeft } = profile
  const open = (hash: string) => () => void navigate({ to: '/profilo', hash })

  const words: Readonly<Record<TaskName, () => Omit<Task, 'name'>>> = {
    'verify-email': () => ({
      icon: IconMailQuestion,
      urgent: true,
      title: t('toDo.verifyEmail'),
      text: t('toDo.verifyEmailText', { email: email.address }),
      action: t('toDo.verifyEmailAction'),
      act: () => verify(email.address ?? ''),
    }),
    'verify-next-email': () => ({
      icon: IconMailQuestion,
      urgent: false,
      title: t('toDo.nextEmail'),
      text: t('toDo.nextEmailText', { email: email.next }),
      action: t('toDo.verifyEmailAction'),
      act: () => verify(email.next ?? ''),
    }),
    'add-email': () => ({
      icon: IconMailPlus,
      urgent: true,
      title: t('toDo.addEmail'),
      text: t('toDo.addEmailText'),
      action: t('toDo.addEmailAction'),
      act: open('email'),
    }),
    'password-expiring': () => ({
      icon: IconClockExclamation,
      urgent: true,
      title: t('toDo.expiring', { count: passwordDaysLeft ?? 0 }),
      text: t('toDo.expiringText', { date: showLongDay(password.expiresAt ?? '', currentLanguage(), myZone()) }),
      action: t('toDo.expiringAction'),
      act: open('password'),
    }),
    'prove-line': () => ({
      icon: IconPhoneCheck,
      urgent: false,
      title: t('toDo.proveLine'),
      text: t('toDo.proveLineText'),
      action: t('toDo.proveLineAction'),
      act: prove,
    }),
    'define-pin': () => ({
      icon: IconKey,
      urgent: false,
      title: t('toDo.definePin'),
      text: t('toDo.definePinText'),
      action: t('toDo.definePinAction'),
      act: open('pin'),
    }),
  }
  const names: TaskName[] = email.next === null ? profile.toDo : ['verify-next-email', ...profile.toDo]
  const tasks = names.map((name) => ({ name, ...words[name]() }))
  return tasks.sort((a, b) => Number(b.urgent) - Number(a.urgent))
}
