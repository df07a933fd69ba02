import { describe, expect, test } from 'vitest'
import type { CallContext, StepNote } from './call-context.ts'
import { linesOf, otherKey, recordsOf } from './records.ts'

const anna = { lineId: 'anna', number: '+390125555001', name: 'Anna' }
const bruno = { lineId: 'bruno', number: '+390125555002', name: 'Bruno' }
const marco = { lineId: null, number: '+390255548210', name: 'Marco Colombo' }
const phone = (lineId: string) => ({ kind: 'device', lineId, deviceId: `${lineId}-1` }) as const
const mailbox = (lineId: string) => ({ kind: 'voicemail', lineId }) as const

/** Marco calls Bruno: his phone, at no answer Carla's, at last Bruno's mailbox. */
const toBruno: CallContext = {
  companyId: 'company',
  at: '2026-11-22T09:00:00.000Z',
  caller: marco,
  dialled: '0125555002',
  callee: bruno,
  lines: [
    {
      lineId: 'bruno',
      from: 0,
      sentOn: [{ step: 1, to: { lineId: 'carla', number: '+390125555003', name: 'Carla' }, reason: 'no-answer' }],
    },
    { lineId: 'carla', from: 1 },
  ],
  steps: [[phone('bruno')], [phone('carla')], [mailbox('bruno')]],
  reasons: [
    { rule: 'ring-own', lineId: 'bruno', facts: {} },
    { rule: 'no-answer-forward', lineId: 'bruno', facts: { after: 20 } },
    { rule: 'ring-own', lineId: 'carla', facts: {} },
  ],
}
const brief = (context: CallContext, ...rest: [Parameters<typeof recordsOf>[1], Parameters<typeof recordsOf>[2]]) =>
  recordsOf(context, ...rest).map(({ lineId, list, outcome }) => `${lineId}: ${list}, ${outcome}`)
const noAnswer = [{ step: 0, cause: 'no-answer' }] as const

describe('Marco calls Bruno, who sends on to Carla when he does not answer', () => {
  test('Bruno answers: Carla never hears of it', () => {
    expect(brief(toBruno, [], { kind: 'answered', step: 0, target: 0 })).toEqual(['bruno: received, answered'])
  })
  test('Carla answers: received by her, forwarded by him, with who took it and why', () => {
    const records = recordsOf(toBruno, noAnswer, { kind: 'answered', step: 1, target: 0 })
    expect(records.map(({ lineId, list, outcome }) => [lineId, list, outcome])).toEqual([
      ['bruno', 'received', 'forwarded'],
      ['carla', 'received', 'answered'],
    ])
    expect(records[0]?.detail).toEqual({
      reasons: toBruno.reasons.slice(0, 2),
      path: [
        { rang: [phone('bruno')], left: 'no-answer' },
        { rang: [phone('carla')], left: 'answered' },
      ],
      answeredBy: phone('carla'),
      sentTo: { lineId: 'carla', number: '+390125555003', name: 'Carla' },
    })
    expect(records[1]?.detail).toMatchObject({ answeredBy: null, sentTo: null })
    expect(records.every(({ other }) => other === marco)).toBe(true)
  })
  test('nobody answers and the mailbox does: missed by both', () => {
    const left = [...noAnswer, { step: 1, cause: 'no-answer' }] as const
    expect(brief(toBruno, left, { kind: 'answered', step: 2, target: 0 })).toEqual([
      'bruno: missed, voicemail',
      'carla: missed, voicemail',
    ])
  })
  test('Marco hangs up while Bruno’s phone rings: missed by Bruno alone', () => {
    expect(brief(toBruno, [], { kind: 'cancelled', step: 0 })).toEqual(['bruno: missed, cancelled'])
  })
  test.each([
    ['busy', 'busy'],
    ['declined', 'refused'],
    ['unavailable', 'unanswered'],
    ['error', 'unanswered'],
  ] as const)('the call fails because of %s: missed, %s', (cause, outcome) => {
    expect(brief(toBruno, [{ step: 0, cause }], { kind: 'failed', cause })).toEqual([`bruno: missed, ${outcome}`])
  })
})

describe('calls inside the company', () => {
  const inside: CallContext = { ...toBruno, caller: anna }
  test('the caller has a record too, with who took it instead', () => {
    const [made] = recordsOf(inside, noAnswer, { kind: 'answered', step: 1, target: 0 })
    expect(made).toMatchObject({ lineId: 'anna', direction: 'out', list: 'made', outcome: 'answered', other: bruno })
    expect(made?.detail.answeredBy).toEqual(phone('carla'))
  })
  test('what was dialled stands for a number nobody has', () => {
    const nobody = {
      ...inside,
      callee: { lineId: null, number: null, name: null },
      dialled: '999',
      lines: [],
      steps: [[{ kind: 'announcement' } as const]],
    }
    const [made] = recordsOf(nobody, [], { kind: 'answered', step: 0, target: 0 })
    expect(made).toMatchObject({ outcome: 'refused', other: { number: '999' } })
  })
  test('a colleague’s phone that rings along and answers has a record of its own', () => {
    const together: CallContext = {
      ...toBruno,
      lines: [{ lineId: 'bruno', from: 0 }],
      steps: [[phone('bruno'), phone('dora')]],
    }
    expect(brief(together, [], { kind: 'answered', step: 0, target: 1 })).toEqual([
      'bruno: received, forwarded',
      'dora: received, answered',
    ])
    expect(brief(together, [], { kind: 'cancelled', step: 0 })).toEqual(['bruno: missed, cancelled'])
  })
  test('everybody a record may be of is told of the end', () => {
    expect(linesOf(inside)).toEqual(['anna', 'bruno', 'carla'])
  })
})

test('a caller on a rejection list is in Rifiutate, whatever the announcement does', () => {
  const announcement: StepNote = [{ kind: 'announcement' }]
  const rejected: CallContext = {
    ...toBruno,
    lines: [{ lineId: 'bruno', from: 0, rejected: true }],
    steps: [announcement],
  }
  expect(brief(rejected, [], { kind: 'answered', step: 0, target: 0 })).toEqual(['bruno: rejected, refused'])
  expect(brief(rejected, [], { kind: 'failed', cause: 'declined' })).toEqual(['bruno: rejected, refused'])
})

test('a rule that would have spoken later is no reason', () => {
  const reasons = [
    { rule: 'ring-own', lineId: 'bruno', facts: { step: 0 } },
    { rule: 'busy-voicemail', lineId: 'bruno', facts: { step: 2 } },
  ] as const
  const [record] = recordsOf({ ...toBruno, reasons }, [], { kind: 'answered', step: 0, target: 0 })
  expect(record?.detail.reasons.map(({ rule }) => rule)).toEqual(['ring-own'])
})

test('a forward outside that is answered was not missed', () => {
  const outside: StepNote = [{ kind: 'outside', lineId: 'bruno', number: '+393475550182' }]
  const forwarded: CallContext = {
    ...toBruno,
    lines: [
      {
        lineId: 'bruno',
        from: 0,
        sentOn: [{ step: 0, to: { ...marco, number: '+393475550182' }, reason: 'unconditional' }],
      },
    ],
    steps: [outside],
  }
  expect(brief(forwarded, [], { kind: 'answered', step: 0, target: 0 })).toEqual(['bruno: received, forwarded'])
})

test.each(['1522', '+39114', '19696', '116117'])('a call to the helpline %s leaves no number anywhere', (number) => {
  const help: CallContext = {
    ...toBruno,
    caller: anna,
    callee: { lineId: null, number, name: 'Antiviolenza' },
    dialled: number,
    lines: [],
    steps: [[{ kind: 'emergency', number }]],
    reasons: [{ rule: 'dialled-outside', lineId: 'anna', facts: { number } }],
  }
  const [made, ...others] = recordsOf(help, [], { kind: 'answered', step: 0, target: 0 })
  expect(others).toEqual([])
  expect(made?.masked).toBe(true)
  expect(JSON.stringify(made)).not.toMatch(/1522|114|19696|116|Antiviolenza/)
  expect(made && otherKey(made)).toBe('helpline')
})

test('112 is in the list like any number', () => {
  const help = {
    ...toBruno,
    caller: anna,
    callee: { lineId: null, number: '+39112', name: null },
    lines: [],
    steps: [],
  }
  expect(recordsOf(help, [], { kind: 'answered', step: 0, target: 0 })[0]).toMatchObject({ masked: false })
})

test('a star code leaves no record', () => {
  expect(recordsOf({ ...toBruno, unrecorded: true }, [], { kind: 'answered', step: 0, target: 0 })).toEqual([])
})
