import { inForce } from '#domain/call-handling/loops.ts'
import type { CallSettings, Destination } from '#domain/call-handling/settings.ts'
import { type ServiceName, serviceNames } from '#domain/dial-plan/service-codes.ts'
import { showPhoneNumber } from '#domain/phone-number.ts'
import type { House } from '../house.ts'
import type { KnownCompany } from './facts/known-company.ts'
import { groundOf } from './ground.ts'
import type { Whose } from './whose.ts'

/** The card of star codes, as this company has them, with how each service stands (spec/product 7.2 idea 9). */
export async function readCodes(house: House, { lineId, session }: Whose) {
  const { known, company, now } = await groundOf(house, lineId, session.line.companyId)
  return {
    shortCodes: company.shortCodes.flatMap(({ code, label, visible, destination }) => {
      if (!visible) return []
      const line = destination.kind === 'line' ? company.lines.get(destination.lineId) : undefined
      const number = destination.kind === 'line' ? (line?.number ?? '') : destination.number
      return [{ code, label, name: line?.name ?? null, number }]
    }),
    codes: serviceNames.flatMap((service) => {
      const codes = company.codes.filter((code) => code.service === service)
      // Shown where its digits are.
      if (codes.length === 0 || service === 'prove-line') return []
      const shown = codes
        .map(({ pattern, action, main }) => ({ pattern, action, main }))
        .toSorted((a, b) => Number(b.main) - Number(a.main))
      return [{ service, codes: shown, state: stateOf(service, known.settings, company, now) }]
    }),
  }
}

function stateOf(service: ServiceName, settings: CallSettings, company: KnownCompany, now: Date) {
  const plain = (on: boolean) => ({ on, to: null, name: null, after: null })
  const forward = (on: boolean, to: Destination | null, after: number | null = null) => ({
    on,
    ...shown(to, company),
    after,
  })
  switch (service) {
    case 'forward-all':
      return forward(inForce(settings.forwardAll, now), settings.forwardAll.to)
    case 'no-answer':
      return forward(settings.noAnswer.on, settings.noAnswer.to, settings.noAnswer.after)
    case 'busy':
      return forward(settings.busy.action === 'forward', settings.busy.to)
    case 'unavailable':
      return forward(settings.unavailable.on, settings.unavailable.to)
    case 'do-not-disturb':
      return plain(inForce(settings.doNotDisturb, now))
    case 'call-waiting':
      return plain(settings.callWaiting)
    case 'anonymous-rejection':
      return plain(settings.anonymous === 'reject')
    case 'identity':
      return plain(settings.identity.withheld)
    case 'every-forward':
    case 'reject-last-caller':
    case 'echo-test':
    case 'prove-line':
      return null
  }
}

function shown(to: Destination | null, company: KnownCompany): { to: string | null; name: string | null } {
  if (to === null) return { to: null, name: null }
  if (to.kind === 'number') return { to: showPhoneNumber(to.number), name: null }
  const line = company.lines.get(to.lineId)
  return { to: line?.extension || line?.number || null, name: line?.name ?? null }
}
