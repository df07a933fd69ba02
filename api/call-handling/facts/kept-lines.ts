import { setTimeout as pause } from 'node:timers/promises'
import type { Cellar } from '#database/connect.ts'
import type { PhoneNumber } from '#domain/phone-number.ts'
import { findLineByNumber, findLineIds, findLines } from '../facts.sql.ts'
import { Kept } from '../kept.ts'
import type { Changes } from './changes.ts'
import { type KeptSettings, type KnownLine, knownLine } from './known-line.ts'
import { onlyQuestion } from './only-question.ts'

type Owner = { id: string; companyId: string }
const most = 50_000

/** Lines, and whose number a number is, each read when it is first asked for. */
export function keepLines(cellar: Cellar, changes: Changes) {
  const lines = new Kept<KnownLine | 'nobody'>(most, read)
  // Lines bring their numbers along, so a number that has grown old waits until its line has been read again.
  const numbers = new Kept<Owner | 'nobody'>(most, (key) => readNumber(key as PhoneNumber), 2_000)

  let waiting = new Set<string>()
  let batch: Promise<Map<string, KnownLine>> | undefined

  /** Questions of one moment travel together: a hundred calls at once are one look-up. */
  function read(lineId: string): Promise<KnownLine | undefined> {
    waiting.add(lineId)
    batch ??= Promise.resolve().then(async () => {
      const ids = [...waiting]
      waiting = new Set()
      batch = undefined
      const readAt = changes.now()
      const found = await cellar.asService((trx) => findLines(trx, ids), onlyQuestion)
      const known = new Map(found.map((row) => [row.id, knownLine(row)]))
      for (const id of ids) if (changes.isCurrent(`line:${id}`, readAt)) lines.set(id, known.get(id) ?? 'nobody')
      for (const { id, company_id: companyId, number, account } of found)
        if (account !== 'closed' && changes.isCurrent(`line:${id}`, readAt)) numbers.set(number, { id, companyId })
      return known
    })
    return batch.then((known) => known.get(lineId))
  }

  async function line(lineId: string): Promise<KnownLine | undefined> {
    const kept = lines.get(lineId)
    return kept === undefined ? read(lineId) : kept === 'nobody' ? undefined : kept
  }

  async function readNumber(number: PhoneNumber): Promise<Owner | undefined> {
    const row = await cellar.asService((trx) => findLineByNumber(trx, number), onlyQuestion)
    const known = row ? { id: row.id, companyId: row.company_id } : undefined
    numbers.set(number, known ?? 'nobody')
    return known
  }

  return {
    line,
    peek: (lineId: string): KnownLine | 'nobody' | undefined => lines.get(lineId),
    async ofNumber(number: PhoneNumber): Promise<Owner | undefined> {
      const kept = numbers.get(number)
      return kept === undefined ? readNumber(number) : kept === 'nobody' ? undefined : kept
    },
    forget: (lineId: string): void => lines.delete(lineId),
    growOld(): void {
      lines.growOld()
      numbers.growOld()
    },
    /** A company's numbers may have passed to others. */
    forgetCompany(companyId: string): void {
      for (const [lineId, known] of lines.entries()) {
        if (known === 'nobody' || known.companyId !== companyId) continue
        changes.note(`line:${lineId}`)
        lines.delete(lineId)
      }
      numbers.clear()
    },
    /** The line with these settings; one that is not in memory, or has newer ones, stays as it is. */
    keepSettings(lineId: string, { version, settings, used, at }: KeptSettings): void {
      const known = lines.get(lineId)
      if (known === undefined || known === 'nobody') lines.delete(lineId)
      else if (known.version < version) lines.replace(lineId, { ...known, version, settings, used, settingsAt: at })
    },
    keepEmergency(lineId: string, at: Date): void {
      const known = lines.get(lineId)
      if (known && known !== 'nobody') lines.replace(lineId, { ...known, emergencyAt: at.toISOString() })
    },
    /** Reads everybody once, in the background, so that no first call waits for the database. */
    async warm(stopped: () => boolean): Promise<void> {
      const many = 500
      let after = '00000000-0000-0000-0000-000000000000'
      for (let read = 0; !stopped() && read < most; read += many) {
        const ids = await cellar.asService((trx) => findLineIds(trx, after, many), { readOnly: true })
        await Promise.all(ids.map(line))
        const last = ids.at(-1)
        if (last === undefined || ids.length < many) return
        after = last
        await pause(20, undefined, { ref: false })
      }
    },
  }
}
