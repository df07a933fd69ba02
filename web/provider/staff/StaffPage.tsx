import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer, api, asProblem, serverNow } from '../../api.ts'
import { Choice } from '../../design/Choice.tsx'
import { LoadError } from '../../design/LoadError.tsx'
import { PageTitle } from '../../design/PageTitle.tsx'
import { Pill } from '../../design/Pill.tsx'
import { SkeletonRows } from '../../design/Skeletons.tsx'
import { toastDone, toastError } from '../../design/toast.ts'
import { showRecent } from '../../pbx/show-time.ts'
import { Avatar } from '../../pbx/Who.tsx'
import { queries, useApi } from '../../shell/queries.ts'
import { delicate } from '../../shell/step-up.ts'
import { useProblemText } from '../../shell/useProblemText.ts'
import { useSubmit } from '../../shell/useSubmit.ts'
import '../customer/Customer.css'
import { useStaff } from '../useStaffSession.ts'
import { AddStaffDialog, ConfirmDialog, TemporaryPasswordDialog } from './StaffDialogs.tsx'

export const staffKey = 'GET /api/provider/staff'
type Member = Answer<typeof staffKey>['staff'][number]

const roles = ['desk', 'activation', 'supervisor'] as const

/** "Operatori": who works at the desk, for supervisors. */
export default function StaffPage() {
  const { t } = useTranslation('desk')
  const { data, error, refetch } = useApi(staffKey)
  const [adding, setAdding] = useState(false)
  const [given, setGiven] = useState<{ email: string; password: string } | null>(null)
  if (!data && error) return <LoadError level={1} onRetry={() => void refetch()} />
  return (
    <>
      <div className="page-head">
        <div>
          <PageTitle>{t('page.staff')}</PageTitle>
          <p className="sub">{t('staff.lead')}</p>
        </div>
        <Button leftSection={<IconPlus size={18} stroke={1.8} aria-hidden="true" />} onClick={() => setAdding(true)}>
          {t('staff.add')}
        </Button>
      </div>
      <section className="card" aria-label={t('page.staff')}>
        {!data && <SkeletonRows rows={4} height={72} />}
        <ul className="desk-people">
          {data?.staff.map((member) => (
            <MemberRow key={member.id} member={member} onPassword={setGiven} />
          ))}
        </ul>
      </section>
      {adding && (
        <AddStaffDialog
          onClose={() => setAdding(false)}
          onAdded={(added) => {
            setAdding(false)
            setGiven({ email: added.email, password: added.temporaryPassword })
          }}
        />
      )}
      {given && <TemporaryPasswordDialog {...given} onClose={() => setGiven(null)} />}
    </>
  )
}

type RowProps = { member: Member; onPassword: (given: { email: string; password: string }) => void }

function MemberRow({ member, onPassword }: RowProps) {
  const { t } = useTranslation('desk')
  const { t: inWords } = useTranslation('activity')
  const say = useProblemText()
  const me = useStaff()
  const { busy, submit } = useSubmit()
  const [asking, setAsking] = useState<'disable' | 'reset' | null>(null)
  const params = { staffId: member.id }
  const closed = member.disabledAt !== null

  function change(body: { role?: (typeof roles)[number]; disabled?: boolean }, done: string): void {
    void submit(async () => {
      try {
        await delicate(() => api('PATCH /api/provider/staff/:staffId', { params, body }))
        toastDone(done)
      } catch (failure) {
        const problem = asProblem(failure)
        if (problem.code !== 'step-up') toastError(say(problem))
      }
      await queries.invalidateQueries({ queryKey: [staffKey] })
    })
  }

  async function reset(): Promise<void> {
    const { temporaryPassword } = await delicate(() => api('POST /api/provider/staff/:staffId/reset', { params }))
    await queries.invalidateQueries({ queryKey: [staffKey] })
    onPassword({ email: member.email, password: temporaryPassword })
  }

  return (
    <li>
      <Avatar name={member.name} size="middle" />
      <div className="desk-person">
        <b>
          <bdi>{member.name}</bdi>
        </b>
        <span>
          <bdi>{member.email}</bdi>
        </span>
        <span>
          {member.lastSignedInAt
            ? t('staff.last', { when: showRecent(member.lastSignedInAt, serverNow(), inWords) })
            : t('staff.never')}
        </span>
      </div>
      <span className="desk-pills">
        {closed && <Pill tone="error">{t('staff.disabled')}</Pill>}
        {!closed && member.waiting && <Pill tone="warm">{t('staff.waiting')}</Pill>}
        {!closed && !member.waiting && !member.secondFactor && <Pill tone="warm">{t('staff.noFactor')}</Pill>}
      </span>
      <Choice
        aria-label={t('staff.roleOf', { name: member.name })}
        disabled={busy || closed}
        data={roles.map((role) => ({ value: role, label: t(`role.${role}`) }))}
        value={member.role}
        onChange={(role) => change({ role }, t('staff.roleDone'))}
      />
      {member.id !== me.id && (
        <>
          {!closed && (
            <Button variant="default" disabled={busy} onClick={() => setAsking('reset')}>
              {t('staff.reset')}
            </Button>
          )}
          <Button
            variant="default"
            loading={busy}
            onClick={() => (closed ? change({ disabled: false }, t('staff.enabledDone')) : setAsking('disable'))}
          >
            {t(closed ? 'staff.enable' : 'staff.disable')}
          </Button>
        </>
      )}
      {asking === 'disable' && (
        <ConfirmDialog
          title={t('staff.disableTitle', { name: member.name })}
          text={t('staff.disableText')}
          verb={t('staff.disable')}
          onClose={() => setAsking(null)}
          send={async () => {
            await delicate(() => api('PATCH /api/provider/staff/:staffId', { params, body: { disabled: true } }))
            await queries.invalidateQueries({ queryKey: [staffKey] })
            toastDone(t('staff.disabledDone'))
          }}
        />
      )}
      {asking === 'reset' && (
        <ConfirmDialog
          title={t('staff.resetTitle', { name: member.name })}
          text={t('staff.resetText')}
          verb={t('staff.reset')}
          onClose={() => setAsking(null)}
          send={reset}
        />
      )}
    </li>
  )
}
