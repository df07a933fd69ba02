import { expect, test } from 'vitest'
import { veiledBefore } from './veil.ts'

const activatedAt = new Date('2026-11-20T09:00:00Z')
test.each([
  ['before the first own password nothing is veiled', null, 'none', '2026-11-22T09:00:00Z', null],
  [
    'without a proved e-mail, what was before stays hidden',
    activatedAt,
    'pending',
    '2026-12-22T09:00:00Z',
    activatedAt,
  ],
  ['for a day the administrator may object', activatedAt, 'verified', '2026-11-21T08:59:59Z', activatedAt],
  ['then everything is there', activatedAt, 'verified', '2026-11-21T09:00:00Z', null],
] as const)('%s', (_, at, emailStatus, now, before) => {
  const line = { activatedAt: at, activationConfirmedAt: null, emailStatus }
  expect(veiledBefore(line, new Date(now))).toEqual(before)
})

test('confirmed by the administrator, nothing is hidden any more (1.4.7)', () => {
  const confirmed = { activatedAt, activationConfirmedAt: activatedAt, emailStatus: 'pending' } as const
  expect(veiledBefore(confirmed, activatedAt)).toBeNull()
})
