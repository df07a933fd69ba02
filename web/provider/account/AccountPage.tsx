import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, asProblem, serverNow } from '../../api.ts'
import { LoadError } from '../../design/LoadError.tsx'
import { PageTitle } from '../../design/PageTitle.tsx'
import { Pill } from '../../design/Pill.tsx'
import { SkeletonRows } from '../../design/Skeletons.tsx'
import { toastDone, toastError } from '../../design/toast.ts'
import { showRecent } from '../../pbx/show-time.ts'
import { currentLanguage } from '../../shell/language.ts'
import { queries, useApi } from '../../shell/queries.ts'
import { delicate } from '../../shell/step-up.ts'
import { useProblemText } from '../../shell/useProblemText.ts'
import { useSubmit } from '../../shell/useSubmit.ts'
import '../../user/profile/ProfilePage.css'
import '../../user/profile/safer/SaferSection.css'
import { Authenticator } from '../../user/profile/safer/Authenticator.tsx'
import type { FactorCalls } from '../../user/profile/safer/factor-calls.ts'
import { Passkeys } from '../../user/profile/safer/Passkeys.tsx'
import { RecoveryCodesDialog } from '../../user/profile/safer/RecoveryCodesDialog.tsx'
import { showLongDay } from '../../user/show-long-day.ts'
import { acceptStaffSession } from '../staff-session.ts'
import { useStaff } from '../useStaffSession.ts'
import './Account.css'
import { PasswordDialog } from './PasswordDialog.tsx'

const accountKey = 'GET /api/provider/me'
const refresh = () => queries.invalidateQueries({ queryKey: [accountKey] })

/** "Il mio account": password, second factors, where one is signed in. */
export default function AccountPage() {
  const { t } = useTranslation(['desk', 'user'])
  const { t: inWords } = useTranslation('activity')
  const say = useProblemText()
  const staff = useStaff()
  const { data, error, refetch } = useApi(accountKey)
  const [changing, setChanging] = useState(false)
  const [codes, setCodes] = useState<readonly string[]>([])
  const { busy, submit } = useSubmit()

  /** Does something delicate; a failure is told where there is no form. */
  function run(action: () => Promise<void>): void {
    void submit(async () => {
      try {
        await action()
      } catch (failure) {
        const problem = asProblem(failure)
        if (problem.code !== 'step-up') toastError(say(problem))
      }
    })
  }

  const calls: FactorCalls = {
    who: staff.email,
    beginTotp: () => api('POST /api/provider/me/totp/begin'),
    confirmTotp: async (code) => kept(await api('POST /api/provider/me/totp/confirm', { body: { code } })),
    removeTotp: () => api('DELETE /api/provider/me/totp'),
    beginPasskey: () => api('POST /api/provider/me/passkeys/options'),
    addPasskey: async (body) => kept(await api('POST /api/provider/me/passkeys', { body })),
    removePasskey: (id) => api('DELETE /api/provider/me/passkeys/:id', { params: { id } }),
    refresh,
  }

  if (!data && error) return <LoadError level={1} onRetry={() => void refetch()} />
  return (
    <>
      <div className="page-head">
        <div>
          <PageTitle>{t('page.account')}</PageTitle>
          <p className="sub">
            <bdi>{staff.email}</bdi> · {t(`role.${staff.role}`)}
          </p>
        </div>
      </div>
      {!data && <SkeletonRows rows={6} height={64} />}
      {data && (
        <div className="desk-account">
          <section className="card" aria-labelledby="account-password">
            <div className="profile-row">
              <div className="profile-words">
                <h2 id="account-password">{t('account.password')}</h2>
                <span>{t('account.passwordSet', { date: showLongDay(data.passwordSetAt, currentLanguage()) })}</span>
              </div>
              <Button variant="default" onClick={() => setChanging(true)}>
                {t('account.change')}
              </Button>
            </div>
          </section>
          <section className="card" aria-label={t('account.factors')}>
            <Passkeys passkeys={data.passkeys} mayAdd calls={calls} />
            <Authenticator on={data.totp} mayAdd calls={calls} />
            <div className="safer-factor">
              <div className="safer-head">
                <div className="profile-words">
                  <h3>{t('user:recovery.title')}</h3>
                  <p>{t('user:recovery.text', { count: data.recoveryCodesLeft })}</p>
                </div>
                <Button
                  variant="default"
                  loading={busy}
                  onClick={() =>
                    run(async () =>
                      setCodes((await delicate(() => api('POST /api/provider/me/recovery-codes'))).recoveryCodes),
                    )
                  }
                >
                  {t('account.newCodes')}
                </Button>
              </div>
            </div>
          </section>
          <section className="card" aria-labelledby="account-sessions">
            <h2 className="h2 desk-account-title" id="account-sessions">
              {t('account.sessions')}
            </h2>
            <ul>
              {data.sessions.map((session) => (
                <li key={session.id} className="profile-row">
                  <span className="profile-words">
                    <b>{session.label}</b>
                    <span>
                      {t('user:devices.from', { ip: session.ip })} ·{' '}
                      {t('user:devices.seen', { when: showRecent(session.lastSeenAt, serverNow(), inWords) })}
                    </span>
                  </span>
                  {session.current ? (
                    <Pill tone="ok">{t('user:devices.current')}</Pill>
                  ) : (
                    <Button
                      variant="default"
                      disabled={busy}
                      onClick={() =>
                        run(async () => {
                          const params = { id: session.id }
                          await delicate(() => api('DELETE /api/provider/me/sessions/:id', { params }))
                          await refresh()
                          toastDone(t('account.ended'))
                        })
                      }
                    >
                      {t('user:devices.end')}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          </section>
        </div>
      )}
      {changing && <PasswordDialog onClose={() => setChanging(false)} onDone={() => void refresh()} />}
      {codes.length > 0 && (
        <RecoveryCodesDialog
          codes={codes}
          who={staff.email}
          onClose={() => {
            setCodes([])
            void refresh()
          }}
        />
      )}
    </>
  )
}

/** The session went on under a new cookie; the codes are shown once. */
function kept(answer: Awaited<ReturnType<typeof api<'POST /api/provider/me/passkeys'>>>): readonly string[] {
  acceptStaffSession(answer.session)
  return answer.recoveryCodes
}
