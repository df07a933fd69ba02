import { type Outcome, runStep, type Step } from './run-step.ts'
import { type Counts, sum } from './test-counts.ts'

/**
 * `npm test`, `npm run ready`: is the house ready? Everything that has to hold, cheapest first, stopping
 * at the first failure. The last line, `N passed, N failed`, is what the machine reads.
 */

const vitest = (project: string, report: string): Pick<Step, 'command' | 'report'> => ({
  command: [
    'vitest',
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ],
  report,
})

/** Steps of one row have no need of each other and run side by side. */
const rows: readonly (readonly Step[])[] = [
  [
    { name: 'format and lint', command: ['biome', 'check', '--error-on-warnings', '.'] },
    // With as many checkers as there are cores: each one more works out the same types again.
    { name: 'types', command: ['npm', 'run', 'types'] },
  ],
  [
    { name: 'build', command: ['npm', 'run', 'build'], needs: 'web/vite.config.ts' },
    { name: 'unit', ...vitest('unit', 'test-results/unit.json') },
  ],
  [{ name: 'size', command: ['node', 'setup/size-budget.ts'], needs: 'web/vite.config.ts' }],
  [{ name: 'api, both engines', ...vitest('api-*', 'test-results/api.json') }],
  [{ name: 'calls', ...vitest('calls', 'test-results/calls.json'), needs: 'telephony' }],
  [
    {
      name: 'stories',
      command: ['node', 'setup/stories.ts', '--reporter=list,json'],
      report: 'test-results/stories.json',
      needs: 'acceptance/stories',
    },
  ],
]

const sign: Record<Outcome['result'], string> = { passed: '✓', failed: '✗', 'nothing to do': '–' }

function summary({ step, result, seconds, counts }: Outcome): string {
  const tests = step.report === undefined ? '' : `${counts.passed + counts.failed} tests`
  const time = result === 'nothing to do' ? 'nothing to do yet' : `${seconds.toFixed(1)} s`
  return `${sign[result]} ${step.name.padEnd(20)}${tests.padEnd(14)}${time}`
}

async function runRow(row: readonly Step[]): Promise<Outcome[]> {
  return Promise.all(
    row.map(async (step) => {
      const outcome = await runStep(step)
      console.log(summary(outcome))
      return outcome
    }),
  )
}

async function runAll(): Promise<Outcome[]> {
  const done: Outcome[] = []
  for (const row of rows) {
    const outcomes = await runRow(row)
    done.push(...outcomes)
    const failures = outcomes.filter(({ result }) => result === 'failed')
    for (const { step, output } of failures) console.log(`\n── ${step.name} ──\n${output.trimEnd()}\n`)
    if (failures.length > 0) break
  }
  return done
}

const { passed, failed }: Counts = sum((await runAll()).map(({ counts }) => counts))
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 || passed === 0 ? 1 : 0
