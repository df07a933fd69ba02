import { expect, it } from 'vitest'
import { hour, later } from '../clock.ts'
import {
  type AskingFacts,
  flawOfAsking,
  flawOfRestore,
  isIdentified,
  type RestoreFacts,
  type RestoreRequest,
} from './support-restore.ts'

const now = new Date('2027-11-23T09:00:00Z')
const request: RestoreRequest = {
  ticket: 'T-4711',
  requestedBy: 'm.rossi',
  approvedBy: 'l.bianchi',
  requestedAt: null,
  consentOf: null,
}
const facts: RestoreFacts = { line: { role: 'administrator', account: 'live' }, reachableAdministrators: [] }
const other = '+390115557130'
const withOther = { ...facts, reachableAdministrators: [other] }

it.each([
  ['two people, a ticket, the only administrator', request, facts, undefined],
  ['no ticket', { ...request, ticket: ' ' }, facts, 'ticket-missing'],
  ['nobody approved', { ...request, approvedBy: '' }, facts, 'people-missing'],
  ['the same person twice', { ...request, approvedBy: 'm.rossi' }, facts, 'same-person'],
  ['the same person, spelt otherwise', { ...request, approvedBy: ' M. Rossi' }, facts, 'same-person'],
  ['a user’s line', request, { ...facts, line: { role: 'user', account: 'live' } }, 'line-not-administrator'],
  ['a disabled line', request, { ...facts, line: { role: 'administrator', account: 'disabled' } }, 'line-not-live'],
  ['another administrator could be asked', request, withOther, 'other-administrator'],
  ['who agreed', { ...request, consentOf: other }, withOther, undefined],
  ['somebody else agreed', { ...request, consentOf: '+390125555013' }, withOther, 'consent-not-given'],
  ['after a day', { ...request, requestedAt: later(now, -24 * hour) }, withOther, undefined],
  ['before a day is over', { ...request, requestedAt: later(now, -23 * hour) }, withOther, 'waiting-not-over'],
] as const)('%s', (_, asked, known, flaw) => {
  expect(flawOfRestore(asked, known, now)).toBe(flaw)
})

const asking: AskingFacts = { role: 'administrator', account: 'live', companyState: 'active', waiting: false }

it.each([
  ['an administrator who is locked out', {}, undefined],
  ['a user', { role: 'user' }, 'line-not-administrator'],
  ['a disabled line', { account: 'disabled' }, 'line-not-live'],
  ['a suspended company', { companyState: 'suspended' }, 'company-suspended'],
  ['a closed company', { companyState: 'closed' }, 'company-closed'],
  ['asked already', { waiting: true }, 'already-waiting'],
] as const)('asking for %s', (_, change, flaw) => {
  expect(flawOfAsking({ ...asking, ...change })).toBe(flaw)
})

it.each([
  [['vat-number', 'administrator-name', 'company-number'], true],
  [['vat-number', 'administrator-name', 'call-back'], true],
  [['vat-number', 'administrator-name'], false],
  [['vat-number', 'company-number', 'call-back'], false],
  [['administrator-name', 'company-number', 'call-back'], false],
  [[], false],
] as const)('recognised by %j: %s', (checks, yes) => {
  expect(isIdentified(checks)).toBe(yes)
})
