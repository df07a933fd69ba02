import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beginRecording } from '#telephony/media/recording.ts'
import { AudioStream } from '#telephony/rtp/audio-stream.ts'
import { alaw } from '#telephony/rtp/g711.ts'
import { sequenceDistance } from '#telephony/rtp/packet.ts'
import { frameLength, sampleRate, tone } from '#telephony/rtp/tone.ts'
import { readWav } from '#telephony/rtp/wav.ts'
import { note } from './report.ts'

/**
 * 200 messages spoken at once (issue 3, 5): what the media application does for each, on one core, while their callers
 * speak from another process. A frame counts as lost when it is missing on the way or silent in the file.
 */

const calls = 200

type Result = { readonly lost: number; readonly silent: number; readonly core: number }

export async function benchRecordings(seconds: number): Promise<void> {
  const recorder = start('record', seconds, ['taskset', '-c', '0'])
  const callers = start('speak', seconds)
  const [[atRecorder], [atCallers]] = (await Promise.all([once(recorder, 'message'), once(callers, 'message')])) as [
    [number[]],
    [number[]],
  ]
  const ended = once(callers, 'message')
  recorder.send(atCallers)
  callers.send(atRecorder)
  await ended
  recorder.send('end')
  const [result] = (await once(recorder, 'message')) as [Result]
  callers.kill()
  note(
    `${calls} messages at once, frames lost`,
    `${result.lost + result.silent}`,
    '0',
    result.lost + result.silent === 0,
  )
  note('of one core', `${Math.round(result.core * 100)} %`, '< 100 %', result.core < 1)
}

function start(part: 'record' | 'speak', seconds: number, before: readonly string[] = []): ChildProcess {
  const [command = '', ...words] = [...before, process.execPath, fileURLToPath(import.meta.url), part, `${seconds}`]
  return spawn(command, words, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
}

const open = (first: number) =>
  Promise.all(Array.from({ length: calls }, () => AudioStream.open('127.0.0.1', { first, last: first + 998 })))

const connect = (streams: readonly AudioStream[], ports: readonly number[]) =>
  streams.forEach((stream, i) => {
    const to = { host: '127.0.0.1', port: ports[i] ?? 0, codecs: [alaw], keys: 101, direction: 'sendrecv' } as const
    stream.connect(to, true)
  })

async function speak(seconds: number): Promise<void> {
  const streams = await open(14_000)
  process.send?.(streams.map(({ port }) => port))
  const [ports] = (await once(process, 'message')) as [number[]]
  connect(streams, ports)
  await Promise.all(streams.map((stream) => stream.play(tone(440, seconds * 1000))))
  process.send?.('spoken')
}

async function record(seconds: number): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'osw-recordings-'))
  process.chdir(directory)
  const streams = await open(15_000)
  process.send?.(streams.map(({ port }) => port))
  const [ports] = (await once(process, 'message')) as [number[]]
  let lost = 0
  const recordings = await Promise.all(
    streams.map(async (stream) => {
      const recording = await beginRecording({ callId: 'bench', lineId: 'bench', caller: null }, new Date())
      let last: number | undefined
      stream.on('sound', (samples, packet) => {
        if (last !== undefined) lost += Math.max(0, sequenceDistance(packet.sequence, last) - 1)
        last = packet.sequence
        recording.hear(samples, packet)
      })
      return recording
    }),
  )
  connect(streams, ports)
  const [before, began] = [process.cpuUsage(), performance.now()]
  await once(process, 'message')
  const { user, system } = process.cpuUsage(before)
  const core = (user + system) / 1000 / (performance.now() - began)
  const messages = await Promise.all(recordings.map((recording) => recording.finish()))
  let silent = 0
  for (const message of messages)
    silent += message ? silentFrames(readWav(await readFile(message.file)), seconds) : seconds * 50
  process.chdir('/')
  await rm(directory, { recursive: true })
  process.send?.({ lost, silent, core } satisfies Result)
}

/** Between the first loud frame and as long as was spoken, less the soft end. */
function silentFrames(sound: Int16Array, seconds: number): number {
  const begin = sound.findIndex((sample) => Math.abs(sample) > 3000)
  if (begin < 0) return seconds * 50
  let silent = 0
  for (let at = begin; at < begin + (seconds - 0.1) * sampleRate; at += frameLength)
    if (!sound.subarray(at, at + frameLength).some((sample) => Math.abs(sample) > 3000)) silent += 1
  return silent
}

const [, program, part, length] = process.argv
if (program === fileURLToPath(import.meta.url)) {
  await (part === 'record' ? record(Number(length)) : speak(Number(length)))
  process.disconnect?.()
  process.exit(0)
}
