import type { AudioStream } from '#telephony/rtp/audio-stream.ts'
import { isTone, joined, loudness, strength } from '#telephony/rtp/tone.ts'

/** What comes out of a phone's receiver, as far as a test asks of it. */

/** A tone must last so many packets: 160 ms. */
const lasting = 8
const usual = [250, 440, 523, 554, 659, 784, 880, 1000] as const

const tries = 5

export class Ear {
  private frames: Int16Array[] = []
  private watchers = new Set<() => void>()

  listen(stream: AudioStream): void {
    stream.on('sound', (samples) => {
      this.frames.push(samples)
      if (this.frames.length > 500) this.frames.shift()
      for (const watcher of this.watchers) watcher()
    })
  }

  /** Resolves when the tone was heard from now on. @throws with what was heard instead */
  tone(frequency: number, within: number): Promise<void> {
    return this.until(
      () => isTone(joined(...this.frames.slice(-lasting)), frequency),
      within,
      () => `${frequency} Hz were not heard: ${this.summary()}`,
    )
  }

  /** Anything at all that is louder than a line's noise. */
  anything(within: number): Promise<void> {
    return this.until(
      () => loudness(joined(...this.frames.slice(-lasting))) > 300,
      within,
      () => `Nothing was heard: ${this.summary()}`,
    )
  }

  /** @throws when something is heard in each of a few spans of that time */
  async nothing(during: number): Promise<void> {
    // What was on its way when the other side fell silent still arrives: quiet is what is quiet within a few tries.
    for (let left = tries; ; left -= 1) {
      this.frames = []
      await new Promise((resolve) => setTimeout(resolve, during))
      if (!this.frames.some((frame) => loudness(frame) > 300)) return
      if (left === 1) throw new Error(`Not silent: ${this.summary()}`)
    }
  }

  private until(heard: () => boolean, within: number, complaint: () => string): Promise<void> {
    this.frames = []
    return new Promise((resolve, reject) => {
      const check = () => {
        if (this.frames.length < lasting || !heard()) return
        done()
        resolve()
      }
      const timer = setTimeout(() => {
        done()
        reject(new Error(complaint()))
      }, within)
      const done = () => {
        clearTimeout(timer)
        this.watchers.delete(check)
      }
      this.watchers.add(check)
    })
  }

  private summary(): string {
    const all = joined(...this.frames)
    const strengths = usual.map((frequency) => `${frequency} Hz ${Math.round(strength(all, frequency))}`)
    return `${this.frames.length} packets, loudness ${Math.round(loudness(all))}; ${strengths.join(', ')}`
  }
}
