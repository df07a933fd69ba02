import { describe, expect, it } from 'vitest'
import { decide } from '../decide.ts'
import type { Destination } from '../settings.ts'
import { anOffice, mobile, type Person, stranger, toLine, toNumber } from '../testing/an-office.ts'
import { wayOf } from '../testing/way-of.ts'

const forwardAll = (to: Destination = toNumber(mobile)) => ({ on: true, to, until: null })

describe('forwards of forwards', () => {
  const chain = (...names: string[]): Record<string, Person> =>
    Object.fromEntries(
      names.map((name, i) => [
        name,
        { settings: names[i + 1] ? { forwardAll: forwardAll(toLine(names[i + 1] as string)) } : {} },
      ]),
    )

  it('five diversions, each named to the next', () => {
    const { facts, call } = anOffice(chain('anna', 'bruno', 'carla', 'dario', 'elena', 'fabio'))
    const plan = decide(call('anna'), facts)
    expect(wayOf(plan)).toBe('0 fabio-1 · 30 voicemail of fabio')
    expect(plan.steps[0]?.diversions.map(({ number }) => number.slice(-1))).toEqual(['1', '2', '3', '4', '5'])
  })

  it('a sixth is not made: the call rings where it is', () => {
    const { facts, call } = anOffice(chain('anna', 'bruno', 'carla', 'dario', 'elena', 'fabio', 'gaia'))
    const plan = decide(call('anna'), facts)
    expect(wayOf(plan)).toBe('0 fabio-1 · 30 voicemail of fabio')
    expect(plan.reasons.map(({ rule }) => rule)).toContain('too-many-diversions')
  })

  it('diversions outside count as well', () => {
    const { facts, call } = anOffice({ anna: { settings: { forwardAll: forwardAll() } } })
    const before = ['+390111', '+390112', '+390113', '+390114', '+390115'] as never[]
    expect(wayOf(decide(call('anna', stranger(), before), facts))).toBe('0 anna-1 · 30 voicemail of anna')
  })

  it('a circle ends where it would close', () => {
    const people = {
      anna: { settings: { forwardAll: forwardAll(toLine('bruno')) } },
      bruno: { settings: { forwardAll: forwardAll(toLine('anna')) } },
    }
    const { facts, call } = anOffice(people)
    const plan = decide(call('anna'), facts)
    expect(wayOf(plan)).toBe('0 bruno-1 · 30 voicemail of bruno')
    expect(plan.reasons.map(({ rule }) => rule)).toContain('loop')
  })

  it('the forwarding line’s permissions count, not the caller’s', () => {
    const abroad = toNumber('+4930901820')
    const people = (allowed: Person['allowed']) => ({
      anna: { settings: { forwardAll: forwardAll(toLine('bruno')) }, allowed: ['intl-eu'] as const },
      bruno: { settings: { forwardAll: forwardAll(abroad) }, ...(allowed ? { allowed } : {}) },
    })
    const barred = anOffice(people(undefined))
    expect(wayOf(decide(barred.call('anna'), barred.facts))).toBe('0 bruno-1 · 30 voicemail of bruno')
    const open = anOffice(people(['intl-eu']))
    expect(wayOf(decide(open.call('anna'), open.facts))).toContain('0 +4930901820')
  })
})
