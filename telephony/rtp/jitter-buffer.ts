import { sequenceDistance } from './packet.ts'

/**
 * Puts packets in order and evens out their arrival before they are played on. A few frames wait in it; what is missing
 * when its turn comes is passed over in silence.
 */

const waiting = 3
/** A quarter of a second too much: the other clock is quicker, or the network held packets back. */
const most = 12

export function jitterBuffer() {
  const frames = new Map<number, Int16Array>()
  let next: number | undefined
  return {
    put(sequence: number, samples: Int16Array): void {
      if (next !== undefined && Math.abs(sequenceDistance(sequence, next)) > 100) {
        // Another source, or a source begun anew.
        frames.clear()
        next = undefined
      }
      if (next !== undefined && sequenceDistance(sequence, next) < 0) return
      frames.set(sequence, samples)
    },
    /** Once every 20 ms. Undefined: nothing to play now. */
    take(): Int16Array | undefined {
      if (next === undefined) {
        if (frames.size < waiting) return undefined
        next = earliest(frames.keys())
      }
      if (frames.size === 0) {
        next = undefined
        return undefined
      }
      while (frames.size > most) {
        frames.delete(next)
        next = (next + 1) & 0xffff
      }
      const frame = frames.get(next)
      frames.delete(next)
      next = (next + 1) & 0xffff
      return frame
    },
  }
}

function earliest(sequences: Iterable<number>): number {
  return [...sequences].reduce((first, other) => (sequenceDistance(other, first) < 0 ? other : first))
}
