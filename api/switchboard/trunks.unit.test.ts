import { expect, test } from 'vitest'
import { readTrunks } from './trunks.ts'

test('providers by address or by account, in order', () => {
  const text = 'sip:gw.example.it, sip:06123:s%40gr@[2001:db8::1]:5080;transport=tls;realm=voce.example.it'
  expect(readTrunks(text)).toEqual([
    {
      id: 't1',
      name: 'gw.example.it',
      host: 'gw.example.it',
      port: 5060,
      transport: 'udp',
      registration: null,
      priority: 0,
    },
    {
      ...{ id: 't2', name: '2001:db8::1', host: '2001:db8::1', port: 5080, transport: 'tls', priority: 1 },
      registration: { user: '06123', secret: 's@gr', realm: 'voce.example.it' },
    },
  ])
})

test.each(['gw.example.it', 'sip:', 'sip:user@host', 'sip:a;transport=sctp', 'sip:ok, nonsense'])(
  '%s is none',
  (text) => {
    expect(readTrunks(text)).toBeUndefined()
  },
)

test('no provider at all', () => {
  expect(readTrunks('')).toEqual([])
})
