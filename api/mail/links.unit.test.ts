import { expect, test } from 'vitest'
import { linksIn, splitAtLinks } from './links.ts'

const cases = [
  ['Apri https://portale.example/reset#t=a_b-c entro oggi', ['https://portale.example/reset#t=a_b-c']],
  [
    'Apri https://portale.example/x. Poi (http://localhost:8080/y)!',
    ['https://portale.example/x', 'http://localhost:8080/y'],
  ],
  ['“https://portale.example/z” <https://a.example>', ['https://portale.example/z', 'https://a.example']],
  ['javascript:alert(1) ftp://a.example www.a.example', []],
] as const

test.each(cases)('%s', (text, links) => {
  expect(linksIn(text)).toEqual(links)
})

test.each(cases)('cut and put together again: %s', (text) => {
  expect(
    splitAtLinks(text)
      .map(({ plain, link }) => plain + (link ?? ''))
      .join(''),
  ).toBe(text)
})
