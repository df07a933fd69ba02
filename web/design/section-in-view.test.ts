import { expect, it } from 'vitest'
import { sectionInView } from './section-in-view.ts'

const page = (...tops: (number | undefined)[]) => tops.map((top, place) => ({ id: `s${place}`, top }))

it.each([
  ['at the top', page(140, 400, 900), false, 's0'],
  ['the first not yet reached', page(300, 700), false, 's0'],
  ['the second just reached', page(-200, 160, 700), false, 's1'],
  ['between two headings', page(-900, -300, 500), false, 's1'],
  ['a short last section, at the end', page(-900, -300, 500), true, 's2'],
  ['sections not drawn yet are left out', page(-900, undefined, 500), false, 's0'],
  ['nothing drawn yet', page(undefined), false, undefined],
] as const)('%s', (_, sections, atEnd, id) => {
  expect(sectionInView(sections, atEnd)).toBe(id)
})
