import { describe, expect, it } from 'vitest'
import { type EmailAddress, mailboxKey, maskEmailAddress, readEmailAddress } from './email-address.ts'

describe('reading an address', () => {
  it.each([
    ['as written', 'mario.rossi@example.it', 'mario.rossi@example.it'],
    ['spaces around it', '  mario@example.it\n', 'mario@example.it'],
    ['capitals in the domain only', 'Mario.Rossi@EXAMPLE.It', 'Mario.Rossi@example.it'],
    ['plus and apostrophe', "mario+pbx.d'angelo@example.it", "mario+pbx.d'angelo@example.it"],
    ['subdomains and hyphens', 'm@posta.arredi-canavese.example', 'm@posta.arredi-canavese.example'],
    ['accents, decomposed as on a Mac', 'nicolo\u0300@perche\u0301.it', 'nicolò@perché.it'],
    ['punycode', 'm@xn--perch-fsa.it', 'm@xn--perch-fsa.it'],
    ['longest local part', `${'a'.repeat(64)}@x.it`, `${'a'.repeat(64)}@x.it`],
  ])('%s', (_, input, address) => {
    expect(readEmailAddress(input)).toBe(address)
  })

  it.each([
    ['nothing', ''],
    ['no at', 'mario.example.it'],
    ['nothing before the at', '@example.it'],
    ['nothing after the at', 'mario@'],
    ['two ats', 'mario@rossi@example.it'],
    ['no dot in the domain', 'mario@localhost'],
    ['an address literal', 'mario@[127.0.0.1]'],
    ['a bare IP', 'mario@127.0.0.1'],
    ['one-letter top domain', 'mario@example.i'],
    ['dot at the ends', '.mario@example.it'],
    ['two dots', 'mario..rossi@example.it'],
    ['dot at the end of the domain', 'mario@example.it.'],
    ['hyphen at the edge of a label', 'mario@-example.it'],
    ['space inside', 'mario rossi@example.it'],
    ['two addresses', 'mario@example.it,anna@example.it'],
    ['with a name', 'Mario Rossi <mario@example.it>'],
    ['markup in a quoted local part', '"<script>"@x.it'],
    ['markup without quotes', '<script>@x.it'],
    ['a second header', 'mario@example.it\r\nBcc: all@example.it'],
    ['a control character', 'ma\u0000rio@example.it'],
    ['a bidi override', 'mario\u202Egro@example.it'],
    ['local part too long', `${'a'.repeat(65)}@x.it`],
    ['label too long', `m@${'a'.repeat(64)}.it`],
    ['very long', 'a'.repeat(100_000)],
  ])('refuses %s', (_, input) => {
    expect(readEmailAddress(input)).toBeUndefined()
  })

  it('accepts 254 characters and refuses 255', () => {
    const domain = (length: number) => `${'a'.repeat(63)}.${'b'.repeat(63)}.${'c'.repeat(length - 131)}.it`
    expect(readEmailAddress(`${'m'.repeat(63)}@${domain(190)}`)).toHaveLength(254)
    expect(readEmailAddress(`${'m'.repeat(64)}@${domain(190)}`)).toBeUndefined()
  })
})

it('knows one mailbox in two spellings', () => {
  const [a, b] = ['Mario@example.it', 'mario@EXAMPLE.IT'].map((x) => mailboxKey(readEmailAddress(x) as EmailAddress))
  expect(a).toBe(b)
})

it.each([
  ['mario@rossi.it', 'm•••@r•••.it'],
  ['anna@posta.example.com', 'a•••@p•••.com'],
  ['𝒂@x.it', '𝒂•••@x•••.it'],
])('masks %s as %s', (address, masked) => {
  expect(maskEmailAddress(readEmailAddress(address) as EmailAddress)).toBe(masked)
})
