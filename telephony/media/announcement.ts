import { setTimeout as pause } from 'node:timers/promises'
import type { Invitation } from 'sip.js'
import type { Announcement } from '#domain/call-handling/plan.ts'
import { answer } from './answered-call.ts'
import { announcementSound } from './prompts.ts'

/** Says it once, after the moment that phones take to hear, and hangs up. */
export async function announce(invitation: Invitation, announcement: Announcement): Promise<void> {
  const call = await answer(invitation)
  await pause(300)
  await call.stream.play(announcementSound(announcement))
  // The last packets are still on their way.
  await pause(100)
  call.hangUp()
}
