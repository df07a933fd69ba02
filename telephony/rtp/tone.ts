/** Sounds made, and sounds heard: what calls are checked by. Samples are 16 bits at 8 kHz throughout. */

export const sampleRate = 8000
/** Samples of the 20 ms that every telephone packs together. */
export const frameLength = 160
export const frameMilliseconds = 20

/** A clear tone, softened at both ends so that it does not click. */
export function tone(frequency: number, milliseconds: number, amplitude = 8000): Int16Array {
  const length = Math.round((sampleRate * milliseconds) / 1000)
  const fade = Math.min(80, length / 2)
  return Int16Array.from({ length }, (_, i) => {
    const swell = Math.min(1, (i + 1) / fade, (length - i) / fade)
    return Math.round(amplitude * swell * Math.sin((2 * Math.PI * frequency * i) / sampleRate))
  })
}

export const silence = (milliseconds: number): Int16Array =>
  new Int16Array(Math.round((sampleRate * milliseconds) / 1000))

export function joined(...parts: readonly Int16Array[]): Int16Array {
  const whole = new Int16Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** How strong a frequency is in these samples, as the amplitude of a sine (Goertzel's recurrence). */
export function strength(samples: Int16Array, frequency: number): number {
  if (samples.length === 0) return 0
  const step = (2 * Math.PI * frequency) / sampleRate
  const coefficient = 2 * Math.cos(step)
  let [last, before] = [0, 0]
  for (const sample of samples) [last, before] = [sample + coefficient * last - before, last]
  const power = last * last + before * before - coefficient * last * before
  return (2 * Math.sqrt(Math.max(0, power))) / samples.length
}

/** Root of the mean square. */
export function loudness(samples: Int16Array): number {
  if (samples.length === 0) return 0
  let sum = 0
  for (const sample of samples) sum += sample * sample
  return Math.sqrt(sum / samples.length)
}

/** Is this one tone, and hardly anything else? A pure sine has 1/√2 of its amplitude as loudness. */
export function isTone(samples: Int16Array, frequency: number): boolean {
  const whole = loudness(samples)
  return whole > 200 && strength(samples, frequency) / Math.SQRT2 > 0.8 * whole
}
