import { pino } from 'pino'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Cellar } from '#database/connect.ts'
import { createLive, type Live } from './live.ts'

const notice = { companyId: 'c', lineId: 'l', topic: 'messages' } as const
const minute = 60_000

let rung: string[]
let hear: (payload: string) => void
let cameBack: () => void
let live: Live

beforeEach(() => {
  vi.useFakeTimers()
  rung = []
  const cellar = {
    engine: 'postgres',
    notify: async (_channel: string, payload: string) => void rung.push(payload.slice(8)),
    listen: async (_channel: string, heard: typeof hear, back: typeof cameBack) => {
      hear = heard
      cameBack = back
      return async () => undefined
    },
    asService: async () => [],
  }
  live = createLive({ cellar: cellar as unknown as Cellar, clock: () => new Date(), log: pino({ level: 'silent' }) })
})
afterEach(() => {
  vi.useRealTimers()
})

async function saysANotice(): Promise<boolean> {
  rung = []
  live.say(notice)
  await vi.advanceTimersByTimeAsync(50)
  return rung.some((text) => text.startsWith('['))
}

it('tells others what happens while there may be some, and again once one is heard', async () => {
  await live.start()
  expect(rung).toEqual(['?'])
  expect(await saysANotice()).toBe(true)
  await vi.advanceTimersByTimeAsync(10_000)
  expect(await saysANotice()).toBe(false)
  hear('another0?')
  await vi.advanceTimersByTimeAsync(0)
  expect(rung).toEqual(['!'])
  expect(await saysANotice()).toBe(true)
  for (let i = 0; i < 6; i++) {
    await vi.advanceTimersByTimeAsync(minute / 2)
    hear('another0!')
  }
  expect(await saysANotice()).toBe(true)
})

it('says that it is there often enough for others not to think themselves alone', async () => {
  await live.start()
  rung = []
  await vi.advanceTimersByTimeAsync(minute - 1)
  expect(rung.filter((text) => text === '!').length).toBeGreaterThan(1)
})

it('asks who is there when it was cut off', async () => {
  await live.start()
  await vi.advanceTimersByTimeAsync(2 * minute)
  expect(await saysANotice()).toBe(false)
  cameBack()
  await vi.advanceTimersByTimeAsync(0)
  expect(rung).toContain('?')
  expect(await saysANotice()).toBe(true)
})

it('of a command that listens to nobody everybody is told', async () => {
  await vi.advanceTimersByTimeAsync(2 * minute)
  expect(await saysANotice()).toBe(true)
})
