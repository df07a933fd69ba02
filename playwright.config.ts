import { defineConfig } from '@playwright/test'

/** The stories: the whole product in a real browser, the one that Debian ships. */
export default defineConfig({
  testDir: 'acceptance/stories',
  testMatch: '**/*.story.ts',
  outputDir: 'test-results/stories',
  workers: 2,
  retries: 0, // a story that needs a second try is telling us something
  forbidOnly: true,
  timeout: 180_000, // two cores, shared with a database, a browser and another story
  expect: { timeout: 30_000 },
  reporter: 'list',
  use: {
    browserName: 'chromium',
    locale: 'it-IT',
    timezoneId: 'Europe/Rome',
    // Movements are for people: a story reads pages that have come to rest, and needs no frames drawn on the way.
    contextOptions: { reducedMotion: 'reduce' },
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
})
