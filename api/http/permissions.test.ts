import { afterAll, beforeAll, expect, test } from 'vitest'
import { apiRoutes } from '#contract/api.ts'
import {
  type GateStep,
  permissions,
  type Requirement,
  type StaffRole,
  type StaffStep,
} from '#domain/access/permissions.ts'
import { later, minute } from '#domain/clock.ts'
import { changeCredential } from '../access/account.sql.ts'
import type { NewSession } from '../access/session.sql.ts'
import { behindTheScenes, type GrownLine, grownLine } from '../testing/grown-line.ts'
import { putGrant, putSession } from '../testing/put-session.ts'
import { staffAs } from '../testing/staff-as.ts'
import { type Browser, openTestHouse, type TestHouse } from '../testing/test-house.ts'
import { codeOf, keyOf, send } from './testing/send.ts'

/** Generated from the table of permissions and the live routes: a new route is covered on the day it is added. */

let t: TestHouse
let giulia: GrownLine
let marco: GrownLine
let elena: GrownLine

beforeAll(async () => {
  t = await openTestHouse()
  const company = await t.company()
  giulia = await grownLine(t, company, { role: 'administrator' })
  marco = await grownLine(t, company)
  elena = await grownLine(t, company)
  // So that Giulia may be limited to some sites: a company keeps an administrator of all of them.
  await grownLine(t, company, { role: 'administrator' })
})
afterAll(() => t.close())

type LineFacts = Parameters<typeof behindTheScenes>[2]

/** How somebody stands before the door, and what the table may know of it. */
type Standing = {
  readonly name: string
  readonly who: 'user' | 'administrator'
  readonly line?: LineFacts
  readonly session?: Partial<NewSession>
  /** Minutes since the password was last shown; never, in a remembered session. */
  readonly shown?: number | null
  readonly step?: GateStep | 'second-factor'
  /** Of the acting grant on Marco's line; `none` has none. */
  readonly grant?: 'alive' | 'over' | 'ended' | 'of another line' | 'of another session'
  /** What a handler refuses by a rule of its own, beyond the table. */
  readonly own?: Readonly<Record<string, string>>
}

const untouched: LineFacts = { credential: 'shared' }
const withoutEmail: LineFacts = { email: null, email_status: 'none', email_source: null }
const ofAUser = { 'POST /api/session/view': 'forbidden' }

const standings: readonly Standing[] = [
  { name: 'second factor still to give', who: 'user', session: { kind: 'second-factor' }, step: 'second-factor' },
  {
    name: 'gate, profile to choose',
    who: 'administrator',
    line: untouched,
    session: { kind: 'gate', view: null },
    step: 'view',
  },
  { name: 'full, profile to choose', who: 'administrator', session: { view: null }, step: 'view' },
  {
    name: 'gate, password to change',
    who: 'user',
    line: untouched,
    session: { kind: 'gate' },
    step: 'change-password',
    own: ofAUser,
  },
  {
    name: 'gate, password given by the administrator',
    who: 'user',
    line: { credential: 'temporary' },
    session: { kind: 'gate' },
    step: 'change-password',
    own: ofAUser,
  },
  {
    name: 'gate, e-mail to give',
    who: 'user',
    line: withoutEmail,
    session: { kind: 'gate' },
    step: 'add-email',
    own: ofAUser,
  },
  {
    name: 'gate, e-mail to verify',
    who: 'user',
    line: { email_status: 'pending' },
    session: { kind: 'gate' },
    step: 'verify-email',
    own: ofAUser,
  },
  { name: 'administrator without e-mail', who: 'administrator', line: withoutEmail, step: 'add-email' },
  { name: 'end user', who: 'user', own: ofAUser },
  {
    name: 'end user who claims the administrator’s view',
    who: 'user',
    session: { view: 'administrator' },
    own: ofAUser,
  },
  {
    name: 'end user, password shown 5 minutes ago',
    who: 'user',
    shown: 5,
    own: { ...ofAUser, 'POST /api/email': 'step-up' },
  },
  { name: 'end user, e-mail unverified', who: 'user', line: { email_status: 'pending' }, own: ofAUser },
  {
    name: 'remembered',
    who: 'user',
    session: { kind: 'remembered' },
    shown: null,
    own: { ...ofAUser, 'POST /api/password/change': 'session.remembered', 'POST /api/email': 'session.remembered' },
  },
  {
    name: 'remembered administrator',
    who: 'administrator',
    session: { kind: 'remembered' },
    shown: null,
    own: { 'POST /api/password/change': 'session.remembered', 'POST /api/email': 'session.remembered' },
  },
  { name: 'administrator in the user’s view', who: 'administrator', grant: 'alive' },
  { name: 'administrator', who: 'administrator', session: { view: 'administrator' } },
  {
    name: 'administrator of some sites',
    who: 'administrator',
    line: { administrator_sites: [] },
    session: { view: 'administrator' },
  },
  {
    name: 'administrator, password shown 5 minutes ago',
    who: 'administrator',
    session: { view: 'administrator' },
    shown: 5,
    own: { 'POST /api/email': 'step-up' },
  },
  {
    name: 'administrator, password shown 15 minutes ago',
    who: 'administrator',
    session: { view: 'administrator' },
    shown: 15,
    own: { 'POST /api/email': 'step-up' },
  },
  {
    name: 'administrator, e-mail unverified',
    who: 'administrator',
    line: { email_status: 'pending' },
    session: { view: 'administrator' },
  },
  { name: 'administrator with a grant', who: 'administrator', session: { view: 'administrator' }, grant: 'alive' },
  {
    name: 'administrator with a grant that is over',
    who: 'administrator',
    session: { view: 'administrator' },
    grant: 'over',
  },
  {
    name: 'administrator with a grant that was ended',
    who: 'administrator',
    session: { view: 'administrator' },
    grant: 'ended',
  },
  {
    name: 'administrator with a grant of another line',
    who: 'administrator',
    session: { view: 'administrator' },
    grant: 'of another line',
  },
  {
    name: 'administrator with a grant of another session',
    who: 'administrator',
    session: { view: 'administrator' },
    grant: 'of another session',
  },
]

/** The table of permissions, read aloud; `in` when nothing of it refuses. */
function verdict(needs: Requirement, standing: Standing): string {
  const { who, step, session = {}, line = {}, shown = 0, grant } = standing
  if (needs.session === 'nobody') return 'in'
  // Whoever is signed in to a company is nobody at the provider's desk (R16).
  if (needs.session === 'staff') return 'session.none'
  if (needs.session === 'second-factor') return step === 'second-factor' ? 'in' : 'forbidden'
  if (step) return needs.steps?.includes(step as GateStep) ? 'in' : 'gate'
  if (needs.view && who === 'user') return 'forbidden'
  if (needs.view && session.view !== 'administrator') return 'view.administrator'
  if (needs.wholeCompany && line.administrator_sites) return 'whole-company'
  if (needs.passwordShown && session.kind === 'remembered' && (shown === null || shown >= 5))
    return 'session.remembered'
  if (needs.stepUp && (shown === null || shown >= { recent: 5, acting: 15 }[needs.stepUp])) return 'step-up'
  if (needs.verifiedEmail && (line.email_status ?? 'verified') !== 'verified') return 'email.not-verified'
  if (needs.acting && grant !== 'alive') return 'acting.missing'
  return 'in'
}

const refusals = [
  'session.none',
  'gate',
  'forbidden',
  'view.administrator',
  'whole-company',
  'session.remembered',
  'step-up',
  'email.not-verified',
  'acting.missing',
]

/** Puts the line and a new session as the standing says; every call begins from the same facts. */
async function stand({ who, line, session, shown = 0, grant }: Standing) {
  const person = who === 'administrator' ? giulia : marco
  const { email } = person
  const facts = {
    account: 'live',
    credential: 'own',
    email,
    email_status: 'verified',
    email_source: 'owner',
    email_next: null,
    administrator_sites: null,
  } as const
  await behindTheScenes(t, person.id, { ...facts, ...line })
  await t.house.cellar.asService((trx) =>
    changeCredential(trx, person.id, { email_later_since: null, sign_ins_without_email: 0 }),
  )
  const at = shown === null ? null : later(t.clock.now, -shown * minute)
  const put = await putSession(t, person, { password_at: at, ...session })
  const other = grant === 'of another session' ? await putSession(t, person, { view: 'administrator' }) : put
  const end = grant === 'over' ? { expires_at: t.clock.now } : grant === 'ended' ? { ended_at: t.clock.now } : {}
  if (grant) await putGrant(t, other, giulia, grant === 'of another line' ? elena.id : marco.id, end)
  return put.browser
}

test('every route of the contract is served, and nothing else', () => {
  expect(t.served.map(keyOf).sort()).toEqual(Object.keys(apiRoutes).sort())
})

test('nobody signed in: only what anyone may', async () => {
  const answers: Record<string, string> = {}
  const expected: Record<string, string> = {}
  for (const served of t.served) {
    const answer = await send(t.browser(), served)
    answers[keyOf(served)] = answer.status === 401 && codeOf(answer) === 'session.none' ? 'session.none' : 'in'
    expected[keyOf(served)] = permissions[served.route.may].session === 'nobody' ? 'in' : 'session.none'
  }
  expect(answers).toEqual({ ...expected, 'POST /api/session/resume': 'session.none' })
})

test('HEAD tells nobody more than GET', async () => {
  for (const { method, path } of t.served.filter((served) => served.method === 'GET')) {
    const [read, head] = [await t.browser().raw(method, path), await t.browser().raw('HEAD', path)]
    expect({ status: head.status, body: head.body }, path).toEqual({ status: read.status, body: '' })
  }
})

test.each(standings)('$name', async (standing) => {
  const answers: Record<string, string> = {}
  const expected: Record<string, string> = {}
  let browser: Browser | undefined
  for (const served of t.served) {
    const needs = permissions[served.route.may]
    if (needs.session === 'nobody') continue
    browser ??= await stand(standing)
    const answer = await send(browser, served, { params: { lineId: marco.id } })
    const code = codeOf(answer) ?? 'in'
    expect(answer.status, `${keyOf(served)}: ${answer.body}`).toBeLessThan(500)
    const refused = refusals.includes(code)
    answers[keyOf(served)] = refused ? code : 'in'
    expected[keyOf(served)] = verdict(needs, standing)
    // Whoever was let in may have changed something; who was refused has not.
    if (!refused) browser = undefined
  }
  expect(answers).toEqual({ ...expected, ...standing.own })
})

/** How one of the provider's people stands. */
type StaffStanding = {
  readonly name: string
  readonly role: StaffRole
  readonly person?: Parameters<typeof staffAs>[2]
  readonly session?: Parameters<typeof staffAs>[3]
  readonly step?: StaffStep
  /** Minutes since the password was last shown. */
  readonly shown?: number
}

const staffStandings: readonly StaffStanding[] = [
  { name: 'at 1928', role: 'desk' },
  { name: 'who activates customers', role: 'activation' },
  { name: 'supervisor', role: 'supervisor' },
  { name: 'supervisor, password shown 5 minutes ago', role: 'supervisor', shown: 5 },
  { name: 'who owes the second factor', role: 'supervisor', session: { kind: 'second-factor' }, step: 'second-factor' },
  {
    name: 'with a temporary password',
    role: 'supervisor',
    person: { password_is_temporary: true },
    step: 'change-password',
  },
  {
    name: 'without a second factor',
    role: 'supervisor',
    person: { totp_confirmed_at: null },
    step: 'set-up-second-factor',
  },
]

function staffVerdict(needs: Requirement, { role, step, shown = 0 }: StaffStanding): string {
  if (needs.session === 'nobody') return 'in'
  if (needs.session !== 'staff') return 'session.none'
  if (step) return needs.staffSteps?.includes(step) ? 'in' : 'gate'
  if (role !== 'supervisor' && !needs.roles?.includes(role)) return 'forbidden'
  return needs.stepUp && shown >= 5 ? 'step-up' : 'in'
}

test.each(staffStandings)('staff: $name', async (standing) => {
  const { role, person, session, shown = 0 } = standing
  const answers: Record<string, string> = {}
  const expected: Record<string, string> = {}
  let browser: Browser | undefined
  for (const served of t.served) {
    const needs = permissions[served.route.may]
    if (needs.session === 'nobody') continue
    const stepped_up_at = later(t.clock.now, -shown * minute)
    browser ??= (await staffAs(t, role, person, { stepped_up_at, ...session })).browser
    const answer = await send(browser, served, { params: { lineId: marco.id } })
    const code = codeOf(answer) ?? 'in'
    expect(answer.status, `${keyOf(served)}: ${answer.body}`).toBeLessThan(500)
    const refused = refusals.includes(code)
    answers[keyOf(served)] = refused ? code : 'in'
    expected[keyOf(served)] = staffVerdict(needs, standing)
    if (!refused) browser = undefined
  }
  expect(answers).toEqual(expected)
})

test('staff routes lie under /api/provider, and nothing else does', () => {
  for (const { path, route } of t.served) {
    const { session } = permissions[route.may]
    if (session !== 'nobody') expect(path.startsWith('/api/provider/'), path).toBe(session === 'staff')
  }
})
