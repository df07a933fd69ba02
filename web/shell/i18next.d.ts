import 'i18next'
import type access from '#translations/it/access.ts'
import type activation from '#translations/it/activation.ts'
import type activity from '#translations/it/activity.ts'
import type auditLog from '#translations/it/audit-log.ts'
import type callHandling from '#translations/it/call-handling.ts'
import type callHistory from '#translations/it/call-history.ts'
import type callLimits from '#translations/it/call-limits.ts'
import type callSettings from '#translations/it/call-settings.ts'
import type companyFile from '#translations/it/company-file.ts'
import type deliveries from '#translations/it/deliveries.ts'
import type desk from '#translations/it/desk.ts'
import type dialPlan from '#translations/it/dial-plan.ts'
import type directory from '#translations/it/directory.ts'
import type firstAccess from '#translations/it/first-access.ts'
import type help from '#translations/it/help.ts'
import type imports from '#translations/it/imports.ts'
import type people from '#translations/it/people.ts'
import type phones from '#translations/it/phones.ts'
import type problems from '#translations/it/problems.ts'
import type restores from '#translations/it/restores.ts'
import type shell from '#translations/it/shell.ts'
import type sites from '#translations/it/sites.ts'
import type statements from '#translations/it/statements.ts'
import type support from '#translations/it/support.ts'
import type timeZones from '#translations/it/time-zones.ts'
import type user from '#translations/it/user.ts'

/** Typed keys: a room’s words are added here once, then `t('room:key')` is checked. */
declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'shell'
    resources: {
      access: typeof access
      activation: typeof activation
      activity: typeof activity
      'audit-log': typeof auditLog
      'call-handling': typeof callHandling
      'call-limits': typeof callLimits
      'call-settings': typeof callSettings
      'call-history': typeof callHistory
      'company-file': typeof companyFile
      deliveries: typeof deliveries
      desk: typeof desk
      'dial-plan': typeof dialPlan
      directory: typeof directory
      'first-access': typeof firstAccess
      help: typeof help
      imports: typeof imports
      people: typeof people
      phones: typeof phones
      problems: typeof problems
      restores: typeof restores
      shell: typeof shell
      sites: typeof sites
      statements: typeof statements
      support: typeof support
      'time-zones': typeof timeZones
      user: typeof user
    }
  }
}
