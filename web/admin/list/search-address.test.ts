import { expect, it } from 'vitest'
import { readSearch, writeSearch } from './search-address.ts'

it.each([
  [{}, { page: 1 }],
  [
    { cerca: ' 049 ', pagina: '3' },
    { search: '049', page: 3 },
  ],
  [{ cerca: '', pagina: '0' }, { page: 1 }],
  [{ cerca: 49, pagina: '1e9' }, { page: 1 }],
])('%j is read as %j', (address, state) => {
  expect(readSearch(address)).toEqual(state)
})

it('an address says only what is not usual, and is read as it was written', () => {
  expect(writeSearch({ page: 1 })).toEqual({})
  expect(readSearch(writeSearch({ search: '049', page: 2 }))).toEqual({ search: '049', page: 2 })
})
