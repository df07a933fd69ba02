import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PhoneNumber } from '../phone-number.ts'
import {
  likeAnywhere,
  longestQuery,
  nameKey,
  searchTerms,
  searchText,
  searchTextWith,
  searchTextWithEmail,
} from './search-text.ts'

it.each([
  ['Giulia Ferrero', 'giulia ferrero'],
  ['Niccolò Però', 'niccolo pero'],
  ['Nicolo\u0300', 'nicolo'],
  ["NICOLO'", 'nicolo'],
  ["Roberto D'Angelo", 'roberto dangelo'],
  ['Roberto D’Angelo', 'roberto dangelo'],
  ['Roberto D´Angelo', 'roberto dangelo'],
  ['  De   Luca\u00a0Martina ', 'de luca martina'],
  ['Jürgen Weiß', 'jurgen weiss'],
  ['Łukasz Øster', 'lukasz oster'],
  ['Ｉｖｒｅａ', 'ivrea'],
  ['Iv\u200brea\u202e\u0007', 'ivrea'],
  ['', ''],
])('the key of %j is %j', (text, key) => {
  expect(nameKey(text)).toBe(key)
})

const line = {
  number: '+390125555049' as PhoneNumber,
  extension: '049',
  name: "Niccolò D'Angelo",
  site: 'Ivrea',
  service: 'Posto operatore',
  email: 'N.DAngelo@arredicanavese.example',
  userType: ['Amministratore', 'Administrator'],
}
const text = searchText(line)
const finds = (query: string) => searchTerms(query).every((term) => text.includes(term))

it('holds one field a row, the e-mail last', () => {
  expect(text.split('\n')).toEqual([
    '+390125555049',
    '049',
    'niccolo dangelo',
    'ivrea',
    'posto operatore',
    'amministratore administrator',
    'n.dangelo@arredicanavese.example',
  ])
})

it.each([
  ['Nina@Example.it', 'nina@example.it'],
  [null, ''],
])('changes only the e-mail, to %j', (email, last) => {
  const changed = searchTextWithEmail(text, email)
  expect(changed).toBe(searchText({ ...line, email }))
  expect(changed.split('\n').at(-1)).toBe(last)
})

describe('a query', () => {
  it.each([
    ['0125 555 049', ['0125555049']],
    ['0125-555.049', ['0125555049']],
    ['(0125) 555/049', ['0125555049']],
    ['+39 0125555049', ['0125555049']],
    ['+39 (0)125 555049', ['0125555049']],
    ['0039 0125 555049', ['0125555049']],
    ['390125555049', ['0125555049']],
    ['０１２５\u3000５５５０４９', ['0125555049']],
    ['tel:+390125555049', ['0125555049']],
    ['+39 0125', ['390125']],
    ['0039 0125', ['390125']],
    ['049', ['049']],
    ['0125 555', ['0125555']],
    ['112', ['112']],
    ['Ferrero', ['ferrero']],
    ['  ferrero   049 ', ['ferrero', '049']],
    ["d'angelo", ['dangelo']],
    ['rossi Rossi ross', ['rossi']],
    ['50%', ['50%']],
    ['', []],
    [' \u200b ', []],
    ['+', ['+']],
  ])('%j looks for %j', (query, terms) => {
    expect(searchTerms(query)).toEqual(terms)
  })

  it.each([
    ['niccolo'],
    ["NICCOLO'"],
    ['dangelo 049'],
    ['d angelo'],
    ['ivrea amministratore'],
    ['0125 555'],
    ['5550'],
    ['+39 0125 555 049'],
    ['0039 0125 555 049'],
    ['n.dangelo@'],
    ['posto operatore'],
    ['Administrator'],
  ])('%j finds the line', (query) => {
    expect(finds(query)).toBe(true)
  })

  it.each([['torino'], ['0125 556'], ['049 niccolo torino'], ['angelo ivrea premium']])('%j does not', (query) => {
    expect(finds(query)).toBe(false)
  })

  it('never reaches across two fields', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (query) => {
        for (const term of searchTerms(query)) expect(term).not.toMatch(/\s/)
      }),
    )
  })

  it('is cut where nobody means it', () => {
    expect(searchTerms('a'.repeat(10_000))[0]).toHaveLength(longestQuery)
    expect(searchTerms(Array.from({ length: 40 }, (_, i) => `x${i}y`).join(' ')).length).toBeLessThanOrEqual(8)
  })
})

it('changes one field of a line as if all had been written anew', () => {
  const line = { number: '+390125555049' as PhoneNumber, extension: '049', service: 'Premium', email: 'a@b.example' }
  const rossi = searchText({ ...line, name: 'Marco Rossi', site: 'Ivrea', userType: ['Utente'] })
  const bianchi = searchText({ ...line, name: 'Elena Bianchi', site: 'Torino', userType: ['Amministratore'] })
  expect(searchTextWith(rossi, { name: 'Elena Bianchi', site: 'Torino', userType: ['Amministratore'] })).toBe(bianchi)
  expect(searchTextWith(rossi, {})).toBe(rossi)
})

it.each([
  ['ferrero', '%ferrero%'],
  ['50%', '%50\\%%'],
  ['a_b', '%a\\_b%'],
  ['\\', '%\\\\%'],
])('%j becomes the pattern %j', (term, pattern) => {
  expect(likeAnywhere(term)).toBe(pattern)
})
