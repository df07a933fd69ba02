import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { adjacencyGraphs, dictionary as common } from '@zxcvbn-ts/language-common'
import { dictionary as italian } from '@zxcvbn-ts/language-it'

/** Only ever imported lazily: its word lists are the heaviest thing in the portal. */
const meter = new ZxcvbnFactory({ dictionary: { ...common, ...italian }, graphs: adjacencyGraphs })

/** Longer than this tells nothing new and costs time at every key. */
const measured = 64

export type Strength = 0 | 1 | 2 | 3 | 4

/** How hard a password is to guess, 0 to 4. A meter only: the server’s rules decide (spec/security 3.1). */
export function strengthOf(password: string, personal: readonly string[]): Strength {
  return meter.check(password.slice(0, measured), [...personal]).score
}
