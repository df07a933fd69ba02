import { expect, it } from 'vitest'
import { readLogAddress, writeLogAddress } from './log-address.ts'

const id = '00000000-0000-4000-8000-000000000001'

it('is read as it was written', () => {
  const state = {
    from: '2026-11-01',
    to: '2026-11-22',
    actor: id,
    subject: id,
    action: 'site.changed',
    result: 'done',
  } as const
  expect(readLogAddress(writeLogAddress(state))).toEqual(state)
  expect(writeLogAddress({})).toEqual({})
})

it.each([
  [{ dal: '2026-02-31' }],
  [{ al: 'ieri' }],
  [{ chi: 'giulia' }],
  [{ cosa: "'; drop" }],
  [{ esito: 'boh' }],
  [{ come: 'root' }],
])('%j says nothing', (address) => {
  expect(readLogAddress(address)).toEqual({})
})
