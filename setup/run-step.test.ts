import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { runStep } from './run-step.ts'
import { countsIn, sum } from './test-counts.ts'

let directory: string
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'office-smart-step-'))
  return () => rm(directory, { recursive: true })
})

const report = async (name: string, content: object): Promise<string> => {
  await writeFile(join(directory, name), JSON.stringify(content))
  return join(directory, name)
}

describe('counting', () => {
  it('reads vitest’s report and Playwright’s, in which a flaky story failed', async () => {
    const vitest = await report('vitest.json', { numPassedTests: 5, numFailedTests: 2, numPendingTests: 1 })
    const stories = await report('stories.json', {
      stats: { expected: 3, unexpected: 1, flaky: 1, skipped: 2 },
    })
    expect(sum([await countsIn(vitest), await countsIn(stories)])).toEqual({ passed: 8, failed: 4 })
  })

  it('finds nothing where no report was left', async () => {
    expect(await countsIn(join(directory, 'none.json'))).toEqual({ passed: 0, failed: 0 })
  })
})

const step = (script: string) => ({ name: 'a step', command: ['node', '-e', script] as const })

describe('a step', () => {
  it('passes when its program does', async () => {
    const outcome = await runStep(step('console.log("fine")'))
    expect(outcome).toMatchObject({ result: 'passed', output: 'fine\n', counts: { passed: 0, failed: 0 } })
  })

  it('counts as one failure when its program fails without a report', async () => {
    const outcome = await runStep(step('console.error("no"); process.exit(3)'))
    expect(outcome).toMatchObject({ result: 'failed', output: 'no\n', counts: { passed: 0, failed: 1 } })
  })

  it('fails when its program cannot be found', async () => {
    const outcome = await runStep({ name: 'a step', command: ['no-such-program'] })
    expect(outcome).toMatchObject({ result: 'failed', counts: { failed: 1 } })
  })

  it('does not count the report of an earlier run', async () => {
    const earlier = await report('earlier.json', { numPassedTests: 9 })
    const outcome = await runStep({ ...step(''), report: earlier })
    expect(outcome).toMatchObject({ result: 'passed', counts: { passed: 0, failed: 0 } })
  })

  it('waits for what it is about', async () => {
    const outcome = await runStep({ ...step('process.exit(1)'), needs: 'no/such/path' })
    expect(outcome).toMatchObject({ result: 'nothing to do', counts: { failed: 0 } })
  })
})
