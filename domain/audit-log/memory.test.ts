import { expect, it } from 'vitest'
import { type LogEntry, memoryOf } from './memory.ts'

const entry = (action: string, facts: LogEntry['facts'], more: Partial<LogEntry> = {}): LogEntry => ({
  action,
  result: 'done',
  subjectId: 'line-1',
  facts,
  ...more,
})
const site = {
  object: 'site:s1',
  name: 'Ivrea',
  version: 3,
  'before.street': 'Via Torino',
  'before.house_number': '1',
  'before.postcode': '10015',
  'before.town': 'Ivrea',
  'before.province': 'TO',
  'before.time_zone': 'Europe/Rome',
  'before.main_number': '',
  'before.emergency_number': '',
  'before.emergency_details': '',
  'before.extensions': '200–299',
}
const code = {
  object: 'short-code:c1',
  version: 2,
  'before.code': '0600–0602',
  'before.label': 'Fornitori',
  'before.visible': true,
  'before.to': 'Anna Bono',
  'before.target': '+390125555049',
}

it.each([
  [
    'what of a site was changed',
    entry('site.changed', { object: 'site:s1', name: 'Ivrea', 'before.town': 'Aosta', 'after.town': 'Ivrea' }),
    { kind: 'site', id: 's1', values: { town: 'Aosta' } },
  ],
  [
    'a deleted site, whole',
    entry('site.removed', site),
    {
      kind: 'site',
      id: 's1',
      values: { name: 'Ivrea', street: 'Via Torino', main_number: '' },
      removed: { version: 3, range: { first: '200', last: '299' } },
    },
  ],
  [
    'the extensions of a site',
    entry('site.changed', { object: 'site:s1', 'before.extensions': '', 'after.extensions': '20–29' }),
    { kind: 'site-range', id: 's1', range: null },
  ],
  [
    'a short code, zeros kept',
    entry('short-code.changed', code),
    { kind: 'short-code', id: 'c1', first: '0600', count: 3, to: '+390125555049', toWords: 'Anna Bono' },
  ],
  ['a deleted short code', entry('short-code.removed', code), { id: 'c1', removed: { version: 2 } }],
  [
    'an extension taken away',
    entry('extension.set', { 'before.extension': '', 'after.extension': '201' }),
    { kind: 'extension', lineId: 'line-1', extension: '' },
  ],
  [
    'the digit for an outside line',
    entry('dial-plan.changed', { object: 'extensions', 'before.externalPrefix': '', 'after.externalPrefix': '0' }),
    { kind: 'dial-plan', externalPrefix: null },
  ],
])('remembers %s', (_case, one, memory) => {
  expect(memoryOf(one)).toMatchObject(memory)
})

it.each([
  ['what was refused', entry('site.changed', { ...site }, { result: 'refused' })],
  ['a site that was made', entry('site.added', { object: 'site:s1', name: 'Ivrea', 'after.town': 'Ivrea' })],
  ['a site deleted when only its name was written down', entry('site.removed', { object: 'site:s1', name: 'Ivrea' })],
  ['a site deleted before sites had a time zone', entry('site.removed', { ...site, 'before.time_zone': null })],
  ['a code whose number was not written down', entry('short-code.removed', { ...code, 'before.target': '' })],
  ['an extension of nobody', entry('extension.set', { 'before.extension': '200' }, { subjectId: null })],
  ['a plan that says nothing', entry('dial-plan.changed', { object: 'extensions' })],
  ['a signing in', entry('sign-in', {})],
])('holds too little: %s', (_case, one) => {
  expect(memoryOf(one)).toBeUndefined()
})
