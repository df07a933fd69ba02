import type { PhoneNumber } from '../phone-number.ts'

/**
 * Whom one can call in the demo without any provider. The numbers are valid for Italy and nobody's: 555 is kept free
 * there for films. Nothing leaves this machine.
 */

export const outsideBehaviours = [
  'music',
  'echo',
  'your-number',
  'late',
  'busy',
  'never-answers',
  'declines',
  'calls-back',
  'calls-back-withheld',
  'voicemail',
  'mobile-accepts',
  'mobile-never-answers',
  'emergency',
] as const
export type OutsideBehaviour = (typeof outsideBehaviours)[number]

export type OutsideNumber = { readonly number: PhoneNumber; readonly behaviour: OutsideBehaviour }

const at = (number: string, behaviour: OutsideBehaviour): OutsideNumber => ({
  number: number as PhoneNumber,
  behaviour,
})

export const outsideNumbers: readonly OutsideNumber[] = [
  /** Answers at once and plays a tune of 440, 554 and 659 Hz. */
  at('+390115550101', 'music'),
  /** Says back what it hears. */
  at('+390115550102', 'echo'),
  /** Reads out which number it sees, or that it sees none. */
  at('+390115550103', 'your-number'),
  /** Rings ten seconds, then as `music`. */
  at('+390115550104', 'late'),
  at('+390115550105', 'busy'),
  at('+390115550106', 'never-answers'),
  at('+390115550107', 'declines'),
  /** Answers; five seconds after hanging up it calls the number it saw. */
  at('+390115550108', 'calls-back'),
  /** The same, with its number withheld. */
  at('+390115550109', 'calls-back-withheld'),
  /** A mobile whose voicemail answers at once and presses nothing: what "premi 1" is for. */
  at('+393475550110', 'voicemail'),
  /** A mobile whose owner answers after three seconds and presses 1 when asked; it then plays the tune. */
  at('+393475550111', 'mobile-accepts'),
  at('+393475550112', 'mobile-never-answers'),
]
