import { same } from '#domain/call-handling/same.ts'
import { type CallSettings, limits } from '#domain/call-handling/settings.ts'

/**
 * The controls of the card that wait for “Conferma” (DESIGN.md 5). The save bar counts them, and each one that differs
 * from what is in force gets its amber edge.
 */
const readers = {
  forward: (s) => s.forwardAll.on,
  forwardTo: (s) => s.forwardAll.to,
  forwardUntil: (s) => s.forwardAll.until,
  mode: (s) => s.ringing.mode,
  silent: (s) => [...s.ringing.silent].sort(),
  others: (s) => s.ringing.others,
  order: (s) => s.ringing.order,
  noAnswer: (s) => s.noAnswer.on,
  noAnswerTo: (s) => s.noAnswer.to,
  noAnswerAfter: (s) => s.noAnswer.after,
  voicemail: (s) => s.voicemail.on,
  voicemailAfter: (s) => s.voicemail.after,
  busy: (s) => s.busy.action,
  busyTo: (s) => s.busy.to,
} as const satisfies Record<string, (settings: CallSettings) => unknown>

export type Field = keyof typeof readers

/** What the card drafts; everything else in the settings is confirmed where it is changed. */
export type Drafted = Pick<CallSettings, 'forwardAll' | 'ringing' | 'noAnswer' | 'voicemail' | 'busy'>
const drafted = ['forwardAll', 'ringing', 'noAnswer', 'voicemail', 'busy'] as const satisfies (keyof Drafted)[]

/** The fields in which two settings differ, in the order of the card. */
export function changedFields(base: CallSettings, draft: CallSettings): readonly Field[] {
  return (Object.keys(readers) as Field[]).filter((field) => !same(readers[field](base), readers[field](draft)))
}

/** The settings to send: only those that differ, each one whole. */
export function changesBetween(base: CallSettings, draft: CallSettings): Partial<Drafted> {
  return Object.fromEntries(
    drafted.filter((name) => !same(base[name], draft[name])).map((name) => [name, draft[name]]),
  ) as Partial<Drafted>
}

export type Timer = 'noAnswer' | 'voicemail'

const { least, most, gap } = limits.seconds

/** How far a timer may go while both are on, so that there is always room for the gap. */
export function range(settings: CallSettings, timer: Timer): { least: number; most: number } {
  const both = settings.noAnswer.on && settings.voicemail.on
  if (!both) return { least, most }
  return timer === 'noAnswer' ? { least, most: most - gap } : { least: least + gap, most }
}

/**
 * Voicemail comes at least five seconds after the forward: moving one timer pushes the other (DESIGN.md 5, “Seconds”).
 * The number field and the handle on the ribbon both end here.
 */
export function withSeconds(settings: CallSettings, timer: Timer, seconds: number): CallSettings {
  const room = range(settings, timer)
  const after = Math.min(room.most, Math.max(room.least, Math.round(seconds)))
  return apart({ ...settings, [timer]: { ...settings[timer], after } }, timer)
}

/** Turns a timer on or off; coming on, it keeps its distance from the other one. */
export function withTimer(settings: CallSettings, timer: Timer, on: boolean): CallSettings {
  const next = { ...settings, [timer]: { ...settings[timer], on } }
  return on ? withSeconds(next, timer, next[timer].after) : next
}

/** Pushes the other timer away from the one that moved. */
function apart(settings: CallSettings, moved: Timer): CallSettings {
  const { noAnswer, voicemail } = settings
  if (!noAnswer.on || !voicemail.on || voicemail.after - noAnswer.after >= gap) return settings
  return moved === 'noAnswer'
    ? { ...settings, voicemail: { ...voicemail, after: noAnswer.after + gap } }
    : { ...settings, noAnswer: { ...noAnswer, after: voicemail.after - gap } }
}
