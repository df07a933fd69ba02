import { describe, expect, test } from 'vitest'
import type { PhoneNumber } from '#domain/phone-number.ts'
import { type MediaService, readMediaService, writeMediaService } from './media-service.ts'

const common = { callId: '6e0c-1', language: 'it' } as const

const cases: Record<string, MediaService> = {
  voicemail: { ...common, kind: 'voicemail', lineId: '0198' },
  screen: { ...common, kind: 'screen', number: '+393331234567' as PhoneNumber },
  'echo test in English': { ...common, language: 'en', kind: 'echo-test' },
  announcement: { ...common, kind: 'announcement', announcement: { name: 'not-accepting' } },
  'announcement that reads back': {
    ...common,
    kind: 'announcement',
    announcement: { name: 'forward-is', say: ['+390125555013', '20; s', 'è'] },
  },
}

describe('what the media application is asked', () => {
  test.each(Object.entries(cases))('%s is read as it was written', (_, service) => {
    expect(readMediaService(writeMediaService(service))).toEqual(service)
  })

  test('stays on one line of ASCII, whatever is said', () => {
    const written = writeMediaService({
      ...common,
      kind: 'announcement',
      announcement: { name: 'forward-set', say: ['a\r\nVia: x', '€'] },
    })
    expect(written).toMatch(/^[\x21-\x7e]+$/)
  })

  test.each(['', 'voicemail', 'voicemail;call=1', 'announcement;call=1;name=unknown', 'dance;call=1', 'screen;call=%'])(
    '“%s” is none of ours',
    (header) => {
      expect(readMediaService(header)).toBeUndefined()
    },
  )
})
