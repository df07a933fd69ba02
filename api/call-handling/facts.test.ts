import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { grownLine } from '../testing/grown-line.ts'
import { putSession } from '../testing/put-session.ts'
import { openTestHouse, type TestCompany, type TestHouse } from '../testing/test-house.ts'
import { createFacts } from './facts.ts'
import { createPortalSide } from './portal-side.ts'
import { calling, phoneOf } from './testing/calls.ts'

let t: TestHouse
let company: TestCompany
beforeAll(async () => {
  t = await openTestHouse()
  company = await t.company()
})
afterAll(() => t.close())

describe('another portal on the same database', () => {
  it('decides the next call by what was saved here', async () => {
    // The embedded database serves one process (decision 13).
    if (t.house.cellar.engine !== 'postgres')
      return expect(await t.house.cellar.listen('x', () => undefined)).toBeTypeOf('function')
    const anna = await grownLine(t, company)
    const bruno = await grownLine(t, company)
    const phone = await phoneOf(t, anna)
    await phoneOf(t, bruno)
    const { browser } = await putSession(t, bruno)
    const facts = createFacts({ cellar: t.house.cellar, fixedTrunks: 1 })
    await facts.start()
    const { dial } = calling(t, createPortalSide({ ...t.house, facts }, '/tmp/nowhere'))
    for (let version = 0; version < 20; version += 1) {
      const on = version % 2 === 0
      await browser.call('POST /api/call-handling/settings', {
        body: { version, changes: { doNotDisturb: { on, until: null } } },
      })
      const obeyed = async () =>
        (await dial(phone, bruno.extension)).plan.reasons.some(({ rule }) => rule === 'do-not-disturb') === on
      // Decided from memory, a call lets nobody else in: the bell needs a pause. Without the bell memory is read again
      // after five minutes, which for twenty saves no test would wait.
      while (!(await obeyed())) await setTimeout(2)
    }
    await facts.stop()
  })
})

describe('what is in memory', () => {
  it('is there for everybody soon after the start', async () => {
    const line = await grownLine(t, company)
    // The bell of its making may still ring, and what was read is forgotten then: whoever starts later finds it.
    await vi.waitFor(async () => {
      const facts = createFacts({ cellar: t.house.cellar, fixedTrunks: 0 })
      expect(facts.peek(line.id)).toBeUndefined()
      await facts.start()
      try {
        const kept = () => facts.peek(line.id)
        await expect.poll(kept, { timeout: 5_000 }).toMatchObject({ id: line.id, extension: line.extension })
      } finally {
        await facts.stop()
      }
    }, 60_000)
  })

  it('asks the database once for a hundred calls of one moment', async () => {
    const asked: number[] = []
    const cellar = {
      ...t.house.cellar,
      asService: ((work, options) => {
        asked.push(1)
        return t.house.cellar.asService(work, options)
      }) as TestHouse['house']['cellar']['asService'],
    }
    const facts = createFacts({ cellar, fixedTrunks: 0 })
    const lines = await Promise.all(Array.from({ length: 20 }, () => grownLine(t, company)))
    const all = await Promise.all([...lines, ...lines].map(({ id }) => facts.line(id)))
    expect(all.every((known) => known?.companyId === company.id)).toBe(true)
    expect(asked).toHaveLength(1)
  })

  it('knows of nobody without asking twice, and of a trunk when there is one', async () => {
    const facts = createFacts({ cellar: t.house.cellar, fixedTrunks: 0 })
    const nobody = '00000000-0000-4000-8000-000000000000'
    expect(await facts.line(nobody)).toBeUndefined()
    expect(facts.peek(nobody)).toBe('nobody')
    expect(await facts.hasTrunk()).toBe(false)
  })
})
