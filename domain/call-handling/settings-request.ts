import type { PhoneNumber } from '../phone-number.ts'
import type { CallerPattern, CallSettings, Destination, SettingName } from './settings.ts'

/** A destination or caller as a form sends it: what the server gave, or what somebody typed. */
export type Typed = { readonly kind: 'typed'; readonly typed: string }
type Loose<T> = T extends Destination
  ? T | Typed
  : T extends CallerPattern
    ? T | Typed
    : T extends readonly (infer E)[]
      ? readonly Loose<E>[]
      : T extends object
        ? T extends PhoneNumber
          ? string
          : { readonly [K in keyof T]: Loose<T[K]> }
        : T
/** Whole settings by name; those left out stay as they are. */
export type SettingsRequest = { readonly [K in SettingName]?: Loose<CallSettings[K]> | undefined }
