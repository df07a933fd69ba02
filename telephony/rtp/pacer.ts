import { frameMilliseconds } from './tone.ts'

/**
 * One clock for all streams of a process: beats every 20 ms by deadline, so that a late beat does not make all later
 * ones late. After a pause of the process the missed beats follow at once, but never more than half a second of them.
 */

const mostMissed = 25

type Beat = () => void

const beats = new Set<Beat>()
let timer: NodeJS.Timeout | undefined
let next = 0

/** Called every 20 ms until the answer is called. */
export function everyFrame(beat: Beat): () => void {
  beats.add(beat)
  if (timer === undefined) {
    next = performance.now()
    turn()
  }
  return () => {
    beats.delete(beat)
    if (beats.size > 0) return
    clearTimeout(timer)
    timer = undefined
  }
}

function turn(): void {
  const now = performance.now()
  next = Math.max(next, now - mostMissed * frameMilliseconds)
  while (next <= now) {
    next += frameMilliseconds
    for (const beat of beats) beat()
  }
  timer = beats.size > 0 ? setTimeout(turn, Math.max(1, next - performance.now())) : undefined
}
