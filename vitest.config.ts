import { defineConfig } from 'vitest/config'

/** Every API test runs twice, once on each database engine: nothing is written twice for the two. */

/** What takes milliseconds takes seconds where the machine has other work. */
const patient = { poll: { timeout: 15_000 } }

const apiTests = {
  include: ['api/**/*.test.ts', 'database/**/*.test.ts'],
  exclude: ['**/*.unit.test.ts'],
  setupFiles: ['setup/no-surprise-calls.ts', 'database/testing/close-cellars.ts'],
  // Each file has a database of its own and shares nothing else: loading the server once a worker halves the time.
  isolate: false,
  expect: patient,
  testTimeout: 120_000,
  hookTimeout: 120_000,
}

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            'domain/**/*.test.ts',
            'contract/**/*.test.ts',
            'translations/**/*.test.ts',
            'web/**/*.test.{ts,tsx}',
            'setup/**/*.test.ts',
            '**/*.unit.test.ts',
          ],
          exclude: ['node_modules', 'dist'],
          setupFiles: ['setup/no-surprise-calls.ts'],
          expect: patient,
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'calls',
          include: ['telephony/**/*.calls.test.ts', 'acceptance/calls/*.calls.test.ts'],
          // People of one company call each other at the same time, each dialogue with people of its own.
          maxConcurrency: 8,
          setupFiles: ['setup/no-surprise-calls.ts'],
          globalSetup: 'telephony/testing/need-packages.setup.ts',
          expect: patient,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      { test: { ...apiTests, name: 'api-pglite', globalSetup: 'database/testing/embedded.setup.ts' } },
      { test: { ...apiTests, name: 'api-postgres', globalSetup: 'database/testing/postgres.setup.ts' } },
    ],
  },
})
