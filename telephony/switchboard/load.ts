/** Silences in a row, of half a second each: a busy machine makes one now and then. */
const silencesAllowed = 2

export type Load = {
  /** Whether it was answered in time. Rejects when what follows from it could not be said: said again the next time. */
  hear(answered: boolean): Promise<void>
  /** It begins anew, not overloaded. */
  forget(): void
}

/**
 * Whether the SIP server has more to do than it can: questions wait longer than callers do. One answer in time, and it has
 * room again.
 * @param say tells the SIP server, when it has changed
 */
export function createLoad(say: (overloaded: boolean) => Promise<unknown>): Load {
  let silences = 0
  let said = false
  return {
    async hear(answered) {
      silences = answered ? 0 : silences + 1
      const over = silences >= silencesAllowed
      if (over === said) return
      await say(over)
      said = over
    },
    forget() {
      silences = 0
      said = false
    },
  }
}
