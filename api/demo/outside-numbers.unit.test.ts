import { expect, it } from 'vitest'
import { outsideNumbers } from '#domain/outside-world/numbers.ts'
import { demoHandlers } from './index.ts'

const asked = (demo: boolean) =>
  demoHandlers({ config: { demo } } as Parameters<typeof demoHandlers>[0])['GET /api/demo/outside-numbers']({} as never)

it('a demo says whom one can call', async () => {
  expect(await asked(true)).toEqual({ numbers: outsideNumbers })
})

it('elsewhere there is nobody', async () => {
  expect(await asked(false)).toEqual({ numbers: [] })
})
