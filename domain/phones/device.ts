import type { MacAddress } from './mac-address.ts'

/** A phone of a line: a program on a computer or mobile, a phone on the desk, or the portal's own. */
export type DeviceKind = 'softphone' | 'desk' | 'web'

/** What a person may add; the web phone comes by itself. */
export const addableKinds = ['softphone', 'desk'] as const
export type AddableKind = (typeof addableKinds)[number]

export const longestDeviceName = 40

/** How many phones a line may have when its service profile does not say. */
export const fewestDevices = 1

/**
 * A name as it is kept: one line, without control characters and direction marks, which would garble a list
 * (spec/security 4.4). Undefined when nothing is left.
 */
export function readDeviceName(typed: string): string | undefined {
  const name = typed
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return name === '' || [...name].length > longestDeviceName ? undefined : name
}

/** Why a phone cannot be added, for the greyed button and for the answer of the server. */
export type AddRefusal = 'limit' | 'email' | 'line-closed'

export type AddingFacts = {
  readonly devices: number
  readonly limit: number
  readonly emailVerified: boolean
  readonly account: 'provisioned' | 'live' | 'disabled' | 'closed'
}

/** The first reason that speaks; the e-mail is asked of whoever adds (spec/security 1.4.9). */
export function addRefusal({ devices, limit, emailVerified, account }: AddingFacts): AddRefusal | undefined {
  if (account === 'closed') return 'line-closed'
  if (devices >= limit) return 'limit'
  return emailVerified ? undefined : 'email'
}

/** What is connected now, as far as the engine has told. */
export type DeviceState = 'disabled' | 'online' | 'offline' | 'never'

/** A registration that nobody has renewed in time is over, even when the engine has not said so. */
export function deviceState(
  device: {
    readonly disabledAt: Date | null
    readonly registeredSince: Date | null
    readonly registeredUntil: Date | null
    readonly lastContactAt: Date | null
  },
  now: Date,
): DeviceState {
  if (device.disabledAt !== null) return 'disabled'
  const over = device.registeredUntil !== null && device.registeredUntil <= now
  if (device.registeredSince !== null && !over) return 'online'
  return device.lastContactAt === null ? 'never' : 'offline'
}

/** A desk phone may have an address below it; a program has none. */
export type NewDevice = { readonly name: string; readonly kind: AddableKind; readonly mac: MacAddress | null }
