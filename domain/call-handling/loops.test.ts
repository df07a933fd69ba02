import { describe, expect, it } from 'vitest'
import { comesBackTo, type ForwardKind } from './loops.ts'
import { type CallSettings, freshSettings } from './settings.ts'
import { at, toLine, toNumber } from './testing/an-office.ts'

const all = (to: string, until: string | null = null): Partial<CallSettings> => ({
  forwardAll: { on: true, to: toLine(to), until },
})
const unanswered = (to: string): Partial<CallSettings> => ({ noAnswer: { on: true, to: toLine(to), after: 20 } })
const whenBusy = (to: string): Partial<CallSettings> => ({ busy: { action: 'forward', to: toLine(to) } })
const away = (to: string): Partial<CallSettings> => ({ unavailable: { on: true, to: toLine(to) } })

/** Anna is about to forward to Bruno. */
const cases: [string, ForwardKind, Record<string, Partial<CallSettings>>, string | undefined][] = [
  ['nobody sends it back', 'forwardAll', {}, undefined],
  ['back at once', 'forwardAll', { bruno: all('anna') }, 'bruno'],
  ['back when nobody answers', 'forwardAll', { bruno: unanswered('anna') }, 'bruno'],
  ['back when busy', 'forwardAll', { bruno: whenBusy('anna') }, 'bruno'],
  ['back over a third', 'forwardAll', { bruno: all('carla'), carla: away('anna') }, 'carla'],
  ['back, but that is over', 'forwardAll', { bruno: all('anna', '2026-11-22T08:00:00.000Z') }, undefined],
  ['both when nobody answers', 'noAnswer', { bruno: unanswered('anna') }, 'bruno'],
  ['one when nobody answers, one when busy', 'noAnswer', { bruno: whenBusy('anna') }, undefined],
  ['both when busy', 'busy', { bruno: whenBusy('anna') }, 'bruno'],
  ['both when away', 'unavailable', { bruno: away('anna') }, 'bruno'],
  ['away counts as nobody answers', 'unavailable', { bruno: unanswered('anna') }, 'bruno'],
  ['for chosen callers, back at once', 'selectiveForward', { bruno: all('anna') }, 'bruno'],
  ['others in a circle of their own', 'forwardAll', { bruno: all('carla'), carla: all('bruno') }, undefined],
]

describe('circles (spec/product 2.14)', () => {
  it.each(cases)('%s', (_, kind, others, end) => {
    const settingsOf = (id: string) => (others[id] ? { ...freshSettings, ...others[id] } : undefined)
    expect(comesBackTo('anna', toLine('bruno'), kind, settingsOf, at)).toBe(end)
  })

  it('a number outside is none', () => {
    expect(comesBackTo('anna', toNumber('+393475550182'), 'forwardAll', () => freshSettings, at)).toBeUndefined()
  })
})
