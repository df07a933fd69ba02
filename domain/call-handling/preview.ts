import type { DestinationClass } from '../dial-plan/destination-class.ts'
import type { PhoneNumber } from '../phone-number.ts'
import { decide } from './decide.ts'
import type { Caller, LineFacts, LineState } from './facts.ts'
import type { CallPlan } from './plan.ts'
import { type CallSettings, freshSettings } from './settings.ts'

/** What a page knows of a line: the answer of `GET /api/call-handling/settings`. */
export type PreviewGround = {
  readonly line: { readonly lineId: string; readonly number: string; readonly extension: string; readonly name: string }
  readonly people: readonly PreviewGround['line'][]
  readonly phones: readonly { readonly id: string }[]
  readonly classes: readonly DestinationClass[]
  readonly voicemail: boolean
  /** Is there a way outside? */
  readonly outside: boolean
}

/** Somebody outside on no list. */
const stranger: Caller = { lineId: null, number: null, extension: null, name: '', withheld: false }

/**
 * The plan of a call with these settings, saved or not: the ribbon and its sentence are drawn from the very function that
 * decides calls. Colleagues are rung and no more, because their settings are not on this page.
 */
export function previewPlan(
  ground: PreviewGround,
  settings: CallSettings,
  call: { readonly at: Date; readonly state?: LineState; readonly caller?: Caller },
): CallPlan {
  const { line, phones, people } = ground
  const facts = (of: PreviewGround['line'], more: Partial<LineFacts>): LineFacts => ({
    id: of.lineId,
    companyId: '',
    number: of.number as PhoneNumber,
    extension: of.extension,
    name: of.name,
    domain: '',
    suspended: false,
    settings: freshSettings,
    phones: [{ id: of.lineId, user: '', domain: '' }],
    allowed: ground.classes,
    voicemail: false,
    emergencyAt: null,
    ...more,
  })
  const known = new Map(people.map((one) => [one.lineId, facts(one, {})]))
  known.set(
    line.lineId,
    facts(line, {
      settings,
      voicemail: ground.voicemail,
      phones: phones.map(({ id }) => ({ id, user: '', domain: '' })),
    }),
  )
  return decide(
    { at: call.at, lineId: line.lineId, caller: call.caller ?? stranger, previous: [] },
    {
      line: (id) => known.get(id),
      state: (id) => (id === line.lineId ? (call.state ?? 'unknown') : 'unknown'),
      blocked: [],
      trunk: ground.outside,
    },
  )
}
