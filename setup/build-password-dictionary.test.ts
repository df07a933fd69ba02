import { readFileSync } from 'node:fs'
import { brotliDecompressSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { checkPassword, type PasswordFlaw } from '#domain/access/password.ts'
import { longestWord, readPasswordDictionary, shortestWord } from '#domain/access/password-dictionary.ts'
import { fold, plain } from '#domain/access/password-text.ts'

/** The dictionary as it was built and committed, tried on what people choose. */
const file = readFileSync(new URL('../domain/access/password-dictionary.txt.br', import.meta.url))
const lines = brotliDecompressSync(file)
  .toString()
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
const dictionary = readPasswordDictionary(lines)
const mario = ['+390125555049', '049', 'Mario Rossi', 'm.rossi79', 'Arredi Canavese', 'Sede di Ivrea']
const check = (password: string, personal: readonly string[] = []) =>
  checkPassword(password, { minimum: 12, personal, dictionary })

describe('passwords that Italian offices choose (spec/security 3.1.3, P05)', () => {
  it.each<[string, PasswordFlaw]>([
    ['Windtre2026!', 'context-word'],
    ['Password123!', 'context-word'],
    ['Estate2026!!', 'context-word'],
    ['Buongiorno2026!', 'context-word'],
    ['OfficeSmart1!', 'context-word'],
    ['Centralino2026', 'context-word'],
    ['Centralino1!', 'context-word'],
    ['juventus1897', 'context-word'],
    ['P@ssw0rd2026', 'context-word'],
    ['forzainter1908', 'context-word'],
    ['Napoli1926--', 'context-word'],
    ['Napoli1926', 'context-word'],
    ['roma milano napoli torino', 'context-word'],
    ['Ufficio.Telefono.Segreteria.2026', 'context-word'],
    ['Amoremio123!', 'too-common'],
    ['Lavatrice7382', 'too-common'],
    ['Lavatrice 20260101 7382', 'too-common'],
    ['Mario.Rossi1', 'too-common-two-words'],
    ['correct horse', 'too-common-two-words'],
    ['gatto48271sole', 'too-common-two-words'],
    ['qwertyuiop12', 'breached'],
    ['1Q2w3e4r5t6y', 'breached'],
    ['abcdefghijkl', 'too-common'],
    ['lkjhgfdsa2026', 'too-common'],
    ['ciaociaociao', 'too-common'],
    ['aaaaaaaaaaaaaaaaaaaa', 'too-common'],
    ['abababababababab', 'too-common'],
    ['20112026-1234', 'too-common'],
    ['Passw0rd!Passw0rd!', 'too-common'],
  ])('refuses %s: %s', (password, flaw) => {
    expect(check(password)).toContain(flaw)
  })

  it.each([
    'tramonto zaino pinguino ferro',
    'il gatto dorme sul tetto',
    'h7Kq-2mWp-9xRd',
    'zaino tramonto ferro pinguino',
    'correcthorsebatterystaple',
    'montagna fiume 9', // two words, but sixteen characters
    'Xk9!mQ2#vL7p',
    'vazby9-tIpbon-sidfyn',
    'perché no? così è',
    '😀😃😄😁😆😅😂🤣😊😇🙂🙃',
    ' zaino  ferro oblò ',
  ])('accepts "%s"', (password) => {
    expect(check(password, mario)).toEqual([])
  })
})

it('holds about 100,000 words in little room, folded as passwords are', () => {
  expect(file.length).toBeLessThan(300_000)
  expect(lines.length).toBeGreaterThan(100_000)
  const words = lines.map((line) => line.replace(/^[+*]/, ''))
  expect(words.filter((word) => fold(plain(word)) !== word)).toEqual([])
  expect(new Set(words).size).toBe(words.length)
  const lookedUp = lines.filter((line) => !line.startsWith('*')).map((line) => line.replace(/^\+/, ''))
  expect(lookedUp.filter((word) => word.length < shortestWord || word.length > longestWord)).toEqual([])
})
