import 'i18next'
import type access from '#translations/it/access.ts'
import type activity from '#translations/it/activity.ts'
import type callHandling from '#translations/it/call-handling.ts'
import type callHistory from '#translations/it/call-history.ts'
import type callSettings from '#translations/it/call-settings.ts'
import type desk from '#translations/it/desk.ts'
import type directory from '#translations/it/directory.ts'
import type help from '#translations/it/help.ts'
import type phones from '#translations/it/phones.ts'
import type problems from '#translations/it/problems.ts'
import type restores from '#translations/it/restores.ts'
import type shell from '#translations/it/shell.ts'
import type statements from '#translations/it/statements.ts'
import type support from '#translations/it/support.ts'
import type user from '#translations/it/user.ts'

/** Typed keys: a room’s words are added here once, then `t('room:key')` is checked. */
declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'shell'
    resources: {
      access: typeof access
      activity: typeof activity
      'call-handling': typeof callHandling
      'call-settings': typeof callSettings
      'call-history': typeof callHistory
      desk: typeof desk
      directory: typeof directory
      help: typeof help
      phones: typeof phones
      problems: typeof problems
      restores: typeof restores
      shell: typeof shell
      statements: typeof statements
      support: typeof support
      user: typeof user
    }
  }
}
