import { expect, it } from 'vitest'
import { alaw, ulaw } from './g711.ts'
import { isTone, joined, loudness, silence, strength, tone } from './tone.ts'

it.each([350, 440, 697, 1000, 2100, 3300])('hears %d Hz and its strength', (frequency) => {
  expect(strength(tone(frequency, 500, 6000), frequency)).toBeGreaterThan(5800)
})

it.each([alaw, ulaw])('hears it through $name', (codec) => {
  const through = codec.decode(codec.encode(tone(440, 200)))
  expect(isTone(through, 440)).toBe(true)
  expect(isTone(through, 523)).toBe(false)
})

it('hears no tone in silence, in two tones, or in another one', () => {
  const mixed = tone(440, 200).map((sample, i) => sample + tone(660, 200)[i]!)
  expect([silence(200), mixed, tone(660, 200)].map((sound) => isTone(sound, 440))).toEqual([false, false, false])
})

it('joins sounds, and tells how loud they are', () => {
  const sound = joined(silence(100), tone(1000, 100), silence(100))
  expect(sound).toHaveLength(2400)
  expect(loudness(sound.subarray(0, 800))).toBe(0)
  expect(loudness(sound.subarray(800, 1600))).toBeGreaterThan(5000)
  expect(loudness(new Int16Array(0))).toBe(0)
})
