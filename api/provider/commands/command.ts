import type { ParseArgsOptionsConfig } from 'node:util'
import type { House } from '../../house.ts'
import { fill, type Words } from './words.ts'

/** What was typed: positional words and options, already known to be of the right kind. */
export type Typed = {
  readonly words: readonly string[]
  readonly options: Readonly<Record<string, string | boolean | undefined>>
}

export type Console = {
  /** A line on standard output. */
  out(line: string): void
  /** A line on standard error. */
  err(line: string): void
  readonly words: Words
  readonly language: 'it' | 'en'
  /** Who types, for the audit log. */
  readonly operator: string
}

export type Command = {
  readonly options: ParseArgsOptionsConfig
  /** Checks what was typed before the house is opened; answers the work, which answers the exit code. */
  prepare(
    typed: Typed,
    console: Console,
  ): Promise<(house: House) => Promise<ExitCode>> | ((house: House) => Promise<ExitCode>)
}

/** 0 done · 1 refused · 2 the command is wrong · 3 the portal does not open */
export type ExitCode = 0 | 1 | 2 | 3

/** The command was typed wrong: exit code 2. */
export class UsageError extends Error {}

/** An option's value; one that was left out or is blank is undefined. */
export function optional({ options }: Typed, name: string): string | undefined {
  const value = options[name]
  return typeof value === 'string' && value.trim() !== '' ? value : undefined
}

/** @throws {UsageError} */
export function required(typed: Typed, name: string, { words }: Console): string {
  const value = optional(typed, name)
  if (value === undefined) throw new UsageError(fill(words.usage.missing, { what: `--${name}` }))
  return value
}

/** @throws {UsageError} */
export function choice<Choice extends string>(
  typed: Typed,
  name: string,
  choices: readonly Choice[],
  fallback: Choice,
  { words }: Console,
): Choice {
  const value = optional(typed, name) ?? fallback
  const chosen = choices.find((one) => one === value)
  if (chosen === undefined)
    throw new UsageError(fill(words.usage.badChoice, { value, option: `--${name}`, choices: choices.join(', ') }))
  return chosen
}

/**
 * A day, or an instant in ISO 8601. A day begins at midnight of an Italian winter, wherever the server stands.
 * @throws {UsageError}
 */
export function date(typed: Typed, name: string, { words }: Console): Date | undefined {
  const value = optional(typed, name)
  if (value === undefined) return undefined
  const isDay = /^\d{4}-\d\d-\d\d$/.test(value)
  const at = new Date(isDay ? `${value}T00:00:00+01:00` : value)
  if (!/^\d{4}-\d\d-\d\d(?:T.+)?$/.test(value) || Number.isNaN(at.getTime()))
    throw new UsageError(fill(words.usage.badDate, { value }))
  return at
}
