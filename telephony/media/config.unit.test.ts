import { expect, it } from 'vitest'
import { readMediaConfig } from './config.ts'

const whole = {
  MEDIA_SIP: 'ws://127.0.0.1:25080',
  MEDIA_SECRET: 'secret',
  MEDIA_ADDRESS: '127.0.0.1',
  MEDIA_RTP_PORTS: '27000-27999',
  MEDIA_SPOOL: '/tmp/spool',
  RUN_AS: '',
}

it('reads what the switchboard gives', () => {
  expect(readMediaConfig(whole)).toEqual({
    server: 'ws://127.0.0.1:25080',
    user: 'media',
    domain: 'media.invalid',
    secret: 'secret',
    sound: { host: '127.0.0.1', ports: { first: 27_000, last: 27_999 } },
    spool: '/tmp/spool',
  })
})

it.each([
  [{ MEDIA_SECRET: '' }, 'MEDIA_SECRET is missing'],
  [{ MEDIA_SIP: 'http://x' }, 'MEDIA_SIP is no WebSocket address'],
  [{ MEDIA_RTP_PORTS: '27001-27999' }, 'MEDIA_RTP_PORTS is no range'],
  [{ MEDIA_RTP_PORTS: '27000' }, 'MEDIA_RTP_PORTS is no range'],
])('says what is wrong with %o', (change, sentence) => {
  expect(() => readMediaConfig({ ...whole, ...change })).toThrow(sentence)
})
