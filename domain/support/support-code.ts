import { minute } from '../clock.ts'

/** Six digits for 1928 (issue 4; spec/product 7.2 idea 8): what they open, and for how long. */
export const supportCode = {
  /** Long enough to read it out, too short to be found on a note tomorrow. */
  lives: 10 * minute,
  /** Wrong ones against one code before it ends. */
  tries: 5,
  /** How long the diagnosis stays open. */
  visitLives: 30 * minute,
} as const

/** Draws `000000`–`999999` with equal chances; `draw` answers whole numbers below its argument. */
export const makeSupportCode = (draw: (below: number) => number): string => String(draw(1_000_000)).padStart(6, '0')

/** As somebody types what they hear: `123 456`, `123-456`. */
export function readSupportCode(typed: string): string | undefined {
  const digits = typed.replace(/[\s.\-–]/g, '')
  return /^\d{6}$/.test(digits) ? digits : undefined
}
