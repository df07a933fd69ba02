import type { z } from 'zod'
import type { phone, phoneServer } from '#contract/phones.ts'
import { deviceState } from '#domain/phones/device.ts'
import { showMacAddress } from '#domain/phones/mac-address.ts'
import type { Config } from '../config.ts'
import type { Device } from './devices.sql.ts'

/** A phone as lists show it. Where it is connected from only its owner sees. */
export function presentPhone(device: Device, now: Date): z.input<typeof phone> {
  const state = deviceState(
    {
      disabledAt: device.disabled_at,
      registeredSince: device.registered_since,
      registeredUntil: device.registered_until,
      lastContactAt: device.last_contact_at,
    },
    now,
  )
  return {
    id: device.id,
    name: device.name,
    kind: device.kind,
    mac: device.mac === null ? null : showMacAddress(device.mac),
    sipUser: device.sip_user,
    state,
    since: state === 'online' ? (device.registered_since?.toISOString() ?? null) : null,
    lastContactAt: device.last_contact_at?.toISOString() ?? null,
    software: device.user_agent,
    addedAt: device.created_at.toISOString(),
    secretMadeAt: device.rotated_at.toISOString(),
  }
}

/** What is typed into a phone beside its user and secret. Phones reach us where browsers do. */
export function presentServer({ publicUrl, sip }: Config, domain: string): z.input<typeof phoneServer> {
  return {
    domain,
    host: sip.host ?? (publicUrl ? new URL(publicUrl).hostname : 'localhost'),
    port: sip.port,
    tlsPort: sip.tlsPort,
  }
}
