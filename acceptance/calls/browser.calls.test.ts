import { afterAll, beforeAll, expect, it } from 'vitest'
import { type BrowserPhone, browserPhone } from '../softphone/browser-phone.ts'
import { type CallHouse, openCallHouse } from './call-house.ts'

/** A phone in a browser, with a device's secret from the portal: WebRTC on its side, plain RTP on the other's (TEL-17). */

let house: CallHouse
let annas: BrowserPhone | undefined

beforeAll(async () => {
  house = await openCallHouse({}, { only: true })
  await house.people(['013', '016'])
}, 180_000)

afterAll(async () => {
  await annas?.leaves()
  await house?.close()
}, 60_000)

it('in the browser Anna calls a colleague and the world outside, is called, holds and hangs up', async () => {
  const [anna, bruno] = await Promise.all([house.person('013'), house.person('016')])
  const { phone, server, secret } = await anna.addsPhone('Browser')
  const [browser, brunos] = await Promise.all([
    browserPhone({
      ...{ who: anna.name, server: `wss://127.0.0.1:${house.sip.wssPort}`, user: phone.sipUser },
      ...{ domain: server.domain, secret, microphone: 880 },
    }),
    bruno.phone(),
  ])
  annas = browser

  await browser.calls(bruno.extension)
  const called = await brunos.rings()
  expect(called.caller.number).toBe(anna.extension)
  await called.answers()
  await browser.isAnswered()
  called.plays(440)
  await Promise.all([called.hears(880), browser.hears(440)])
  const counts = await browser.counts()
  expect(counts).toMatchObject({ dtls: 'connected', cipher: expect.stringMatching(/AES/) })
  expect(counts.codec).toMatch(/^audio\/PCM[AU]$/)
  expect(Math.min(counts.received, counts.sent)).toBeGreaterThan(160)
  await browser.holds()
  await called.hearsNothing()
  await browser.resumes()
  await Promise.all([called.hears(880), browser.hears(440)])
  await browser.hangsUp()
  await called.ends()

  const calling = await brunos.calls(anna.extension)
  expect(await browser.rings()).toBe(bruno.extension)
  await browser.answers()
  await calling.isAnswered()
  calling.plays(523)
  await Promise.all([calling.hears(880), browser.hears(523)])
  await calling.hangsUp()
  await browser.ends()

  await browser.calls('02 1234 5678')
  const outside = await (await house.outside.rings('+390212345678')).answers()
  await browser.isAnswered()
  outside.plays(659)
  await Promise.all([outside.hears(880), browser.hears(659)])
  outside.hangsUp()
  await browser.ends()
}, 60_000)
