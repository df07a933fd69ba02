import { expect, it } from 'vitest'
import type { PhoneNumber } from '../phone-number.ts'
import { numberBlocks } from './number-blocks.ts'

it.each([
  ['nothing', [], []],
  ['one number', ['+390125555049'], ['+390125555049-+390125555049']],
  ['a range, in any order', ['+390125555101', '+390125555100', '+390125555102'], ['+390125555100-+390125555102']],
  ['a gap', ['+390125555100', '+390125555102'], ['+390125555100-+390125555100', '+390125555102-+390125555102']],
  ['a ten', ['+390125555109', '+390125555110'], ['+390125555109-+390125555110']],
  ['two lengths', ['+39012599', '+390125100'], ['+39012599-+39012599', '+390125100-+390125100']],
  ['repetitions', ['+390125555100', '+390125555100'], ['+390125555100-+390125555100']],
])('%s', (_, numbers, blocks) => {
  expect(numberBlocks(numbers as PhoneNumber[]).map(({ first, last }) => `${first}-${last}`)).toEqual(blocks)
})
