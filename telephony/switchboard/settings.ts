/** Everything the switchboard needs to know, typed once: read by `config.ts`, written into each program's configuration. */
export type SwitchboardSettings = {
  /** Its own part of the portal's data: state, journal of events, recordings not yet kept. */
  readonly directory: string
  readonly sip: {
    /** Addresses phones reach, IPv4 or IPv6; media too. Those this machine does not have are left out. */
    readonly addresses: readonly string[]
    /** UDP and TCP. */
    readonly port: number
    readonly tlsPort: number
    readonly wsPort: number
    readonly wssPort: number
  }
  /** Certificate for TLS and WSS, PEM files; null: one made by ourselves, for demos. */
  readonly tls: { readonly certificate: string; readonly key: string } | null
  /** First and last of the ports sound travels through. */
  readonly rtpPorts: readonly [number, number]
  readonly mediaRtpPorts: readonly [number, number]
  /** PostgreSQL that keeps registrations; null: in memory. */
  readonly databaseUrl: string | null
  /** The demo's outside world runs too, and is a trunk; at which port. */
  readonly outsideWorldPort: number | null
  /** Seconds it goes on without a portal. */
  readonly grace: number
  /** Requests in two seconds from one address that make a flood, and wrong passwords in five minutes (TEL-16). */
  readonly floodDensity: number
  readonly wrongPasswords: number
}

/** All listening ports stay below 32768: above, the kernel hands them out for outgoing connections (spec/telephony 1). */
export const defaultPorts = {
  sip: 25060,
  tls: 25061,
  ws: 25080,
  wss: 25081,
  outsideWorld: 25090,
  rtp: [20000, 24999],
  mediaRtp: [27000, 28999],
} as const
