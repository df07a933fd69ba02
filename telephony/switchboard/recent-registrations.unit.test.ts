import { expect, test } from 'vitest'
import type { EngineEvent, Registration } from '../call-engine.ts'
import { createRecentRegistrations } from './recent-registrations.ts'

const user = (name: string) => ({ user: name, domain: 'arredi.example' })
const stored = (name: string, address: string): Registration => ({
  ...{ user: user(name), userAgent: 'baresip', address, transport: 'udp', expiresAt: '2026-11-23T10:00:00.000Z' },
})
const event = (kind: 'registered' | 'unregistered', name: string, address: string): EngineEvent => ({
  ...{ id: `${kind}/${name}/${address}`, at: '2026-11-23T09:00:00.000Z', kind, user: user(name) },
  ...{ userAgent: 'linphone', address, transport: 'tcp' },
})
const seen = (registrations: readonly Registration[]) =>
  registrations.map(({ user: { user: name }, address, userAgent }) => `${name} ${address} ${userAgent}`)

test('what was heard stands over what is stored; a goodbye is about its own contact', () => {
  const recent = createRecentRegistrations()
  const before = ['101-1', '102-1', '103-1', '104-1'].map((name) => stored(name, '192.0.2.1:5060'))
  expect(recent.over(before)).toEqual(before)
  recent.hear(event('registered', '105-1', '192.0.2.5:5060'))
  recent.hear(event('registered', '101-1', '192.0.2.9:5060'))
  recent.hear(event('unregistered', '102-1', '192.0.2.1:5060'))
  recent.hear(event('unregistered', '103-1', '192.0.2.77:5060'))
  recent.hear(event('unregistered', '104-1', ''))
  recent.hear({ id: 'x', at: '2026-11-23T09:00:00.000Z', kind: 'message-left' } as EngineEvent)
  expect(seen(recent.over(before)).sort()).toEqual([
    '101-1 192.0.2.9:5060 linphone',
    '103-1 192.0.2.1:5060 baresip',
    '105-1 192.0.2.5:5060 linphone',
  ])
})

test('the last word counts', () => {
  const recent = createRecentRegistrations()
  recent.hear(event('unregistered', '101-1', '192.0.2.1:5060'))
  recent.hear(event('registered', '101-1', '192.0.2.1:5060'))
  expect(seen(recent.over([stored('101-1', '192.0.2.1:5060')]))).toEqual(['101-1 192.0.2.1:5060 linphone'])
})
