import { expect, it } from 'vitest'
import { headerOf, headersOf, parameter, placeIn, readSip, uriIn, userIn, writeSip } from './sip-message.ts'

const invite = [
  'INVITE sip:+390115550101@127.0.0.1:25090 SIP/2.0',
  'v: SIP/2.0/UDP 127.0.0.1:25060;branch=z9hG4bKa, SIP/2.0/UDP 10.0.0.9;branch=z9hG4bKb',
  'Record-Route: <sip:127.0.0.1:25060;lr;ftag=1,2>',
  'f: "Ferrero, Giulia" <sip:+390125555049@network.invalid>;tag=f1',
  't: <sip:+390115550101@network.invalid>',
  'i: abc',
  'CSeq: 1 INVITE',
  'Subject: on',
  '  two lines',
  'l: 4',
  '',
  'v=0\r\nleft over',
].join('\r\n')

it('reads compact names, folded lines, lists and the body as long as it says', () => {
  const message = readSip(invite)!
  expect(message).toMatchObject({ method: 'INVITE', uri: 'sip:+390115550101@127.0.0.1:25090', body: 'v=0\r' })
  expect(headersOf(message, 'via')).toHaveLength(2)
  expect(headersOf(message, 'Record-Route')).toEqual(['<sip:127.0.0.1:25060;lr;ftag=1,2>'])
  expect(headerOf(message, 'Subject')).toBe('on two lines')
  const from = headerOf(message, 'From')
  expect([uriIn(from), userIn(uriIn(from)), parameter(from, 'tag')]).toEqual([
    'sip:+390125555049@network.invalid',
    '+390125555049',
    'f1',
  ])
})

it('reads what it writes', () => {
  const answer = { status: 486, reason: 'Busy Here', headers: [['Call-ID', 'è']] as const, body: 'v=0\r\n' }
  const read = readSip(writeSip(answer))!
  expect({ ...read, headers: [read.headers[0]] }).toEqual({ ...answer, headers: [['Call-ID', 'è']] })
})

it('takes nothing else for SIP', () => {
  expect(['', '\r\n\r\n', '\0\0\0\0', 'GET / HTTP/1.1\r\n\r\n'].map(readSip)).toEqual(Array(4).fill(undefined))
})

it('knows where a URI leads', () => {
  expect(placeIn('sip:x@127.0.0.1:25060;lr')).toEqual({ host: '127.0.0.1', port: 25_060 })
  expect(placeIn('sip:[::1]:7000')).toEqual({ host: '::1', port: 7000 })
  expect(placeIn('sip:10.0.0.1;transport=udp')).toEqual({ host: '10.0.0.1', port: 5060 })
})
