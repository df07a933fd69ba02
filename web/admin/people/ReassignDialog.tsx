import { Radio, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { lineLimits } from '#domain/directory/line.ts'
import { api } from '../../api.ts'
import { Rich } from '../../design/Rich.tsx'
import { toastDone } from '../../design/toast.ts'
import { showDay } from '../../pbx/show-time.ts'
import { showNumber } from '../../shell/show-number.ts'
import { delicate } from '../../shell/step-up.ts'
import { useSubmit } from '../../shell/useSubmit.ts'
import { PasswordShown } from '../acting/PasswordShown.tsx'
import type { PersonDialogProps } from './ActOnPerson.tsx'
import { PersonCard } from './PersonCard.tsx'
import { PersonForm } from './PersonForm.tsx'
import { type Reassigned, refreshPeople } from './person.ts'
import { usePersonProblemText } from './usePersonProblemText.ts'
import '../acting/PasswordFields.css'
import './people.css'

const fields = ['person.name', 'person.mobile', 'person.number', 'email.invalid', 'email.too-many-lines'] as const

/** “Rossi lascia, arriva Bianchi”: what stays, what is closed, what is gone, in one action (spec/product 7.2). */
export function ReassignDialog({ person, onClose }: PersonDialogProps) {
  const { t } = useTranslation('people')
  const say = usePersonProblemText()
  const { busy, problem, submit } = useSubmit()
  const [toNobody, setToNobody] = useState(false)
  const [name, setName] = useState('')
  const [mobile, setMobile] = useState('')
  const [email, setEmail] = useState('')
  const [number, setNumber] = useState('')
  const [given, setGiven] = useState<Reassigned | null>(null)
  const error = (...codes: (typeof fields)[number][]) =>
    problem && codes.some((code) => code === problem.code) && say(problem)

  const reassign = () =>
    submit(async () => {
      const to = toNobody ? null : { name, mobile: mobile.trim() || null, email: email.trim() || null }
      const body = { number: number.trim() || '-', to: to && { ...to, name: name || ' ' } }
      const done = await delicate(() =>
        api('POST /api/people/lines/:lineId/reassign', { params: { lineId: person.id }, body }),
      )
      refreshPeople()
      if (done.phonesToConnect > 0) toastDone(t('reassign.phones', { count: done.phonesToConnect }))
      if (done.temporaryPassword !== null) setGiven(done)
      else {
        if (done.invited && done.expiresAt)
          toastDone(t('reassign.doneInvited', { email: done.invited, date: showDay(done.expiresAt) }))
        else toastDone(t('reassign.doneFree', { number: showNumber(person.number) }))
        onClose()
      }
    })

  if (given?.temporaryPassword && given.expiresAt) {
    const { temporaryPassword, expiresAt } = given
    const shown = { temporaryPassword, expiresAt, sentTo: null, replacedUnused: false }
    return <PasswordShown line={given.person} given={shown} onClose={onClose} />
  }
  return (
    <PersonForm
      title={t('reassign.title')}
      lead={<Rich text={t('reassign.lead', { name: person.name })} />}
      confirm={t('reassign.confirm')}
      dangerous
      busy={busy}
      problem={problem}
      atField={fields}
      onConfirm={() => void reassign()}
      onClose={onClose}
    >
      <PersonCard person={person} />
      <Radio.Group
        className="radios"
        label={t('reassign.to')}
        value={toNobody ? 'nobody' : 'person'}
        onChange={(value) => setToNobody(value === 'nobody')}
      >
        <Radio value="person" label={t('reassign.person')} />
        <Radio value="nobody" label={t('reassign.nobody')} description={t('reassign.nobodyHint')} />
      </Radio.Group>
      {!toNobody && (
        <>
          <TextInput
            label={t('reassign.name')}
            name="new-holder"
            autoComplete="off"
            maxLength={lineLimits.name}
            aria-required="true"
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={error('person.name')}
          />
          <TextInput
            label={t('reassign.email')}
            description={t('reassign.emailHint')}
            name="new-holder-email"
            type="email"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={300}
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
            error={error('email.invalid', 'email.too-many-lines')}
          />
          <TextInput
            label={t('reassign.mobile')}
            name="new-holder-mobile"
            type="tel"
            autoComplete="off"
            maxLength={40}
            value={mobile}
            onChange={(event) => setMobile(event.currentTarget.value)}
            error={error('person.mobile')}
          />
        </>
      )}
      <dl className="people-fate">
        {(['kept', 'sealed', 'gone'] as const).map((fate) => (
          <div key={fate}>
            <dt>{t(`reassign.${fate}`)}</dt>
            <dd>{t(`reassign.${fate}What`)}</dd>
          </div>
        ))}
      </dl>
      <TextInput
        className="nums"
        label={t('reassign.number')}
        description={showNumber(person.number)}
        name="confirm-number"
        inputMode="tel"
        autoComplete="off"
        maxLength={40}
        aria-required="true"
        value={number}
        onChange={(event) => setNumber(event.currentTarget.value)}
        error={error('person.number')}
      />
    </PersonForm>
  )
}
