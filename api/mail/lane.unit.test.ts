import { pino } from 'pino'
import { expect, test, vi } from 'vitest'
import { createLane } from './lane.ts'

test('a letter queued during a look that missed it goes at once, while another is still in hand', async () => {
  const stalled = Promise.withResolvers<void>()
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
    },
    idle: async () => {},
    log: pino({ level: 'silent' }),
  })
  lane.start()
  // Well below the five seconds after which every lane looks again.
  await vi.waitFor(() => expect(delivered).toEqual(['quick']), 2_000)
  stalled.resolve()
  await lane.stop()
  expect(delivered).toEqual(['quick', 'slow'])
})
