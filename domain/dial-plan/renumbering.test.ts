import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PhoneNumber } from '../phone-number.ts'
import { freeExtensions, type NumberedLine, planRenumbering, type RenumberingRule, rangeFlaw } from './renumbering.ts'

const line = (id: string, extension: string, siteId = 'ivrea'): NumberedLine => ({
  id,
  extension,
  siteId,
  name: `Persona ${id}`,
  number: `+390125555${id.padStart(3, '0')}` as PhoneNumber,
})
const lines = [line('49', '049'), line('13', '013'), line('77', ''), line('700', '700', 'torino')]
const shortCodes = new Map([['501', { id: 'taxi', name: 'Taxi' }]])
const ground = { lines, shortCodes, externalPrefix: null, ranges: new Map([['torino', { first: '098', last: '099' }]]) }
const changes = (rule: RenumberingRule, siteId?: string, more = {}) =>
  Object.fromEntries(planRenumbering(rule, siteId, { ...ground, ...more }).moves.map(({ from, to }) => [from, to]))

describe('a rule gives new extensions', () => {
  it('with another beginning, zeros kept', () => {
    expect(changes({ kind: 'beginning', from: '', to: '2' })).toEqual({ '013': '2013', '049': '2049', 700: '2700' })
    expect(changes({ kind: 'beginning', from: '0', to: '5' })).toEqual({ '013': '513', '049': '549' })
    expect(changes({ kind: 'beginning', from: '', to: '0' }, 'torino')).toEqual({ 700: '0700' })
  })

  it('from the end of the number', () => {
    expect(changes({ kind: 'last-digits', length: 4 }, 'ivrea')).toEqual({ '': '5077', '013': '5013', '049': '5049' })
  })

  it('one after the other, around what is taken', () => {
    expect(changes({ kind: 'sequence', first: '500' }, 'ivrea')).toEqual({ '013': '500', '049': '502', '': '503' })
    // 112 to 118 call for help.
    expect(changes({ kind: 'sequence', first: '111' }, 'ivrea')).toEqual({ '013': '111', '049': '119', '': '120' })
    expect(changes({ kind: 'sequence', first: '098' }, 'ivrea')).toEqual({ '013': '098', '049': '099', '': '100' })
  })

  it('into the range of the site, as long as it lasts', () => {
    const more = { lines: [...lines, line('701', '701', 'torino'), line('702', '702', 'torino')] }
    const { moves, left } = planRenumbering({ kind: 'site-ranges' }, undefined, { ...ground, ...more })
    expect(moves.map(({ from, to }) => [from, to])).toEqual([
      ['700', '098'],
      ['701', '099'],
    ])
    expect(left.map(({ id }) => id)).toEqual(['13', '49', '77', '702'])
  })
})

describe('the preview shows', () => {
  it('two lines that would have the same one', () => {
    const twins = { ...ground, lines: [line('49', '049'), line('1049', '1049')] }
    const { moves } = planRenumbering({ kind: 'beginning', from: '', to: '1' }, undefined, twins)
    expect(moves.flatMap(({ conflicts }) => conflicts).filter(({ refused }) => refused)).toEqual([])
    const same = { ...ground, lines: [line('49', '049'), line('50', '549', 'torino')] }
    const shown = planRenumbering({ kind: 'beginning', from: '0', to: '5' }, 'ivrea', same)
    expect(shown.moves[0]?.conflicts).toMatchObject([{ kind: 'extension', refused: true, name: 'Persona 50' }])
  })

  it('a short code and a number for help in the way', () => {
    const odd = { ...ground, lines: [line('1', '012'), line('2', '001')] }
    const { moves } = planRenumbering({ kind: 'beginning', from: '0', to: '1' }, undefined, odd)
    expect(moves.find(({ to }) => to === '112')?.conflicts).toMatchObject([{ kind: 'emergency', refused: true }])
    const short = planRenumbering({ kind: 'beginning', from: '0', to: '5' }, undefined, odd)
    expect(short.moves.find(({ to }) => to === '501')?.conflicts).toMatchObject([
      { kind: 'short-code', refused: true, name: 'Taxi' },
    ])
  })

  it('lines whose new extension would be none', () => {
    const { left } = planRenumbering({ kind: 'beginning', from: '', to: '12345' }, 'torino', ground)
    expect(left.map(({ extension }) => extension)).toEqual(['700'])
  })

  it('never the same extension twice without saying so, whatever the lines', () => {
    const some = fc.uniqueArray(fc.integer({ min: 0, max: 999 }), { maxLength: 30 })
    fc.assert(
      fc.property(some, fc.integer({ min: 1, max: 4 }), (numbers, length) => {
        const many = numbers.map((n) => line(String(n).padStart(3, '0'), String(n).padStart(3, '0')))
        const { moves } = planRenumbering({ kind: 'last-digits', length: Math.max(2, length) }, undefined, {
          ...ground,
          lines: many,
        })
        const moved = new Map(moves.map((move) => [move.lineId, move]))
        const ends = many.map(({ id, extension }) => moved.get(id)?.to ?? extension)
        const doubled = ends.filter((end, i) => ends.indexOf(end) !== i)
        for (const end of doubled) {
          const told = moves.some((move) => move.to === end && move.conflicts.some(({ kind }) => kind === 'extension'))
          expect(told).toBe(true)
        }
      }),
    )
  })
})

it('free extensions leave out what is taken and what calls for help', () => {
  const inUse = { extensions: new Map([['110', { id: 'a', name: 'A' }]]), shortCodes, externalPrefix: null }
  expect(freeExtensions({ first: '109', last: '120' }, inUse, 4)).toEqual(['109', '111', '119', '120'])
})

it.each([
  [{ first: '100', last: '199' }, undefined],
  [{ first: '098', last: '100' }, undefined],
  [{ first: '98', last: '100' }, 'shape'],
  [{ first: '1a0', last: '199' }, 'shape'],
  [{ first: '200', last: '199' }, 'order'],
])('%j as a range: %s', (range, flaw) => {
  expect(rangeFlaw(range)).toBe(flaw)
})
