import type { applyChanges } from '#domain/call-handling/change.ts'
import { outsideNumbers } from '#domain/call-handling/mentioned.ts'
import type { House } from '../house.ts'
import { auditEvent, entryBy } from '../provider/audit.ts'
import type { Ground } from './ground.ts'
import * as sql from './save-at-once.sql.ts'
import { type ChangeMaker, changesBy, factsOf, tellEverybody } from './store-settings.ts'
import { contextOf, isActing, type Whose } from './whose.ts'

/**
 * The common way of a save: one's own settings, known as the page has shown them, and no number that was never used.
 * One message to the database, where `storeSettings` needs seven; undefined when it is not that, or when somebody was
 * faster, and then nothing has been written.
 * @throws {Problem} what `by.allow` throws
 */
export async function saveAtOnce(
  house: House,
  whose: Whose,
  { known }: Ground,
  { settings, changed }: ReturnType<typeof applyChanges>,
  version: number,
  by: ChangeMaker,
) {
  const at = known.settingsAt
  if (isActing(whose) || at === null || known.version !== version || changed.length === 0) return undefined
  const old = new Set([...outsideNumbers(known.settings), ...known.used])
  const named = outsideNumbers(settings)
  if ([...named].some((number) => !old.has(number))) return undefined
  by.allow({ changed, newNumbers: [] })
  const now = house.clock()
  const to = { version: version + 1, settings, used: [...old] }
  const entry = entryBy(whose, 'call-settings.changed', { subjectId: known.id, facts: factsOf(changed, [], by) })
  const changes = changesBy(by, known, changed, known.settings, to, now)
  return house.cellar.inCompany(
    contextOf(whose),
    async (trx) => {
      const event = auditEvent(now, entry)
      const saved = await sql.saveAtOnce(trx, { lineId: known.id, from: { version, at }, to, now, changes, event })
      if (saved) tellEverybody(house, trx, known, to, now)
      return saved
    },
    { once: true, together: true },
  )
}
