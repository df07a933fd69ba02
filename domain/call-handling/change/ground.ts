import type { DestinationClass } from '../../dial-plan/destination-class.ts'
import type { DialPlan } from '../../dial-plan/read-dialled.ts'
import type { PhoneNumber } from '../../phone-number.ts'
import type { CallSettings } from '../settings.ts'

/** What a line's service profile allows (service_profile.limits); `limits` of settings.ts are the upper bound. */
export type ProfileLimits = { readonly ringSteps: number; readonly others: number; readonly rules: number }

/** What must be known of the line and its company to judge a change. */
export type ChangeGround = {
  readonly now: Date
  readonly line: { readonly id: string; readonly number: PhoneNumber }
  readonly dialPlan: DialPlan
  readonly isLine: (lineId: string) => boolean
  readonly allowed: readonly DestinationClass[]
  readonly phones: ReadonlySet<string>
  readonly limits: ProfileLimits
  readonly voicemail: boolean
  readonly presentable: readonly PhoneNumber[]
  /** Of the lines a forward may reach; those that are not known have none. */
  readonly settingsOf: (lineId: string) => CallSettings | undefined
}
