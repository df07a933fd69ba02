import type { Logger } from 'pino'
import type { Cellar } from '#database/connect.ts'
import type { Clock } from '#domain/clock.ts'
import type { CallEngine } from '#telephony/call-engine.ts'
import type { Hasher } from './access/hasher.ts'
import type { Sessions } from './access/sessions.ts'
import type { Throttles } from './access/throttles.ts'
import type { Facts } from './call-handling/facts.ts'
import type { Config } from './config.ts'
import type { Live } from './live/live.ts'
import type { Outbox } from './mail/outbox.ts'
import type { Metrics } from './metrics.ts'
import type { StaffSessions } from './provider/staff/staff-sessions.ts'

/** The running server's parts, chosen once in `build.ts`; every action takes what it needs from here. */
export type House = {
  readonly config: Config
  readonly cellar: Cellar
  readonly clock: Clock
  readonly log: Logger
  readonly metrics: Metrics
  readonly hasher: Hasher
  readonly throttles: Throttles
  readonly sessions: Sessions
  /** Sessions of the provider's own people. */
  readonly staffSessions: StaffSessions
  readonly outbox: Outbox
  readonly live: Live
  /** What calls are decided from, in memory. */
  readonly facts: Facts
  /** Who serves the calls; `absentEngine` where nobody does. */
  readonly engine: CallEngine
}
