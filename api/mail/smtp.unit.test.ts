import { expect, test } from 'vitest'
import { smtpOptions } from './smtp.ts'

const cases = [
  [
    'smtps://user:p%40ss@mail.example.it',
    {
      host: 'mail.example.it',
      port: 465,
      secure: true,
      requireTLS: true,
      auth: { user: 'user', pass: 'p@ss' },
    },
  ],
  ['smtp://mail.example.it', { host: 'mail.example.it', port: 587, secure: false, requireTLS: true }],
  ['smtp://10.0.0.5:25', { host: '10.0.0.5', port: 25, secure: false, requireTLS: true }],
  ['smtp://127.evil.example', { host: '127.evil.example', requireTLS: true }],
  ['smtp://localhost:25', { host: 'localhost', port: 25, secure: false, ignoreTLS: true }],
  ['smtp://127.0.0.1:1025', { host: '127.0.0.1', ignoreTLS: true }],
  ['smtp://[::1]:1025', { host: '::1', ignoreTLS: true }],
] as const

test.each(cases)('%s', (url, expected) => {
  const options = smtpOptions(url)
  expect(options).toMatchObject(expected)
  expect(options.requireTLS === true).toBe('requireTLS' in expected)
})

test('nothing in the address weakens TLS', () => {
  const { tls, requireTLS, ignoreTLS } = smtpOptions(
    'smtp://mail.example.it?ignoreTLS=true&tls.rejectUnauthorized=false',
  )
  expect({ tls, requireTLS, ignoreTLS }).toEqual({
    tls: { minVersion: 'TLSv1.2', rejectUnauthorized: true },
    requireTLS: true,
    ignoreTLS: undefined,
  })
})
