import { type TimeZone, wallClock } from '#domain/time-zone.ts'
import type { Profile } from '../my-profile.ts'

export type Greeting = 'morning' | 'afternoon' | 'evening' | 'welcome'

/** By the hour of the Sede; the welcome of the guide during the visit that completed the first access. */
export function greetingFor(now: number, activity: Profile['activity'] | undefined, zone: TimeZone): Greeting {
  if (activity && isFirstVisit(activity)) return 'welcome'
  const { hour } = wallClock(now, zone)
  if (hour >= 5 && hour < 13) return 'morning'
  return hour >= 13 && hour < 18 ? 'afternoon' : 'evening'
}

const entries = ['line.activated', 'sign-in', 'sign-in.resumed']

/** Newest first: nobody has come in again since the line was activated by its own user. */
function isFirstVisit(activity: Profile['activity']): boolean {
  const last = activity.find(({ action, result }) => result === 'done' && entries.includes(action))
  return last?.action === 'line.activated' && last.actor === 'you'
}
