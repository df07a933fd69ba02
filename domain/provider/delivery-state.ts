/** Facts of one letter, text message or sheet, as the delivery list keeps them. */
export type DeliveryFacts = {
  readonly channel: 'email' | 'sms' | 'technician'
  readonly sentAt: Date | null
  readonly perhapsAt: Date | null
  readonly deliveredAt: Date | null
  readonly failedAt: Date | null
  readonly byHandAt: Date | null
}

/**
 *   to-hand ─────────────────────────────► by-hand      a sheet, handed over by a person
 *   queued ──► sent ──► delivered                       the receipt says so; mail has none
 *      │  └──► perhaps ──► sent, delivered, failed      handed to the gateway, no answer; a receipt may tell later
 *      └─────► failed                                   and from any of them to by-hand
 */
export const deliveryStates = ['to-hand', 'by-hand', 'queued', 'sent', 'delivered', 'perhaps', 'failed'] as const
export type DeliveryState = (typeof deliveryStates)[number]

/** What a person did counts before what machines say; the latest news of a machine counts before earlier ones. */
export function deliveryState(facts: DeliveryFacts): DeliveryState {
  if (facts.byHandAt) return 'by-hand'
  if (facts.channel === 'technician') return 'to-hand'
  if (facts.deliveredAt) return 'delivered'
  if (facts.failedAt) return 'failed'
  if (facts.sentAt) return 'sent'
  return facts.perhapsAt ? 'perhaps' : 'queued'
}

/** The letters that open a switchboard. */
export const credentialLetters = ['credentials', 'credentials-secret'] as const
export const isCredentials = (letter: string): boolean => credentialLetters.some((name) => name === letter)

/**
 * What "Rimanda" does: `now` brings the next attempt forward, `same` sends what is still kept here once more,
 * `new-password` means that nobody can say it again, so that a new one must be made. None: there is nothing to do.
 */
export type Again = 'now' | 'same' | 'new-password'

/**
 * What "Rimanda" does for this one; null: nothing, and there is no button.
 * @param kept the letter's words are still here
 * @param repeated it was sent again as another letter
 */
export function againOf(
  state: DeliveryState,
  { letter, kept, repeated }: { letter: string; kept: boolean; repeated: boolean },
): Again | null {
  if (repeated) return null
  if (state === 'queued') return 'now'
  if (state === 'perhaps' && kept) return 'same'
  return isCredentials(letter) && ['perhaps', 'failed', 'sent', 'to-hand'].includes(state) ? 'new-password' : null
}

/** Whether a person may have handed it over instead. */
export const mayBeHanded = (state: DeliveryState, letter: string): boolean =>
  isCredentials(letter) && ['to-hand', 'perhaps', 'failed', 'sent'].includes(state)
