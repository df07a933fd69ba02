import { type PhoneNumber, showPhoneNumber } from '#domain/phone-number.ts'
import type { Shown } from '#translations/mail.ts'

/** `22/11/2026 13:17`: the office’s wall clock, wherever the server stands. */
const wallClock = new Intl.DateTimeFormat('it-IT', {
  timeZone: 'Europe/Rome',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

export const showInstant = (at: Date): string => wallClock.format(at).replace(',', '')

/**
 * Facts as a catalogue receives them: instants written out, whole numbers as people write them, and every
 * other string without line breaks and invisible marks. A secret stays exactly as it must be typed.
 */
export function shown<Facts>(facts: Facts): Shown<Facts> {
  return show(facts, '') as Shown<Facts>
}

function show(value: unknown, name: string): unknown {
  if (value instanceof Date) return showInstant(value)
  if (typeof value === 'string') return name === 'temporaryPassword' ? value : showText(value, name)
  if (Array.isArray(value)) return value.map((item) => show(item, name))
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, fact]) => [key, show(fact, key)]))
  }
  return value
}

function showText(text: string, name: string): string {
  const isNumber = (name === 'number' || name === 'numbers') && /^\+\d{5,15}$/.test(text)
  return isNumber ? showPhoneNumber(text as PhoneNumber) : printable(text)
}

// Controls, line and paragraph separators; then the marks that reverse the writing direction (UAX #9, 2).
const breaks = /[\p{Cc}\p{Zl}\p{Zp}]+/gu
const directionMarks = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

/**
 * Names come from imports and from people: one with a line break could begin a header or a sentence of its
 * own, one with a direction mark could make the text beside it read differently.
 */
const printable = (text: string): string => text.replace(breaks, ' ').replace(directionMarks, '').trim()
