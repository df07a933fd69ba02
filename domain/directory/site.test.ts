import { expect, it } from 'vitest'
import { distinctSites } from './site.ts'

it('takes one site for one place, however it is spelt', () => {
  expect(distinctSites(['Ivrea', 'Torino', 'IVREA', 'Forlì', "Forli'"])).toEqual([
    { name: 'Ivrea', key: 'ivrea' },
    { name: 'Torino', key: 'torino' },
    { name: 'Forlì', key: 'forli' },
  ])
})
