import { expect, it } from 'vitest'
import { fold, normalisePassword, passwordLengthOf, plain, squeeze } from './password-text.ts'

it('only ever brings a password to NFC', () => {
  expect(normalisePassword(' Perche\u0301 ')).toBe(' Perché ')
})

it('counts an emoji as one and an accented letter as one', () => {
  expect(passwordLengthOf('è😀e\u0300')).toBe(3)
})

it('folds disguises away', () => {
  expect(squeeze('P@$$w0rd')).toBe(squeeze('password'))
  expect(squeeze('Mario.Rossi')).toBe(squeeze('m4r10 rOSSì'))
  expect(fold('l1!|')).toBe('iiii')
  expect(plain('Nicolò')).toBe('nicolo')
})
