import { describe, expect, it } from 'vitest'
import { type Administrator, continuity, lossRefusal } from './administrators.ts'

const giulia: Administrator = { id: 'giulia', wholeCompany: true, emailVerified: true }
const marco: Administrator = { id: 'marco', wholeCompany: true, emailVerified: true }
const withoutEmail: Administrator = { id: 'elena', wholeCompany: true, emailVerified: false }
const ofIvrea: Administrator = { id: 'paolo', wholeCompany: false, emailVerified: true }

describe('who may stop being an administrator', () => {
  it.each([
    ['one of two', [giulia, marco], 'giulia', undefined],
    ['the only one', [giulia], 'giulia', 'last-administrator'],
    ['the only one of the whole company', [giulia, ofIvrea], 'giulia', 'last-administrator'],
    ['one of some sites', [giulia, ofIvrea], 'paolo', undefined],
    ['the only one with a verified e-mail', [giulia, withoutEmail], 'giulia', 'unreachable'],
    ['the one without e-mail', [giulia, withoutEmail], 'elena', undefined],
    ['one of two without e-mail', [withoutEmail, { ...marco, emailVerified: false }], 'marco', undefined],
  ] as const)('%s', (_name, enabled, id, refusal) => {
    expect(lossRefusal(enabled, id)).toBe(refusal)
  })
})

describe('continuity', () => {
  it.each([
    ['two who can be reached', [giulia, marco], 'safe'],
    ['one who can', [giulia], 'alone'],
    ['one who can, one who cannot', [giulia, withoutEmail], 'alone'],
    ['nobody who can', [withoutEmail], 'unreachable'],
    ['only one of some sites', [withoutEmail, ofIvrea], 'unreachable'],
  ] as const)('%s', (_name, enabled, expected) => {
    expect(continuity(enabled)).toBe(expected)
  })
})
