import { veiledBefore } from '#domain/call-history/veil.ts'
import { day } from '#domain/clock.ts'
import { Problem } from '#domain/problem.ts'
import { mayProveLine } from '../first-access/line-proof.ts'
import type { House } from '../house.ts'
import type { Caller } from '../http/visit.ts'
import { findActivity } from '../provider/audit.sql.ts'
import { changeLine, findAccount } from './account.sql.ts'
import { presentActivity } from './activity.ts'
import { countRecoveryCodes, findPasskeys } from './second-factor.sql.ts'
import { presentSession, presentViewer } from './session-state.ts'
import type { LiveSession } from './sessions.ts'

const latestActivity = 8
/** The banner before the password expires (spec/security 2.2). */
const warningDays = 30

/** Everything Home and "Il mio profilo" show of one person. */
export async function readProfile(house: House, session: LiveSession) {
  const { line } = session
  const now = house.clock()
  const read = await house.cellar.inCompany(
    { companyId: line.companyId, lineId: line.id },
    async (trx) => ({
      account: await findAccount(trx, line.id),
      passkeys: await findPasskeys(trx, line.id),
      recoveryCodesLeft: await countRecoveryCodes(trx, line.id),
      activity: await findActivity(trx, line.id, latestActivity),
    }),
    { readOnly: true },
  )
  const { account, passkeys } = read
  if (!account) throw new Problem('session.none')
  // Asked only while something is hidden that the proof would show.
  const provable = veiledBefore(line, now) !== null && (await mayProveLine(house, line.id))
  const expires = account.credential_expires_at
  const daysLeft = expires ? Math.max(0, Math.ceil((expires.getTime() - now.getTime()) / day)) : null
  const emailTask =
    account.email_status === 'none'
      ? ('add-email' as const)
      : account.email_status === 'pending'
        ? ('verify-email' as const)
        : undefined
  return {
    viewer: presentViewer(session),
    email: { address: account.email, status: account.email_status, next: account.email_next },
    password: {
      setAt: account.credential_set_at?.toISOString() ?? null,
      expiresAt: expires?.toISOString() ?? null,
      kind: account.credential,
    },
    pin: { setAt: account.pin_set_at?.toISOString() ?? null },
    secondFactor: {
      totp: account.totp_confirmed_at !== null,
      recoveryCodesLeft: read.recoveryCodesLeft,
      passkeys: passkeys.map((k) => ({
        id: k.id,
        label: k.label,
        createdAt: k.created_at.toISOString(),
        lastUsedAt: k.last_used_at?.toISOString() ?? null,
      })),
    },
    language: account.language,
    theme: line.theme,
    toDo: [
      ...(emailTask ? [emailTask] : []),
      ...(daysLeft !== null && daysLeft <= warningDays ? ['password-expiring' as const] : []),
      ...(provable ? ['prove-line' as const] : []),
      ...(account.pin_set_at ? [] : ['define-pin' as const]),
    ],
    passwordDaysLeft: daysLeft,
    activity: read.activity.map((row) => presentActivity(row, line.id)),
  }
}

/** Language and theme follow the person to every computer. */
/** @throws {Problem} language.not-offered */
export async function setPreferences(
  house: House,
  caller: Caller,
  session: LiveSession,
  typed: { language?: 'it' | 'en' | undefined; theme?: 'auto' | 'light' | 'dark' | undefined },
) {
  if (typed.language && !session.company.languages.includes(typed.language)) throw new Problem('language.not-offered')
  const change = {
    ...(typed.language ? { language: typed.language } : {}),
    ...(typed.theme ? { theme: typed.theme } : {}),
  }
  if (Object.keys(change).length) {
    await house.cellar.inCompany({ companyId: session.line.companyId, lineId: session.line.id }, async (trx) => {
      await changeLine(trx, session.line.id, change)
      house.sessions.forget(trx, session.line.id)
    })
  }
  return { session: presentSession(await house.sessions.reread(caller), house.clock(), house.config) }
}
