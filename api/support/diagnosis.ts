import { hasExpired } from '#domain/access/account.ts'
import type { CallSettings, Destination } from '#domain/call-handling/settings.ts'
import { walk } from '#domain/call-handling/walk.ts'
import { type EmailAddress, maskEmailAddress } from '#domain/email-address.ts'
import { maskPhoneNumber, type PhoneNumber } from '#domain/phone-number.ts'
import { Problem } from '#domain/problem.ts'
import { proposable } from '#domain/support/proposal.ts'
import type { KnownCompany } from '../call-handling/facts/known-company.ts'
import { groundOf } from '../call-handling/ground.ts'
import { decideWith } from '../call-handling/simulate.ts'
import type { House } from '../house.ts'
import { type Device, findDevicesOfLine } from '../phones/devices.sql.ts'
import { presentPhone } from '../phones/present-phone.ts'
import { presentProposal } from './present-proposal.ts'
import { requireOpen, requireVisit } from './propose.ts'
import { findDiagnosedLine, findProposals, findRefusedSignIns, type VisitRow } from './support.sql.ts'

/**
 * What 1928 sees of a line while its holder lets them: how the account, the phones and the settings stand. No message, no
 * call, no caller's number, no list of people; numbers outside without their middle (spec/product 7.2 idea 8).
 * @throws {Problem} not-found, support.visit-over
 */
export async function readDiagnosis(house: House, staffId: string, visitId: string) {
  const visit = await requireVisit(house, staffId, visitId)
  const now = house.clock()
  requireOpen(visit, now)
  const found = await house.cellar.asService(
    async (trx) => ({
      line: await findDiagnosedLine(trx, visit.line_id),
      refused: await findRefusedSignIns(trx, visit.company_id, visit.line_id),
      devices: await findDevicesOfLine(trx, visit.line_id),
      proposals: await findProposals(trx, visitId),
    }),
    { readOnly: true },
  )
  const { line, devices } = found
  if (!line) throw new Problem('not-found')
  const ground = await groundOf(house, line.id, line.company_id)
  const { known } = ground
  const phones = devices.map(({ id, disabled_at }) => ({ id, off: disabled_at !== null }))
  return {
    visit: presentVisit(visit),
    line: {
      id: line.id,
      number: line.number,
      extension: line.extension,
      name: line.name,
      service: line.service_name,
      site: line.site_name,
      role: line.role,
      companyId: line.company_id,
      company: line.company_name,
    },
    account: {
      state: line.account,
      credential: line.credential,
      credentialExpiresAt: line.credential_expires_at?.toISOString() ?? null,
      expired: hasExpired({ credentialExpiresAt: line.credential_expires_at }, now),
      email: {
        status: line.email_status,
        masked: line.email === null ? null : maskEmailAddress(line.email as EmailAddress),
      },
      secondFactor: line.second_factor,
      lastSignedInAt: line.last_signed_in_at?.toISOString() ?? null,
    },
    refusedSignIns: found.refused.map((at) => at.toISOString()),
    phones: devices.map((device) => phoneOf(device, now)),
    calls: {
      ...(await wayNow(house, ground, devices)),
      ...settingsOf(known.settings, ground.company),
    },
    proposable: proposable({ settings: known.settings, voicemail: known.voicemail, phones }),
    mayProposeVoicemail: known.voicemail,
    proposals: found.proposals.map((proposal) => presentProposal(proposal, devices)),
  }
}

const presentVisit = (visit: VisitRow) => ({
  id: visit.id,
  openedAt: visit.opened_at.toISOString(),
  endsAt: visit.expires_at.toISOString(),
  endedBy: visit.ended_by,
})

function phoneOf(device: Device, now: Date) {
  const { id, name, kind, state, lastContactAt, software } = presentPhone(device, now)
  return { id, name, kind, state, lastContactAt, software }
}

/** A call that came now from a number that nobody knows, and that nobody answers. */
async function wayNow(house: House, ground: Awaited<ReturnType<typeof groundOf>>, devices: readonly Device[]) {
  const { known, company } = ground
  const caller = { lineId: null, number: null, extension: null, name: '', withheld: false }
  const plan = await decideWith(house, known, company, { at: house.clock(), caller, state: 'free' })
  const { path, end } = walk(plan, () => 'rings')
  const nameOf = new Map(devices.map(({ id, name }) => [id, name]))
  const now = path.map(({ from, targets }) => {
    const [first] = targets
    if (first?.kind === 'voicemail' || first?.kind === 'announcement') return { from, what: first.kind, who: [] }
    const who = targets.flatMap((target) => {
      if (target.kind === 'outside') return [maskPhoneNumber(target.number)]
      if (target.kind !== 'device') return []
      return [target.lineId === known.id ? (nameOf.get(target.deviceId) ?? '') : extensionOf(target.lineId, company)]
    })
    const what =
      first?.kind === 'outside'
        ? ('outside' as const)
        : first?.kind !== 'device'
          ? ('other' as const)
          : first.lineId === known.id
            ? ('phones' as const)
            : ('colleague' as const)
    return { from, what, who: [...new Set(who)].filter(Boolean) }
  })
  return { now, end }
}

const extensionOf = (lineId: string, company: KnownCompany): string => company.lines.get(lineId)?.extension ?? ''

function settingsOf(settings: CallSettings, company: KnownCompany) {
  const to = (destination: Destination | null) => {
    if (destination === null) return null
    return destination.kind === 'number'
      ? { kind: destination.kind, shown: maskPhoneNumber(destination.number as PhoneNumber) }
      : { kind: destination.kind, shown: extensionOf(destination.lineId, company) }
  }
  const { doNotDisturb, forwardAll, noAnswer, voicemail, busy, unavailable, ringing } = settings
  return {
    doNotDisturb: { on: doNotDisturb.on, until: doNotDisturb.until },
    forwardAll: { on: forwardAll.on, to: to(forwardAll.to), until: forwardAll.until },
    noAnswer: { on: noAnswer.on, to: to(noAnswer.to), after: noAnswer.after },
    voicemail: { on: voicemail.on, after: voicemail.after },
    busy: { action: busy.action, to: to(busy.to) },
    unavailable: { on: unavailable.on, to: to(unavailable.to) },
    ringing: ringing.mode,
    silentPhones: ringing.silent.length,
    selectiveForward: settings.selectiveForward.on ? settings.selectiveForward.rules.filter(({ on }) => on).length : 0,
    selectiveRejection: settings.selectiveRejection.on ? settings.selectiveRejection.callers.length : 0,
    anonymous: settings.anonymous,
    callWaiting: settings.callWaiting,
  }
}
