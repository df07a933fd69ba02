import { type PhoneNumber, showPhoneNumber } from '#domain/phone-number.ts'
import { cityOf, italianTime, type TimeZone, wallClock } from '#domain/time-zone.ts'
import english from '#translations/en/time-zones.ts'
import type { Language } from '#translations/index.ts'
import italian from '#translations/it/time-zones.ts'
import type { Shown } from '#translations/mail.ts'

const words: Readonly<Record<Language, typeof italian>> = { it: italian, en: english }

/**
 * `22/11/2026 13:17`: the wall clock of whoever reads it, wherever the server stands; beside an hour that is not the Italian
 * one stands whose it is: `22/11/2026 12:17 (ora locale: Londra)` (docs/decisions/0014-time-zones.md).
 */
export function showInstant(at: Date, zone: TimeZone = italianTime, language: Language = 'it'): string {
  const { year, month, day, hour, minute } = wallClock(at, zone)
  const shown = `${two(day)}/${two(month)}/${year} ${two(hour)}:${two(minute)}`
  if (zone === italianTime) return shown
  const { cities, local } = words[language]
  const city = cityOf(zone)
  return `${shown} (${local.replace('{{city}}', (cities as Record<string, string>)[city] ?? city)})`
}

const two = (value: number): string => String(value).padStart(2, '0')

/**
 * Facts as a catalogue receives them: instants written out, whole numbers as people write them, and every
 * other string without line breaks and invisible marks. A secret stays exactly as it must be typed.
 */
export function shown<Facts>(facts: Facts, language: Language, zone: TimeZone): Shown<Facts> {
  return show(facts, '', (at) => showInstant(at, zone, language)) as Shown<Facts>
}

function show(value: unknown, name: string, instant: (at: Date) => string): unknown {
  if (value instanceof Date) return instant(value)
  if (typeof value === 'string') return name === 'temporaryPassword' ? value : showText(value, name)
  if (Array.isArray(value)) return value.map((item) => show(item, name, instant))
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, fact]) => [key, show(fact, key, instant)]))
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
