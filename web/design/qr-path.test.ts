import { expect, it } from 'vitest'
import { qrPath } from './qr-path.ts'

const row = (squares: string): boolean[] => [...squares].map((square) => square === '#')

it.each([
  ['nothing dark', ['....', '....'], ''],
  ['one square', ['....', '.#..'], 'M1 1h1v1h-1z'],
  ['runs, also to the edges', ['##.#'], 'M0 0h2v1h-2zM3 0h1v1h-1z'],
  ['rows do not run into each other', ['..##', '##..'], 'M2 0h2v1h-2zM0 1h2v1h-2z'],
])('draws %s', (_, rows, path) => {
  expect(qrPath(rows.map(row))).toBe(path)
})
