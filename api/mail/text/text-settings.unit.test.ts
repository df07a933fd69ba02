import { expect, test } from 'vitest'
import { z } from 'zod'
import { readTextSettings, textVariables } from './text-settings.ts'

function read(env: Record<string, string>) {
  const wrong: Record<string, string> = {}
  const settings = readTextSettings(z.object(textVariables).parse(env), (name, what) => (wrong[name] ??= what))
  return { settings, wrong: Object.keys(wrong) }
}

test('SMPP: host, port, TLS, user and password of the address', () => {
  const { settings, wrong } = read({
    SMS_URL: 'smpps://portale:s%40greto@smsc.example.it?system_type=WEB',
    SMS_FROM: '+393001234567',
    SMS_RATE: '50',
  })
  expect(wrong).toEqual([])
  expect(settings).toMatchObject({
    kind: 'smpp',
    name: 'smsc.example.it',
    host: 'smsc.example.it',
    port: 3550,
    tls: true,
    user: 'portale',
    password: 's@greto',
    systemType: 'WEB',
    rate: 50,
    window: 10,
    long: 'udh',
  })
})

test.each([
  ['nothing at all', {}, []],
  ['a sender without gateway', { SMS_FROM: 'Rossi' }, ['SMS_URL']],
  ['a gateway without sender', { SMS_URL: 'smpp://u:p@host' }, ['SMS_FROM']],
  ['SMPP without user', { SMS_URL: 'smpp://host', SMS_FROM: 'Rossi' }, ['SMS_URL']],
  ['HTTP in the clear', { SMS_URL: 'http://gw.example/{to}?t={text}', SMS_FROM: 'Rossi' }, ['SMS_URL']],
  ['HTTP without text', { SMS_URL: 'https://gw.example/', SMS_FROM: 'Rossi' }, ['SMS_BODY']],
  [
    'JSON that is none',
    { SMS_URL: 'https://gw.example/', SMS_FROM: 'Rossi', SMS_BODY: '{"to":{to},{text}' },
    ['SMS_BODY'],
  ],
  [
    'repeats that the gateway cannot know',
    {
      SMS_URL: 'https://gw.example/',
      SMS_FROM: 'Rossi',
      SMS_BODY: '{"a":"{to}","b":"{text}"}',
      SMS_KNOWS_REPEATS: 'on',
    },
    ['SMS_KNOWS_REPEATS'],
  ],
  [
    'headers that are none',
    { SMS_URL: 'https://gw.example/{to}/{text}', SMS_FROM: 'Rossi', SMS_HEADERS: 'x: y' },
    ['SMS_HEADERS'],
  ],
] as [string, Record<string, string>, string[]][])('%s', (_, env, wrong) => {
  expect(read(env).wrong).toEqual(wrong)
})
