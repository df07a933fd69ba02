import { allowedAtFirst, type DestinationClass } from '../../dial-plan/destination-class.ts'
import type { PhoneNumber } from '../../phone-number.ts'
import type { Caller, CallFacts, CallFor, LineFacts, LineState } from '../facts.ts'
import { type CallSettings, type Destination, freshSettings } from '../settings.ts'

export const mobile = '+393475550182' as PhoneNumber
export const secondMobile = '+393475550183' as PhoneNumber
export const customer = '+390212345678' as PhoneNumber
export const at = new Date('2026-11-22T09:00:00Z')

export const toNumber = (number: string): Destination => ({ kind: 'number', number: number as PhoneNumber })
export const toLine = (lineId: string): Destination => ({ kind: 'line', lineId })

export type Person = {
  readonly settings?: Partial<CallSettings>
  readonly phones?: number
  readonly state?: LineState
  readonly allowed?: readonly DestinationClass[]
  readonly voicemail?: boolean
  readonly suspended?: boolean
  readonly emergencyAt?: string
}

/** Lines by first name, `anna` to `zoe`: their numbers and extensions follow from their place. */
export function anOffice(
  people: Readonly<Record<string, Person>>,
  more: Partial<Omit<CallFacts, 'line' | 'state'>> = {},
) {
  const lines = new Map(
    Object.entries(people).map(([name, person], i): [string, LineFacts] => [
      name,
      {
        id: name,
        companyId: 'office',
        number: `+39012555500${i + 1}` as PhoneNumber,
        extension: `00${i + 1}`,
        name,
        domain: 'office.localhost',
        suspended: person.suspended ?? false,
        settings: { ...freshSettings, ...person.settings },
        phones: Array.from({ length: person.phones ?? 1 }, (_, n) => ({
          id: `${name}-${n + 1}`,
          user: `00${i + 1}-${n + 1}`,
          domain: 'office.localhost',
        })),
        allowed: person.allowed ?? allowedAtFirst,
        voicemail: person.voicemail ?? true,
        emergencyAt: person.emergencyAt ?? null,
      },
    ]),
  )
  const facts: CallFacts = {
    line: (id) => lines.get(id),
    state: (id) => people[id]?.state ?? 'unknown',
    blocked: [],
    trunk: true,
    ...more,
  }
  const colleague = (name: string): Caller => {
    const line = lines.get(name)
    if (!line) throw new Error(`Nobody is called ${name}`)
    return { lineId: name, number: line.number, extension: line.extension, name, withheld: false }
  }
  const call = (lineId: string, caller: Caller = stranger(), previous: readonly PhoneNumber[] = []): CallFor => ({
    at,
    lineId,
    caller,
    previous,
  })
  return { facts, colleague, call, line: (name: string) => lines.get(name) as LineFacts }
}

export const stranger = (more: Partial<Caller> = {}): Caller => ({
  lineId: null,
  number: customer,
  extension: null,
  name: 'Cliente',
  withheld: false,
  ...more,
})
