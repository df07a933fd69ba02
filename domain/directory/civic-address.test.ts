import { describe, expect, it } from 'vitest'
import { addressFlaws, emergencyPlace, noAddress, showAddress } from './civic-address.ts'
import { isProvince, provinces } from './provinces.ts'

const ivrea = { street: 'Via Torino', houseNumber: '12/B', postcode: '10015', town: 'Ivrea', province: 'TO' } as const

describe('an address', () => {
  it.each([
    [ivrea, []],
    [noAddress, []],
    [{ ...ivrea, houseNumber: '' }, []],
    [{ ...ivrea, postcode: '1001' }, ['postcode']],
    [{ ...ivrea, postcode: '１００１５' }, ['postcode']],
    [{ ...ivrea, province: 'XX' }, ['province']],
    [{ ...ivrea, province: 'toString' }, ['province']],
    [{ ...noAddress, town: 'Ivrea' }, ['street', 'postcode', 'province']],
  ])('%j lacks %j', (address, flaws) => {
    expect(addressFlaws(address)).toEqual(flaws)
  })

  it('is shown as it is written on a letter', () => {
    expect(showAddress(ivrea)).toBe('Via Torino 12/B, 10015 Ivrea (TO)')
    expect(showAddress({ ...ivrea, houseNumber: '' })).toBe('Via Torino, 10015 Ivrea (TO)')
    expect(showAddress(noAddress)).toBe('')
  })

  it('tells help the door as well', () => {
    expect(emergencyPlace(ivrea, 'Scala B')).toBe('Via Torino 12/B, 10015 Ivrea (TO) – Scala B')
    expect(emergencyPlace(noAddress, 'Capannone 3')).toBe('Capannone 3')
    expect(emergencyPlace(noAddress, '')).toBe('')
  })
})

it('knows the 107 provinces by two letters', () => {
  expect(Object.keys(provinces)).toHaveLength(107)
  expect(Object.keys(provinces).every((code) => /^[A-Z]{2}$/.test(code))).toBe(true)
  expect(isProvince('TO')).toBe(true)
  expect(isProvince('to')).toBe(false)
})
