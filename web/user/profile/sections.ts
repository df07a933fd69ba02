import {
  IconAddressBook,
  IconDeviceLandlinePhone,
  IconDevices,
  IconFingerprint,
  IconHistory,
  IconLanguage,
  IconPhone,
  IconShieldLock,
} from '@tabler/icons-react'
import type { ComponentType } from 'react'
import { ActivitySection } from './ActivitySection.tsx'
import { CallsSection } from './CallsSection.tsx'
import { DataSection } from './DataSection.tsx'
import { DevicesSection } from './devices/DevicesSection.tsx'
import { PreferencesSection } from './PreferencesSection.tsx'
import { PhonesSection } from './phones/PhonesSection.tsx'
import { SaferSection } from './safer/SaferSection.tsx'
import { SecuritySection } from './security/SecuritySection.tsx'

type SectionEntry = {
  /** Its address on the page: `/profilo#dispositivi`. */
  readonly id: string
  readonly title:
    | 'call-settings:title'
    | 'data.title'
    | 'preferences.title'
    | 'phones.title'
    | 'devices.title'
    | 'activity.title'
    | 'safer.title'
    | 'security.title'
  readonly icon: ComponentType<{ size?: number; stroke?: number; 'aria-hidden'?: 'true' }>
  readonly content: ComponentType
}

/** Every section of “Il mio profilo”, in order. Sicurezza is the last on the page, as in the guide (S67, S103). */
export const sections: readonly SectionEntry[] = [
  { id: 'chiamate', title: 'call-settings:title', icon: IconPhone, content: CallsSection },
  { id: 'dati', title: 'data.title', icon: IconAddressBook, content: DataSection },
  { id: 'lingua', title: 'preferences.title', icon: IconLanguage, content: PreferencesSection },
  { id: 'dispositivi', title: 'phones.title', icon: IconDeviceLandlinePhone, content: PhonesSection },
  { id: 'collegati', title: 'devices.title', icon: IconDevices, content: DevicesSection },
  { id: 'attivita', title: 'activity.title', icon: IconHistory, content: ActivitySection },
  { id: 'accesso', title: 'safer.title', icon: IconFingerprint, content: SaferSection },
  { id: 'sicurezza', title: 'security.title', icon: IconShieldLock, content: SecuritySection },
]
