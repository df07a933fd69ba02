import { expect, it } from 'vitest'
import { type CallSettings, freshSettings } from '../call-handling/settings.ts'
import { isProposable, type ProposableFacts, type ProposedChange, proposable, requestOf } from './proposal.ts'

const facts = (settings: Partial<CallSettings> = {}, more: Partial<ProposableFacts> = {}): ProposableFacts => ({
  settings: { ...freshSettings, ...settings },
  voicemail: true,
  phones: [{ id: 'desk', off: false }],
  ...more,
})
const colleague = { kind: 'line', lineId: 'silvia' } as const

it('offers nothing for a line that nobody has touched', () => {
  expect(proposable(facts())).toEqual(freshSettings.callWaiting ? [] : ['call-waiting-on'])
})

it('offers what keeps calls from arriving, each once', () => {
  const settings: Partial<CallSettings> = {
    doNotDisturb: { on: true, until: null },
    forwardAll: { on: true, to: colleague, until: null },
    noAnswer: { on: true, to: colleague, after: 20 },
    busy: { action: 'busy-tone', to: null },
    unavailable: { on: true, to: colleague },
    selectiveForward: { on: true, rules: [] },
    anonymous: 'reject',
    callWaiting: false,
    ringing: { mode: 'own', silent: ['desk'], others: [], order: [] },
  }
  expect(proposable(facts(settings))).toEqual([
    'do-not-disturb-off',
    'forward-all-off',
    'no-answer-off',
    'busy-voicemail',
    'unavailable-off',
    'selective-forward-off',
    'anonymous-accept',
    'call-waiting-on',
    'own-phones-ring',
  ])
})

it('switches a forward off and forgets neither its destination nor anything else', () => {
  const { settings } = facts({ forwardAll: { on: true, to: colleague, until: '2026-11-23T08:00:00Z' } })
  expect(requestOf({ kind: 'forward-all-off' }, settings)).toEqual({
    forwardAll: { on: false, to: colleague, until: null },
  })
})

it('sends no call anywhere new, whatever is proposed', () => {
  const { settings } = facts({ noAnswer: { on: true, to: colleague, after: 20 } })
  for (const kind of proposable(facts(settings))) {
    const request = requestOf({ kind }, settings)
    expect(JSON.stringify(request)).not.toMatch(/"on":true/)
  }
})

it.each<[string, ProposedChange, ProposableFacts, boolean]>([
  ['another time for the voicemail', { kind: 'voicemail', after: 40 }, facts(), true],
  ['the time it has', { kind: 'voicemail', after: freshSettings.voicemail.after }, facts(), false],
  ['a time of no clock', { kind: 'voicemail', after: 7.5 }, facts(), false],
  ['too long', { kind: 'voicemail', after: 95 }, facts(), false],
  [
    'before the forward has had its turn',
    { kind: 'voicemail', after: 20 },
    facts({ noAnswer: { on: true, to: colleague, after: 20 } }),
    false,
  ],
  ['no voicemail in the profile', { kind: 'voicemail', after: 40 }, facts({}, { voicemail: false }), false],
  [
    'a phone that is off',
    { kind: 'phone-on', deviceId: 'desk' },
    facts({}, { phones: [{ id: 'desk', off: true }] }),
    true,
  ],
  ['a phone that is on', { kind: 'phone-on', deviceId: 'desk' }, facts(), false],
  ['somebody else’s phone', { kind: 'phone-on', deviceId: 'other' }, facts(), false],
  ['do not disturb that is off', { kind: 'do-not-disturb-off' }, facts(), false],
])('%s', (_, change, known, yes) => {
  expect(isProposable(change, known)).toBe(yes)
})
