import { sampleRate } from './tone.ts'

/** Sound files: WAVE, PCM, 8 kHz, one channel, 16 bits. Nothing else goes through a telephone here. */

export const wavHeaderLength = 44

/** @throws when it is another kind of sound file, with what it is */
export function readWav(file: Buffer): Int16Array {
  if (file.toString('latin1', 0, 4) !== 'RIFF' || file.toString('latin1', 8, 12) !== 'WAVE')
    throw new Error('Not a WAVE file')
  let format: string | undefined
  for (let at = 12; at + 8 <= file.length; ) {
    const [name, size] = [file.toString('latin1', at, at + 4), file.readUInt32LE(at + 4)]
    const body = file.subarray(at + 8, Math.min(file.length, at + 8 + size))
    if (name === 'fmt ')
      format = [body.readUInt16LE(0), body.readUInt16LE(2), body.readUInt32LE(4), body.readUInt16LE(14)].join()
    if (name === 'data') {
      if (format !== `1,1,${sampleRate},16`) throw new Error(`Not PCM, mono, 8 kHz, 16 bit: ${format}`)
      return samplesOf(body)
    }
    at += 8 + size + (size & 1)
  }
  throw new Error('A WAVE file without sound')
}

/** The bytes before `bytes` of samples. */
export function wavHeader(bytes: number): Buffer {
  const header = Buffer.alloc(wavHeaderLength)
  header.write('RIFF', 0, 'latin1')
  header.writeUInt32LE(36 + bytes, 4)
  header.write('WAVEfmt ', 8, 'latin1')
  header.writeUInt32LE(16, 16)
  header.writeUInt16LE(1, 20)
  header.writeUInt16LE(1, 22)
  header.writeUInt32LE(sampleRate, 24)
  header.writeUInt32LE(2 * sampleRate, 28)
  header.writeUInt16LE(2, 32)
  header.writeUInt16LE(16, 34)
  header.write('data', 36, 'latin1')
  header.writeUInt32LE(bytes, 40)
  return header
}

export const writeWav = (samples: Int16Array): Buffer =>
  Buffer.concat([wavHeader(samples.length * 2), bytesOf(samples)])

/** Every machine we run on keeps the low byte first, as WAVE does. */
export const bytesOf = (samples: Int16Array): Buffer =>
  Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength)

/** A copy: sound inside a file need not lie where 16-bit numbers may. */
function samplesOf(body: Buffer): Int16Array {
  const whole = body.length & ~1
  const samples = new Int16Array(whole / 2)
  bytesOf(samples).set(body.subarray(0, whole))
  return samples
}
