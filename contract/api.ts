import { accessRoutes } from './access.ts'
import { activationRoutes } from './activation.ts'
import { auditLogRoutes } from './audit-log.ts'
import { callHandlingRoutes } from './call-handling.ts'
import { callHistoryRoutes } from './call-history.ts'
import { callLimitsRoutes } from './call-limits.ts'
import { customersRoutes } from './customers.ts'
import { deliveriesRoutes } from './deliveries.ts'
import { demoRoutes } from './demo.ts'
import { directoryRoutes } from './directory.ts'
import { engineRoutes } from './engine.ts'
import { extensionsRoutes } from './extensions.ts'
import { firstAccessRoutes } from './first-access.ts'
import { importRoutes } from './imports.ts'
import { peopleRoutes } from './people.ts'
import { phonesRoutes } from './phones.ts'
import { restoreRoutes } from './restores.ts'
import { shortCodesRoutes } from './short-codes.ts'
import { sitesRoutes } from './sites.ts'
import { staffRoutes } from './staff.ts'
import { supportRoutes } from './support.ts'

/** Every route of the product, by `'METHOD /path'`. */
export const apiRoutes = {
  ...accessRoutes,
  ...activationRoutes,
  ...importRoutes,
  ...directoryRoutes,
  ...phonesRoutes,
  ...peopleRoutes,
  ...restoreRoutes,
  ...supportRoutes,
  ...engineRoutes,
  ...firstAccessRoutes,
  ...callHistoryRoutes,
  ...demoRoutes,
  ...deliveriesRoutes,
  ...callHandlingRoutes,
  ...callLimitsRoutes,
  ...sitesRoutes,
  ...shortCodesRoutes,
  ...extensionsRoutes,
  ...auditLogRoutes,
  ...staffRoutes,
  ...customersRoutes,
}

export type ApiRoutes = typeof apiRoutes
export type RouteKey = keyof ApiRoutes
