import { expect, it } from 'vitest'
import type { Line } from '../../pbx/line.ts'
import { type LineAction, reasonAgainst } from './line-action.ts'

const viewer = 'viewer'
const line: Line = {
  id: 'line',
  number: '+390125555013',
  extension: '013',
  userType: 'user',
  service: 'Standard',
  name: 'Paolo Actis',
  siteId: 'site',
  site: 'Ivrea',
  firstAccess: 'temporary-password',
  emailStatus: 'none',
  suspended: false,
  may: ['configure', 'set-temporary-password', 'enter-email'],
}

it.each<[string, Partial<Line>, LineAction, string | undefined]>([
  ['somebody else’s line', {}, 'configure', undefined],
  ['one’s own line', { id: viewer, userType: 'administrator', may: [] }, 'configure', 'self'],
  ['another administrator’s line', { userType: 'administrator', may: [] }, 'set-temporary-password', 'administrator'],
  ['a closed line', { may: [] }, 'configure', 'closed'],
  ['a proved e-mail', { may: ['configure', 'set-temporary-password'] }, 'enter-email', 'verified'],
  ['a closed line’s e-mail', { may: [] }, 'enter-email', 'closed'],
])('%s', (_, facts, action, reason) => {
  expect(reasonAgainst({ ...line, ...facts }, action, viewer)).toBe(reason)
})
