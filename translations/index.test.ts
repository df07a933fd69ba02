import { expect, test } from 'vitest'
import { chooseLanguage } from './index.ts'

test.each([
  ['the account’s own language wins', 'en', 'it', ['it-IT'], 'en'],
  ['then the one chosen on this computer', null, 'en', ['it-IT'], 'en'],
  ['then the first we share with the browser', null, null, ['de-CH', 'en-GB', 'it'], 'en'],
  ['a language we do not speak is passed over', null, 'de', ['fr'], 'it'],
  ['Italian when nobody says anything', null, null, [], 'it'],
] as const)('%s', (_, account, chosen, browser, language) => {
  expect(chooseLanguage(account, chosen, browser)).toBe(language)
})
