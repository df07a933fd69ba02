import { afterAll, beforeAll, expect, test } from 'vitest'
import { createScriptedPortal } from '../call-engine.promise.ts'
import type { CallEngine } from '../call-engine.ts'
import { readState } from '../switchboard/state.ts'
import { openRawSip, type RawSip, rawRegister, rawRequest, statusOf } from '../testing/raw-sip.ts'
import { testSettings } from '../testing/switchboard-settings.ts'
import { createKamailioEngine } from './engine.ts'

/** Messages nobody should send (RFC 4475 and worse): the engine goes on serving, with the same processes. */

let engine: CallEngine
let sip: RawSip
/** Somebody polite, from the same machine. */
let calm: RawSip
let kamailio: number | undefined
let directory: string
const domain = 'promessa.localhost'

beforeAll(async () => {
  const settings = await testSettings()
  directory = settings.directory
  engine = createKamailioEngine(settings)
  await engine.start(createScriptedPortal().side)
  sip = await openRawSip('udp', '127.0.0.1', settings.sip.port)
  calm = await openRawSip('udp', '127.0.0.1', settings.sip.port)
  kamailio = readState(directory)?.groups[1]
})
afterAll(async () => {
  sip.close()
  calm.close()
  await engine.stop()
})

const stillServing = async () => {
  expect(statusOf(await rawRegister(calm, `101-1@${domain}`, 'segreto-101-1'))).toBe(200)
  expect(readState(directory)?.groups[1]).toBe(kamailio)
}

/** After RFC 4475: sections 3.1.1 (valid, strange), 3.1.2 (invalid), 3.3 (other meanings). */
const torture: Readonly<Record<string, (whole: string) => string>> = {
  'folded header lines (3.1.1.1)': (text) => text.replace('Max-Forwards: 70', 'Max-Forwards:\r\n   70'),
  'escaped nulls in a name (3.1.1.4)': (text) => text.replaceAll('101-1@', 'null-%00-null@'),
  'percent that escapes nothing (3.1.1.5)': (text) => text.replaceAll('101-1@', '%%%@'),
  'a long list of values (3.1.1.7)': (text) => text.replace('Max', `Accept: ${'a/b,'.repeat(900)}\r\nMax`),
  'content longer than said (3.1.2.2)': (text) => text.replace('Content-Length: 0', 'Content-Length: 9999'),
  'a negative length (3.1.2.3)': (text) => text.replace('Content-Length: 0', 'Content-Length: -999'),
  'numbers too large for any machine (3.1.2.4)': (text) =>
    text.replace('CSeq: 1', 'CSeq: 36893488147419103232').replace('70', '300'),
  'unfinished quotes (3.1.2.6)': (text) => text.replace('From: <', 'From: "Anna <'),
  'a start line in pieces (3.1.2.10)': (text) => text.replace(' SIP/2.0\r\n', '  SIP/2.0\r\n'),
  'an unknown version (3.1.2.16)': (text) => text.replace('SIP/2.0\r\n', 'SIP/7.0\r\n'),
  'methods that differ (3.1.2.17)': (text) => text.replace('1 REGISTER', '1 INVITE'),
  'no transport that exists (3.1.1.10)': (text) => text.replace('SIP/2.0/UDP', 'SIP/2.0/UNKNOWN'),
  'an unknown scheme (3.3.2)': (text) => text.replace('REGISTER sip:', 'REGISTER nobodyknows:'),
  'two of what there is one of (3.3.9)': (text) => text.replace('Max', 'To: <sip:x@y>\r\nCall-ID: zwei\r\nMax'),
  'nothing that is needed (3.3.1)': () => 'REGISTER sip:x SIP/2.0\r\n\r\n',
  'bytes of no alphabet': (text) => text.replace('raw', '\u0000\u0001\uffff\ud800'),
  'nothing but line ends': () => '\r\n'.repeat(500),
}

test.each(Object.entries(torture))('%s', async (_, change) => {
  for (const method of ['REGISTER', 'INVITE', 'OPTIONS']) {
    sip.send(change(rawRequest(sip, { method, from: `101-1@${domain}` })))
  }
  await stillServing()
})

/** A hundred thousand were sent once (docs/figures.md); so many each time. */
const mutated = Number(process.env.MUTATED_MESSAGES ?? 6_000)

/** A small generator with a seed: a failure comes again. */
function dice(seed: number) {
  let state = seed
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state % below
  }
}

test('thousands of mutated messages', async () => {
  const roll = dice(4475)
  const methods = ['REGISTER', 'INVITE', 'ACK', 'BYE', 'CANCEL', 'OPTIONS', 'REFER', 'UPDATE', 'NOTIFY']
  const strange = ['\r\n', ';', '<', '>', '"', '%', '\u0000', ',', '@', ':', '9'.repeat(40), 'x'.repeat(300), '']
  for (let sent = 0; sent < mutated; sent++) {
    const method = methods[roll(methods.length)] ?? 'INVITE'
    let text = rawRequest(sip, { method, from: `101-1@${domain}`, to: `102@${domain}`, body: 'v=0\r\n' })
    for (let changes = 1 + roll(4); changes > 0; changes--) {
      const at = roll(text.length)
      text = text.slice(0, at) + (strange[roll(strange.length)] ?? '') + text.slice(at + roll(6))
    }
    sip.send(text)
    // Not faster than the engine reads, or the network throws away what was to be tested.
    if (sent % 200 === 0) await stillServing()
  }
  await stillServing()
})
