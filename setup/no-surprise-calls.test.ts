import { once } from 'node:events'
import { get } from 'node:http'
import { connect, createServer } from 'node:net'
import { afterAll, describe, expect, it } from 'vitest'
import { surprisesSoFar } from './no-surprise-calls.ts'

/** 192.0.2.0/24 and .example exist for documentation; nothing answers there. */
const elsewhere: [string, () => Promise<unknown>][] = [
  ['fetch by name', () => fetch('http://portal.example/')],
  ['fetch by address', () => fetch('http://192.0.2.7/')],
  ['fetch by IPv6 address', () => fetch('http://[2001:db8::7]/')],
  ['TLS', () => fetch('https://portal.example/')],
  ['http', () => once(get('http://portal.example/'), 'response')],
  ['a bare socket', () => once(connect(25, '192.0.2.7'), 'connect')],
  ['a socket by options', () => once(connect({ port: 25, host: 'mail.example' }), 'connect')],
]

describe('a test that calls elsewhere', () => {
  it.each(elsewhere)('%s is refused and remembered', async (_name, call) => {
    await expect(call()).rejects.toThrow()
    expect(surprisesSoFar()).toHaveLength(1)
  })
})

describe('a test that calls this machine', () => {
  const server = createServer((visitor) => visitor.resume().end()).listen(0, '127.0.0.1')
  afterAll(() => server.close())

  it.each(['127.0.0.1', 'localhost'])('%s is let through', async (host) => {
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('The server has no port')
    const visitor = connect({ port: address.port, host })
    await once(visitor, 'connect')
    visitor.resume().end()
    await once(visitor, 'close')
    expect(surprisesSoFar()).toEqual([])
  })
})
