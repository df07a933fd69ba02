import { pino } from 'pino'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createLane } from './lane.ts'

// Every lane looks again after five seconds anyway, which would hide a lost wake-up: here that moment never comes.
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

test('a letter queued during a look that missed it goes at once, while another is still in hand', async () => {
  const stalled = Promise.withResolvers<void>()
  const quick = Promise.withResolvers<void>()
  const delivered: string[] = []
  const due = ['slow']
  let looks = 0
  const lane = createLane<string>({
    width: () => 5,
    async claim() {
      looks += 1
      const found = due.splice(0)
      // The second look has read the table already when the next letter is committed.
      if (looks === 2) {
        due.push('quick')
        lane.nudge()
      }
      return found
    },
    async deliver(letter) {
      if (letter === 'slow') await stalled.promise
      delivered.push(letter)
      if (letter === 'quick') quick.resolve()
    },
    idle: async () => {},
    log: pino({ level: 'silent' }),
  })
  lane.start()
  await quick.promise
  stalled.resolve()
  await lane.stop()
  expect(delivered).toEqual(['quick', 'slow'])
})
