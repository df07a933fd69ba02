import { expect, test } from 'vitest'
import { readMacAddress, showMacAddress } from './mac-address.ts'

test.each([
  '00:15:65:AB:CD:EF',
  '00-15-65-ab-cd-ef',
  '001565ABCDEF',
  '0015.65ab.cdef',
  ' 00 15 65 ab cd ef ',
  '００:15:65:AB:CD:EF',
])('%s is one phone', (typed) => {
  const mac = readMacAddress(typed)
  expect(mac).toBe('001565abcdef')
  expect(showMacAddress(mac ?? '')).toBe('00:15:65:AB:CD:EF')
})

test.each([
  '',
  '00:15:65:AB:CD',
  '00:15:65:AB:CD:EF:01',
  '00:15-65:AB:CD:EF',
  '00:15:65:AB:CD:EG',
  'FF:FF:FF:FF:FF:FF',
  '01:00:5e:00:00:01',
  '00:00:00:00:00:00',
])('"%s" is none', (typed) => {
  expect(readMacAddress(typed)).toBeUndefined()
})
