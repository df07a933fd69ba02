import { describe, expect, it } from 'vitest'
import {
  checkPassword,
  type PasswordFlaw,
  type PasswordRules,
  passwordLength,
  passwordMinimum,
  quickChecks,
} from './password.ts'
import { readPasswordDictionary } from './password-dictionary.ts'
import { fold } from './password-text.ts'

/** A few words; the whole dictionary is tried in `setup/build-password-dictionary.test.ts`. */
const dictionary = readPasswordDictionary([
  ...['centralino', 'estate', 'ufficio'].map((word) => `+${fold(word)}`),
  `*${fold('qwertyuiop')}`,
  ...['ciao', 'ferro', 'lavatrice', 'sole', 'tramonto', 'zaino'].map(fold),
])

const rules: PasswordRules = { minimum: passwordLength.user, personal: [], dictionary }
const mario = ['+390125555049', '049', 'Mario Rossi', 'm.rossi79', 'Arredi Canavese', 'Sede di Ivrea']
const check = (password: string, more: Partial<PasswordRules> = {}) => checkPassword(password, { ...rules, ...more })

describe('words that everybody tries (spec/security 3.1.3)', () => {
  it.each<[string, PasswordFlaw[]]>([
    ['Centralino2026', ['context-word']],
    ['centralino estate ufficio', ['context-word']],
    ['Lavatrice 20260101', ['too-common']],
    ['sole&tramonto', ['too-common-two-words']],
    ['qwertyuiop12', ['too-common']],
    ['qwertyuiop!1', ['too-common']],
    ['qwertyuiop', ['too-short', 'breached', 'too-common']],
    ['ciaociaociao', ['too-common']],
    ['aaaaaaaaaaaaaaaaaaaa', ['too-common']],
    ['xkxkxkxkxkxkxkxk', ['too-common']],
    ['20112026-1234', ['too-common']],
  ])('refuses %s: %j', (password, flaws) => {
    expect(check(password)).toEqual(flaws)
  })

  it.each([
    'sole tramonto 2026',
    'centralino tramonto',
    'zaino tramonto ferro',
    'h7Kq-2mWp-9xRd',
    '😀😃😄😁😆😅😂🤣😊😇🙂🙃',
  ])('accepts "%s"', (password) => {
    expect(check(password)).toEqual([])
  })
})

describe('length (P01, P02)', () => {
  const random = (length: number) => 'h7Kq2mWp9xRdTz4bVn8sLf3cJg6y'.repeat(5).slice(0, length)

  it.each<[string, string, number, PasswordFlaw[]]>([
    ['eleven for a user', random(11), 12, ['too-short']],
    ['twelve for a user', random(12), 12, []],
    ['fourteen for an administrator', random(14), 15, ['too-short']],
    ['fifteen for an administrator', random(15), 15, []],
    ['64', random(64), 15, []],
    ['128', random(128), 15, []],
    ['129', random(129), 15, ['too-long']],
    ['eleven emoji, 22 units', '😀😃😄😁😆😅😂🤣😊😇🙂', 12, ['too-short']],
    ['a mebibyte', 'x'.repeat(1_048_576), 12, ['too-long']],
    ['nothing', '', 12, ['too-short', 'too-common']],
  ])('%s', (_, password, minimum, flaws) => {
    expect(check(password, { minimum })).toEqual(flaws)
  })

  it('counts characters in the composed form', () => {
    expect(check('perche\u0301 no u\u0300', { minimum: 12 })).toEqual(['too-short'])
  })

  it.each([
    ['user', false, 12],
    ['administrator', false, 15],
    ['user', true, 10],
    ['administrator', true, 10],
  ] as const)('%s with second factor %s: %i', (role, secondFactor, minimum) => {
    expect(passwordMinimum({ role, secondFactor })).toBe(minimum)
  })

  it('follows the configuration', () => {
    const raised = { ...passwordLength, user: 15, withSecondFactor: 15 }
    expect(passwordMinimum({ role: 'user', secondFactor: true }, raised)).toBe(15)
  })
})

describe('personal data (3.1.2b)', () => {
  it.each([
    ['the number as dialled', 'zq 0125555049 zq'],
    ['the number with the country code', 'zq+390125555049'],
    ['the number with blanks', '0125 555 049 wkz'],
    ['more than half of the number', '125555049kwz'],
    ['the extension', 'kwzvbn-049-xqy'],
    ['name and surname', 'Mario.Rossi1kwz'],
    ['in leet', 'M4r10_R0ss1_kwz'],
    ['with accents', 'Màrio Ròssi kwz'],
    ['nearly the name', 'Mariu Russi1'],
    ['the mailbox', 'm.rossi79m.rossi'],
    ['the company', 'xArrediCanavese7q'],
    ['half of the company', 'Canavese7qxk'],
  ])('refuses %s', (_, password) => {
    expect(check(password, { personal: mario })).toContain('contains-personal')
  })

  it.each([
    ['a name of the company turned round', 'Canavese-Arredi-2026'],
    ['a site', 'ivrea+sede+2026'],
    ['the name turned round', 'rossi.mario.2026'],
  ])('takes %s for a context word', (_, password) => {
    expect(check(password, { personal: mario })).toContain('context-word')
  })

  it('leaves short names and look-alikes of an extension alone', () => {
    expect(check('vhO4gPsrRkkP', { personal: ['049', 'Li', 'A'] })).toEqual([])
  })
})

describe('secrets it must differ from', () => {
  it.each<[string, Partial<PasswordRules>, PasswordFlaw]>([
    ['abcd efgh jkmn pqrs', { temporary: 'ABCD-EFGH-JKMN-PQRS' }, 'same-as-temporary'],
    ['zaino tramonto ferro', { temporary: 'zaino tramonto ferro' }, 'same-as-temporary'],
    ['perche\u0301 no, zaino blu', { current: 'perché no, zaino blu' }, 'same-as-current'],
  ])('refuses "%s"', (password, secrets, flaw) => {
    expect(check(password, secrets)).toEqual([flaw])
  })

  it('takes another letter case for another own password', () => {
    expect(check('Zaino tramonto ferro', { current: 'zaino tramonto ferro' })).toEqual([])
  })
})

describe('the live checklist', () => {
  const typed = {
    password: 'zaino tramonto',
    repeated: 'zaino tramonto',
    old: 'ABCD-EFGH-JKMN-PQRS',
    number: '0125 555 049',
    minimum: 12,
  }
  const met = { longEnough: true, differsFromOld: true, withoutNumber: true, repeatedEqually: true }

  it.each([
    ['everything met', {}, met],
    ['too short', { minimum: 15 }, { ...met, longEnough: false }],
    ['too long', { password: 'x'.repeat(129), repeated: 'x'.repeat(129) }, { ...met, longEnough: false }],
    [
      'the old one without dashes',
      { password: 'abcdefghjkmnpqrs', repeated: 'abcdefghjkmnpqrs' },
      { ...met, differsFromOld: false },
    ],
    ['with the number', { password: 'x 0125-555049', repeated: 'x 0125-555049' }, { ...met, withoutNumber: false }],
    ['repeated differently', { repeated: 'Zaino tramonto' }, { ...met, repeatedEqually: false }],
    ['repeated on a Mac', { password: 'perché no cosí', repeated: 'perche\u0301 no cosi\u0301' }, met],
    [
      'nothing typed yet',
      { password: '', repeated: '' },
      { longEnough: false, differsFromOld: false, withoutNumber: false, repeatedEqually: false },
    ],
  ])('%s', (_, change, checks) => {
    expect(quickChecks({ ...typed, ...change })).toEqual(checks)
  })
})
