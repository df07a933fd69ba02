import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { announcementNames } from '#domain/call-handling/plan.ts'
import { isTone, loudness } from '../rtp/tone.ts'
import { readWav } from '../rtp/wav.ts'
import {
  announcementSound,
  announcements,
  type PhraseName,
  partsOf,
  phraseSound,
  phrases,
  promptDirectory,
} from './prompts.ts'

const everySign = ['+390125555049', '*21#', '+4420']
const everyPart = [...Object.values(announcements), ...Object.values(phrases)].flatMap((parts) =>
  partsOf(parts, everySign),
)
const files = [...new Set(everyPart.flatMap((part) => (typeof part === 'object' && 'file' in part ? [part.file] : [])))]
const installed = existsSync(promptDirectory)

describe.skipIf(!installed && !process.env.CI)('on a machine with the recordings', () => {
  it.each(files)('%s is there', (name) => expect(existsSync(`${promptDirectory}/${name}.wav`)).toBe(true))

  it.each(files)('%s is loud enough, and nowhere cut off at the top', (name) => {
    const sound = readWav(readFileSync(`${promptDirectory}/${name}.wav`))
    expect(loudness(sound)).toBeGreaterThan(300)
    // Clipped sound stands still at the greatest value; a voice passes it at most for a moment.
    let [run, longest] = [0, 0]
    for (const sample of sound) {
      run = Math.abs(sample) >= 32_700 ? run + 1 : 0
      longest = Math.max(longest, run)
    }
    expect(longest).toBeLessThan(4)
  })

  it.each(announcementNames)('%s can be heard', (name) => {
    const sound = announcementSound({ name, say: ['+390125555049'] })
    expect(sound.length).toBeGreaterThan(8000)
    expect(loudness(sound)).toBeGreaterThan(300)
  })

  it.each(Object.keys(phrases) as PhraseName[])('%s can be heard', (name) => {
    expect(loudness(phraseSound(name, '5'))).toBeGreaterThan(300)
  })

  it('no two announcements are the same', () => {
    const sounds = announcementNames.map((name) => Buffer.from(announcementSound({ name }).buffer).toString('base64'))
    expect(new Set(sounds).size).toBe(sounds.length)
  })

  it('reads back what it is told', () => {
    const shorter = announcementSound({ name: 'forward-is', say: ['049'] })
    const longer = announcementSound({ name: 'forward-is', say: ['+390125555049'] })
    expect(longer.length - shorter.length).toBeGreaterThan(7 * 2000)
  })
})

it('says a number as it is dialled in Italy', () => {
  const said = partsOf(announcements['forward-is'], ['+390125']).flatMap((part) =>
    typeof part === 'object' && 'file' in part && part.file.startsWith('digits/') ? [part.file.slice(7)] : [],
  )
  expect(said.join('')).toBe('0125')
})

it('begins a refusal with a low tone', () => {
  expect(isTone(announcementSound({ name: 'loop-refused' }).subarray(400, 2400), 250)).toBe(true)
})
