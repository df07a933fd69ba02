import { expect, it } from 'vitest'
import type { PhoneNumber } from '../phone-number.ts'
import { settingsForNewHolder } from './new-holder.ts'
import { type CallSettings, freshSettings } from './settings.ts'

const mobile = '+393475550182' as PhoneNumber
const to = { kind: 'number', number: mobile } as const

const rossi: CallSettings = {
  doNotDisturb: { on: true, until: null },
  forwardAll: { on: true, to, until: null },
  ringing: { mode: 'together', silent: ['a'], others: [to], order: [] },
  noAnswer: { on: true, to, after: 35 },
  voicemail: { on: true, after: 45 },
  busy: { action: 'forward', to },
  unavailable: { on: true, to },
  selectiveForward: { on: true, rules: [{ id: 'a', name: 'Casa', on: true, callers: [], to }] },
  selectiveRejection: { on: true, callers: [{ kind: 'number', number: mobile }] },
  anonymous: 'reject',
  vip: [{ kind: 'number', number: mobile }],
  callWaiting: false,
  identity: { withheld: true, presented: '+390125555000' as PhoneNumber },
  barring: ['mobile'],
  savedNumbers: [{ label: 'Casa', number: mobile }],
}

it('keeps the company’s seconds and number, and nothing of the person', () => {
  const kept = settingsForNewHolder(rossi)
  expect(kept).toEqual({
    ...freshSettings,
    noAnswer: { on: false, to: null, after: 35 },
    voicemail: { on: true, after: 45 },
    callWaiting: false,
    identity: { withheld: false, presented: '+390125555000' },
  })
  expect(JSON.stringify(kept)).not.toContain(mobile)
})

it('lets a busy line go on giving the busy tone', () => {
  expect(settingsForNewHolder({ ...rossi, busy: { action: 'busy-tone', to: null } }).busy).toEqual({
    action: 'busy-tone',
    to: null,
  })
})
