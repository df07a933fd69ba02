import { expect, test } from 'vitest'
import { readPhonesAddress, writePhonesAddress } from './phones-address.ts'

test('an address keeps search, state and page, and comes back the same', () => {
  const state = { search: 'caffè', state: 'offline', page: 3 } as const
  expect(readPhonesAddress(writePhonesAddress(state))).toEqual(state)
  expect(writePhonesAddress({ page: 1 })).toEqual({})
})

test.each([{ pagina: '-1' }, { pagina: 'x' }, { stato: 'rotto' }, { cerca: '  ' }, { cerca: 7 }])(
  '%j is the list as it is',
  (address) => {
    expect(readPhonesAddress(address)).toEqual({ page: 1 })
  },
)
