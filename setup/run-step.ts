import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { delimiter, join, resolve } from 'node:path'
import { type Counts, countsIn, nothing } from './test-counts.ts'

/** One thing that has to succeed before the house is ready. */
export interface Step {
  readonly name: string
  /** Program and arguments; programs of node_modules/.bin are found. */
  readonly command: readonly [string, ...string[]]
  /** Where the runner leaves its JSON report, for steps that run tests. */
  readonly report?: string
  /** A path without which there is nothing for this step to do yet. */
  readonly needs?: string
}

export interface Outcome {
  readonly step: Step
  readonly result: 'passed' | 'failed' | 'nothing to do'
  readonly seconds: number
  readonly output: string
  readonly counts: Counts
}

const root = join(import.meta.dirname, '..')

export async function runStep(step: Step): Promise<Outcome> {
  const started = performance.now()
  const seconds = () => (performance.now() - started) / 1_000
  if (step.needs !== undefined && !existsSync(resolve(root, step.needs))) {
    return { step, result: 'nothing to do', seconds: 0, output: '', counts: nothing }
  }
  // Left over from an earlier run it would be counted again.
  if (step.report !== undefined) await rm(resolve(root, step.report), { force: true })
  const { status, output } = await execute(step.command)
  const counted = step.report === undefined ? nothing : await countsIn(resolve(root, step.report))
  const failed = status !== 0 || counted.failed > 0
  // A failure that no test stands for (a type error, a crash while loading) still counts as one.
  const counts = failed && counted.failed === 0 ? { ...counted, failed: 1 } : counted
  return { step, result: failed ? 'failed' : 'passed', seconds: seconds(), output, counts }
}

async function execute([program, ...words]: Step['command']): Promise<{
  status: number | null
  output: string
}> {
  const path = [join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter)
  const child = spawn(program, words, {
    cwd: root,
    env: { ...process.env, PATH: path, CI: 'true', NO_COLOR: '1', FORCE_COLOR: undefined },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const collect = (piece: Buffer) => {
    output += piece.toString()
  }
  child.stdout.on('data', collect)
  child.stderr.on('data', collect)
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ status: null, output: `${output}${error.message}\n` }))
    child.on('close', (status) => resolve({ status, output }))
  })
}
