import i18next, { type TFunction } from 'i18next'
import { beforeAll, describe, expect, test } from 'vitest'
import { type CallSettings, type Destination, freshSettings } from '#domain/call-handling/settings.ts'
import { type PhoneNumber, readPhoneNumber } from '#domain/phone-number.ts'
import english from '#translations/en/call-handling.ts'
import italian from '#translations/it/call-handling.ts'
import { drawn, type Names, sentence } from './draw.ts'
import type { CallsState } from './line-calls.ts'
import { lanesFor } from './preview.ts'

/** The sentences and blocks of the figures, from the settings through the engine's own rules. */

const now = Date.parse('2026-11-23T09:00:00Z')
const number = (typed: string) => readPhoneNumber(typed) as PhoneNumber
const mobile: Destination = { kind: 'number', number: number('347 555 0182') }
const silvia: Destination = { kind: 'line', lineId: 'silvia' }

const state = (settings: CallSettings, phones = ['desk', 'softphone'] as const): CallsState => ({
  version: 1,
  settings,
  timeZone: 'Europe/Rome',
  line: { lineId: 'giulia', number: '+390125555049', extension: '049', name: 'Giulia Ferrero' },
  people: [{ lineId: 'silvia', number: '+390125555022', extension: '022', name: 'Silvia Bertone' }],
  phones: phones.map((kind) => ({
    id: kind,
    kind,
    name: kind === 'desk' ? 'Telefono da scrivania' : 'app sul cellulare',
  })),
  presentable: [],
  classes: ['national', 'mobile'],
  limits: { ringSteps: 6, others: 5, rules: 20 },
  voicemail: true,
  pinSetAt: null,
  outside: true,
  knownNumbers: [],
})
const namesOf = ({ phones, people }: CallsState, theirs: string | null = null): Names => ({
  ownLine: 'giulia',
  theirs,
  phones: new Map(phones.map((phone) => [phone.id, phone])),
  lines: new Map(people.map((person) => [person.lineId, person])),
})

let it: TFunction<'call-handling'>
let en: TFunction<'call-handling'>
beforeAll(async () => {
  const instance = i18next.createInstance()
  await instance.init({
    lng: 'it',
    defaultNS: 'call-handling',
    resources: { it: { 'call-handling': italian }, en: { 'call-handling': english } },
    interpolation: { escapeValue: false },
  })
  it = instance.getFixedT('it', 'call-handling')
  en = instance.getFixedT('en', 'call-handling')
})

function said(settings: CallSettings, t: TFunction<'call-handling'>, theirs: string | null = null, phones?: ['desk']) {
  const of = state(settings, phones as never)
  return sentence(lanesFor(of, settings, now).free, namesOf(of, theirs), t)
}

const figure05: CallSettings = {
  ...freshSettings,
  noAnswer: { on: true, to: mobile, after: 20 },
  voicemail: { on: true, after: 30 },
}

describe('the sentence under “Cosa succede se mi chiamano?”', () => {
  test('figure 05, in both languages', () => {
    expect(said(figure05, it)).toBe(
      'Prima squillano i tuoi telefoni, dopo <b>20 secondi</b> la chiamata passa al <b>347 555 0182</b> e dopo <b>30</b> risponde la casella vocale.',
    )
    expect(said(figure05, en)).toBe(
      'First your phones ring, after <b>20 seconds</b> the call goes to <b>347 555 0182</b> and after <b>30</b> voicemail answers.',
    )
  })

  test('figure 05b: everything to a colleague, and voicemail takes it back', () => {
    const settings: CallSettings = {
      ...figure05,
      forwardAll: { on: true, to: silvia, until: null },
      voicemail: { on: true, after: 25 },
    }
    expect(said(settings, it)).toBe(
      'Le chiamate vanno <b>subito a Silvia Bertone</b>; dopo <b>25 secondi</b> risponde la casella vocale.',
    )
  })

  test('do not disturb, no voicemail, one phone, somebody else’s line', () => {
    const quiet: CallSettings = { ...figure05, doNotDisturb: { on: true, until: null } }
    expect(said(quiet, it)).toBe('Il telefono non squilla: risponde <b>subito la casella vocale</b>.')
    expect(said({ ...quiet, voicemail: { on: false, after: 30 } }, it)).toBe(
      'Il telefono non squilla: chi chiama sente il segnale di occupato.',
    )
    const only: CallSettings = { ...freshSettings, voicemail: { on: false, after: 30 } }
    expect(said(only, it, null, ['desk'])).toBe('Squilla il tuo telefono finché chi chiama riattacca.')
    expect(said(only, it, 'Paolo')).toBe('Squillano i telefoni di Paolo finché chi chiama riattacca.')
  })

  test('a do not disturb that has ended says nothing any more', () => {
    const ended = { ...figure05, doNotDisturb: { on: true, until: '2026-11-23T08:59:00Z' } }
    expect(said(ended, it)).toBe(said(figure05, it))
  })
})

test('the blocks of figure 05 and of the busy lane', () => {
  const of = state(figure05)
  const lanes = lanesFor(of, figure05, now)
  expect(
    drawn(lanes.free, namesOf(of), it).map(({ from, to, title, sub, timer }) => [from, to, title, sub, timer]),
  ).toEqual([
    [0, 20, 'Squillano insieme', 'Telefono da scrivania e app sul cellulare', undefined],
    [20, 30, 'Inoltro', '347 555 0182', 'noAnswer'],
    [30, null, 'Casella vocale', 'Chi chiama lascia un messaggio', 'voicemail'],
  ])
  expect(drawn(lanes.busy, namesOf(of), it).map(({ from, title }) => [from, title])).toEqual([[0, 'Casella vocale']])
})

test('a forward to a colleague says who, and that the own phone is silent', () => {
  const settings: CallSettings = { ...figure05, forwardAll: { on: true, to: silvia, until: null } }
  const of = state(settings)
  expect(drawn(lanesFor(of, settings, now).free, namesOf(of), it)[0]).toMatchObject({
    title: 'Inoltrate subito a Silvia Bertone',
    sub: 'Interno 022 · il tuo telefono non squilla',
  })
})
