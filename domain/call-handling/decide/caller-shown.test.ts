import { describe, expect, it } from 'vitest'
import { decide } from '../decide.ts'
import { anOffice, customer, stranger } from '../testing/an-office.ts'

describe('how the caller is shown (TEL-13)', () => {
  it.each([
    [
      'a colleague',
      (o: ReturnType<typeof anOffice>) => o.colleague('anna'),
      { inside: '001', outside: '+390125555001', withheld: false },
    ],
    ['somebody outside', () => stranger(), { inside: customer, outside: customer, withheld: false }],
    ['withheld', () => stranger({ withheld: true }), { inside: null, outside: '+390125555002', name: '' }],
  ])('%s', (_, caller, shown) => {
    const office = anOffice({ anna: {}, bruno: {} })
    const { caller: seen } = decide(office.call('bruno', caller(office)), office.facts)
    expect(seen).toMatchObject({ asserted: '+390125555002', ...shown })
  })
})
