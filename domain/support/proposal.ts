import { type CallSettings, limits } from '../call-handling/settings.ts'
import type { SettingsRequest } from '../call-handling/settings-request.ts'

/**
 * What 1928 may propose during a diagnosis (spec/product 7.2 idea 8). A closed list: each makes calls arrive where they
 * were expected, and none sends one anywhere new.
 */
export const proposedSettings = [
  'do-not-disturb-off',
  'forward-all-off',
  'no-answer-off',
  'busy-voicemail',
  'unavailable-off',
  'selective-forward-off',
  'anonymous-accept',
  'call-waiting-on',
  'own-phones-ring',
] as const
export type ProposedSetting = (typeof proposedSettings)[number]

export type ProposedChange =
  | { readonly kind: ProposedSetting }
  | { readonly kind: 'voicemail'; readonly after: number }
  | { readonly kind: 'phone-on'; readonly deviceId: string }

export type ProposableFacts = {
  readonly settings: CallSettings
  /** Whether the line's service profile has a voicemail. */
  readonly voicemail: boolean
  readonly phones: readonly { readonly id: string; readonly off: boolean }[]
}

/** The settings that a proposal asks for; null: it is about a phone. Read at the moment of acceptance, not before. */
export function requestOf(change: ProposedChange, settings: CallSettings): SettingsRequest | null {
  switch (change.kind) {
    case 'do-not-disturb-off':
      return { doNotDisturb: { on: false, until: null } }
    case 'forward-all-off':
      return { forwardAll: { ...settings.forwardAll, on: false, until: null } }
    case 'no-answer-off':
      return { noAnswer: { ...settings.noAnswer, on: false } }
    case 'busy-voicemail':
      return { busy: { ...settings.busy, action: 'voicemail' } }
    case 'unavailable-off':
      return { unavailable: { ...settings.unavailable, on: false } }
    case 'selective-forward-off':
      return { selectiveForward: { ...settings.selectiveForward, on: false } }
    case 'anonymous-accept':
      return { anonymous: 'accept' }
    case 'call-waiting-on':
      return { callWaiting: true }
    case 'own-phones-ring':
      return { ringing: { ...settings.ringing, mode: 'own', silent: [] } }
    case 'voicemail':
      return { voicemail: { on: true, after: change.after } }
    case 'phone-on':
      return null
  }
}

/** What would change anything now: the desk offers these and no others. */
export function proposable({ settings, voicemail, phones }: ProposableFacts): ProposedSetting[] {
  const would: Record<ProposedSetting, boolean> = {
    'do-not-disturb-off': settings.doNotDisturb.on,
    'forward-all-off': settings.forwardAll.on,
    'no-answer-off': settings.noAnswer.on,
    'busy-voicemail': voicemail && settings.busy.action !== 'voicemail',
    'unavailable-off': settings.unavailable.on,
    'selective-forward-off': settings.selectiveForward.on,
    'anonymous-accept': settings.anonymous === 'reject',
    'call-waiting-on': !settings.callWaiting,
    'own-phones-ring': phones.length > 0 && (settings.ringing.mode !== 'own' || settings.ringing.silent.length > 0),
  }
  return proposedSettings.filter((kind) => would[kind])
}

/** Whether a proposal means anything for this line, whoever made it up. */
export function isProposable(change: ProposedChange, facts: ProposableFacts): boolean {
  if (change.kind === 'phone-on') return facts.phones.some(({ id, off }) => id === change.deviceId && off)
  if (change.kind !== 'voicemail') return proposable(facts).includes(change.kind)
  const { noAnswer, voicemail } = facts.settings
  const { least, most, gap } = limits.seconds
  const possible = Number.isInteger(change.after) && change.after >= least && change.after <= most
  const leavesTime = !noAnswer.on || change.after >= noAnswer.after + gap
  return facts.voicemail && possible && leavesTime && !(voicemail.on && voicemail.after === change.after)
}
