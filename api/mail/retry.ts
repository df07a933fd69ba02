import { hour, later, second } from '#domain/clock.ts'

/** Waits between attempts: 10 s, 20 s, 40 s … up to an hour; after a day nobody waits for the letter any more. */
const first = 10 * second
const longest = hour
const patience = 24 * hour

/**
 * When to try a letter again, or undefined to give it up. The last attempt falls on the end of the day of
 * patience. Half of each wait is by chance, so that letters refused together do not come back together.
 * @param attempts how many have been made, this one included
 * @param chance 0 to 1
 */
export function nextAttempt(
  { createdAt, attempts }: { createdAt: Date; attempts: number },
  now: Date,
  chance: number,
): Date | undefined {
  const end = later(createdAt, patience).getTime()
  if (now.getTime() >= end) return undefined
  const wait = Math.min(longest, first * 2 ** Math.min(attempts - 1, 20))
  return new Date(Math.min(end, now.getTime() + Math.round(wait / 2 + (wait / 2) * chance)))
}
