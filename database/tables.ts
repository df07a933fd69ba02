import type { AccessTables } from './tables/access.ts'
import type { AuditLogTables } from './tables/audit-log.ts'
import type { CallHandlingTables } from './tables/call-handling.ts'
import type { CallHistoryTables } from './tables/call-history.ts'
import type { CallLimitsTables } from './tables/call-limits.ts'
import type { DialPlanTables } from './tables/dial-plan.ts'
import type { DirectoryTables } from './tables/directory.ts'
import type { FirstAccessTables } from './tables/first-access.ts'
import type { InstallationTables } from './tables/installation.ts'
import type { MailTables } from './tables/mail.ts'
import type { MessagesTables } from './tables/messages.ts'
import type { PeopleTables } from './tables/people.ts'
import type { PhonesTables } from './tables/phones.ts'
import type { ProviderTables } from './tables/provider.ts'
import type { SitesTables } from './tables/sites.ts'
import type { SupportTables } from './tables/support.ts'

/** Row types of `migrations/`, a file a room. A test compares them with the migrated database's columns. */

export type * from './tables/access.ts'
export type * from './tables/audit-log.ts'
export type * from './tables/call-handling.ts'
export type * from './tables/call-history.ts'
export type * from './tables/call-limits.ts'
export type * from './tables/dial-plan.ts'
export type * from './tables/directory.ts'
export type * from './tables/first-access.ts'
export type * from './tables/installation.ts'
export type * from './tables/mail.ts'
export type * from './tables/messages.ts'
export type * from './tables/people.ts'
export type * from './tables/phones.ts'
export type * from './tables/provider.ts'
export type * from './tables/sites.ts'
export type * from './tables/support.ts'

export interface Tables
  extends AccessTables,
    AuditLogTables,
    CallHandlingTables,
    CallHistoryTables,
    CallLimitsTables,
    DialPlanTables,
    DirectoryTables,
    FirstAccessTables,
    InstallationTables,
    MailTables,
    MessagesTables,
    PeopleTables,
    PhonesTables,
    ProviderTables,
    SitesTables,
    SupportTables {}
