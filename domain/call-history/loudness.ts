/** Bars of the player's slider. */
export const bars = 96

/**
 * How loud each of the bars is, 0 to 255, the loudest of the whole at 255; speech is quiet on the average, so the root
 * of its power is drawn, as ears hear it.
 */
export function loudnessBars(samples: Int16Array): Uint8Array {
  const power = Array.from({ length: bars }, (_, bar) => {
    const part = samples.subarray(
      Math.floor((bar * samples.length) / bars),
      Math.floor(((bar + 1) * samples.length) / bars),
    )
    let sum = 0
    for (const sample of part) sum += sample * sample
    return part.length === 0 ? 0 : Math.sqrt(sum / part.length)
  })
  // Below this, whoever left the message said nothing: noise is not drawn as if it were a voice.
  const loudest = Math.max(200, ...power)
  return Uint8Array.from(power, (value) => Math.round(255 * Math.sqrt(value / loudest)))
}
