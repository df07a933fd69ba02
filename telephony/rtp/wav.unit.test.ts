import { expect, it } from 'vitest'
import { tone } from './tone.ts'
import { readWav, wavHeader, writeWav } from './wav.ts'

it('reads what it writes', () => {
  const sound = tone(440, 123)
  expect(readWav(writeWav(sound))).toEqual(sound)
})

it('passes over other chunks, odd ones too', () => {
  const [header, data] = [writeWav(Int16Array.of(1, -2)).subarray(0, 36), writeWav(Int16Array.of(1, -2)).subarray(36)]
  const note = Buffer.from('LIST\x03\0\0\0abc\0', 'latin1')
  expect([...readWav(Buffer.concat([header, note, data]))]).toEqual([1, -2])
})

it('reads a file that was cut off as far as it goes', () => {
  const file = Buffer.concat([wavHeader(1_000_000), Buffer.from([1, 0, 2, 0, 3])])
  expect([...readWav(file)]).toEqual([1, 2])
})

it('says what it cannot play', () => {
  const stereo = writeWav(Int16Array.of(1))
  stereo.writeUInt16LE(2, 22)
  expect(() => readWav(stereo)).toThrow('1,2,8000,16')
  expect(() => readWav(Buffer.from('MThd'))).toThrow('Not a WAVE file')
  expect(() => readWav(writeWav(Int16Array.of(1)).subarray(0, 36))).toThrow('without sound')
})
