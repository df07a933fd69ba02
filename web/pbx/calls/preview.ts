import { decide } from '#domain/call-handling/decide.ts'
import type { CallFacts, LineFacts, LineState } from '#domain/call-handling/facts.ts'
import { type CallSettings, freshSettings } from '#domain/call-handling/settings.ts'
import type { PhoneNumber } from '#domain/phone-number.ts'
import { laneOf, type Stretch } from './lane.ts'
import type { CallsState } from './line-calls.ts'

/**
 * The two lanes of the ribbon, worked out in the browser by the rules that the engine obeys, for an ordinary caller
 * who is on no list. Of a colleague the page knows only the name: the colleague's phone is taken to ring.
 */
export function lanesFor(
  state: CallsState,
  settings: CallSettings,
  now: number,
): { readonly free: readonly Stretch[]; readonly busy: readonly Stretch[] } {
  const lane = (line: LineState, of: CallSettings) => {
    const call = {
      at: new Date(now),
      lineId: state.line.lineId,
      caller: { lineId: null, number: null, extension: null, name: '', withheld: false },
      previous: [],
    }
    return laneOf(decide(call, factsFor(state, of, line)), of)
  }
  return {
    free: lane('free', settings),
    // Call waiting lets the second call ring as if free; this lane is what follows when that is not so.
    busy: lane('busy', { ...settings, callWaiting: false }),
  }
}

function factsFor(state: CallsState, settings: CallSettings, own: LineState): CallFacts {
  const line: LineFacts = {
    id: state.line.lineId,
    companyId: '',
    number: state.line.number as PhoneNumber,
    extension: state.line.extension,
    name: state.line.name,
    domain: '',
    suspended: false,
    settings,
    phones: state.phones.map(({ id }) => ({ id, user: '', domain: '' })),
    allowed: state.classes,
    voicemail: state.voicemail,
    emergencyAt: null,
  }
  const colleague = (id: string): LineFacts => ({
    ...line,
    id,
    settings: freshSettings,
    phones: [{ id: `phone of ${id}`, user: '', domain: '' }],
    voicemail: false,
  })
  return {
    line: (id) => (id === line.id ? line : colleague(id)),
    state: (id) => (id === line.id ? own : 'free'),
    blocked: [],
    trunk: state.outside,
  }
}
