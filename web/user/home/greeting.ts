import type { Profile } from '../my-profile.ts'

export type Greeting = 'morning' | 'afternoon' | 'evening' | 'welcome'

const officeHour = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Rome', hour: '2-digit', hourCycle: 'h23' })

/** By the hour of the office; the welcome of the guide during the visit that completed the first access. */
export function greetingFor(now: number, activity: Profile['activity'] | undefined): Greeting {
  if (activity && isFirstVisit(activity)) return 'welcome'
  const hour = Number(officeHour.format(now))
  if (hour >= 5 && hour < 13) return 'morning'
  return hour >= 13 && hour < 18 ? 'afternoon' : 'evening'
}

const entries = ['line.activated', 'sign-in', 'sign-in.resumed']

/** Newest first: nobody has come in again since the line was activated by its own user. */
function isFirstVisit(activity: Profile['activity']): boolean {
  const last = activity.find(({ action, result }) => result === 'done' && entries.includes(action))
  return last?.action === 'line.activated' && last.actor === 'you'
}

/** “Giulia” for Giulia Ferrero; “Sala riunioni” and the like are called by their whole name. */
export function calledName(name: string): string {
  const words = name.trim().split(/\s+/)
  const isPerson = words.length > 1 && words.every((word) => /^\p{Lu}[\p{L}'’.-]*$/u.test(word))
  return isPerson ? (words[0] ?? name) : name
}
