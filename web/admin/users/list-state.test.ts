import { describe, expect, it } from 'vitest'
import { isNarrowed, type ListState, queryOf, readAddress, wholeList, writeAddress } from './list-state.ts'

const site = '0199b2a4-6f8d-7c3e-9a51-3c1f0e8b7d62'
const everything: ListState = {
  site,
  search: '0125 555',
  field: 'number',
  firstAccess: 'never-entered',
  view: 'without-email',
  sort: 'name',
  descending: true,
  page: 7,
  size: 100,
}

describe('the address of the list', () => {
  it('is empty for the whole list', () => {
    expect(writeAddress(wholeList)).toEqual({})
    expect(readAddress({})).toEqual(wholeList)
  })

  it('says everything that is not as usual, and is read back the same', () => {
    expect(writeAddress(everything)).toEqual({
      sede: site,
      cerca: '0125 555',
      campo: 'number',
      accesso: 'never-entered',
      vista: 'senza-email',
      ordina: 'name',
      verso: 'desc',
      pagina: '7',
      righe: '100',
    })
    expect(readAddress(writeAddress(everything))).toEqual(everything)
  })

  it.each([
    ['a site that is none', { sede: 'ivrea' }],
    ['a field that is none', { campo: 'colour' }],
    ['a state that is none', { accesso: 'asleep' }],
    ['a view that is none', { vista: 'offline' }],
    ['a page before the first', { pagina: '0' }],
    ['half a page', { pagina: '1.5' }],
    ['a page beyond all pages', { pagina: '1e99' }],
    ['a size that is not offered', { righe: '1000' }],
    ['an order by nothing', { ordina: '', verso: 'sideways' }],
  ])('leaves out %s', (_, address) => {
    expect(readAddress(address)).toEqual(wholeList)
  })

  it('keeps an extension’s leading zero, also when the router has read a number', () => {
    expect(readAddress({ cerca: '049' }).search).toBe('049')
    expect(readAddress({ cerca: 13 }).search).toBe('13')
  })

  it('cuts a text that is longer than the server reads', () => {
    expect(readAddress({ cerca: 'a'.repeat(200) }).search).toHaveLength(80)
  })
})

describe('what the API is asked', () => {
  it('mentions only what narrows', () => {
    expect(queryOf(wholeList)).toEqual({ sort: 'number', descending: 'false', page: 1, size: 25 })
    expect(queryOf({ ...wholeList, search: '   ', field: 'name' })).not.toHaveProperty('field')
  })

  it('is narrowed by a site, a text or a state, not by an order', () => {
    expect(isNarrowed({ ...wholeList, sort: 'name', descending: true, page: 3 })).toBe(false)
    expect(isNarrowed({ ...wholeList, search: ' ' })).toBe(false)
    expect(isNarrowed({ ...wholeList, firstAccess: 'completed' })).toBe(true)
    expect(isNarrowed({ ...wholeList, view: 'offline' })).toBe(true)
  })
})
