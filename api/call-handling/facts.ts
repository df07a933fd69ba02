import { afterCommit, type Cellar, type Transaction } from '#database/connect.ts'
import type { PhoneNumber } from '#domain/phone-number.ts'
import { createBell } from './facts/bell.ts'
import { Changes } from './facts/changes.ts'
import { keepCompanies } from './facts/kept-companies.ts'
import { keepLines } from './facts/kept-lines.ts'
import { type KnownPhone, keepPhones } from './facts/kept-phones.ts'
import { keepTrunks } from './facts/kept-trunks.ts'
import type { KnownCompany } from './facts/known-company.ts'
import type { KeptSettings, KnownLine } from './facts/known-line.ts'

/**
 * What calls are decided from, kept in memory: a decision asks the database only for what it has not seen. Whoever
 * changes a line or a company says so here in the same transaction; this process knows at the commit, the others by the
 * cellar's bell within milliseconds. What a bell that was cut off would hide is read again when it is back, and after five
 * minutes at any rate.
 */
export type Facts = {
  line(lineId: string): Promise<KnownLine | undefined>
  /** Without waiting: undefined when it is not in memory. */
  peek(lineId: string): KnownLine | 'nobody' | undefined
  load(lineIds: readonly string[]): Promise<void>
  company(companyId: string): Promise<KnownCompany | undefined>
  peekCompany(companyId: string): KnownCompany | undefined
  lineOfNumber(number: PhoneNumber): Promise<{ id: string; companyId: string } | undefined>
  hasTrunk(): Promise<boolean>
  /** Without waiting: undefined when it is not known. */
  peekTrunk(): boolean | undefined
  /** Whose phone registers under this name, and its HA1. */
  phone(user: { user: string; domain: string }): Promise<KnownPhone | undefined>
  /** To be called in every transaction that changes what a line's calls depend on. */
  forgetLine(trx: Transaction, lineId: string): void
  /** Known here before the database keeps it, and while it is away: 112 may call back at once. */
  keepEmergency(lineId: string, at: Date): void
  forgetCompany(trx: Transaction, companyId: string): void
  /** Nothing else of the line has changed than its settings, and these they are now. */
  keepSettings(trx: Transaction, lineId: string, stored: KeptSettings): void
  forgetTrunks(trx: Transaction): void
  /** Hears when the trunks have changed, here or in another process. */
  onTrunks(hear: () => void): void
  /** Hears when a company has changed, here or in another process. */
  onCompanies(hear: () => void): void
  start(): Promise<void>
  stop(): Promise<void>
}

export function createFacts({ cellar, fixedTrunks }: { cellar: Cellar; fixedTrunks: number }): Facts {
  const changes = new Changes()
  const bell = createBell(cellar)
  const lines = keepLines(cellar, changes)
  const companies = keepCompanies(cellar, changes)
  const phones = keepPhones(cellar, changes, lines.line)
  const trunks = keepTrunks(cellar, changes, fixedTrunks)
  const trunkListeners = new Set<() => void>()
  const companyListeners = new Set<() => void>()

  /** @param key `line:<id>`, `company:<id>` or `trunks`: what has changed, here or in another process */
  function drop(key: string): void {
    changes.note(key)
    const [kind, id = ''] = key.split(':')
    if (kind === 'line') {
      phones.forgetLine(id)
      lines.forget(id)
    }
    if (kind === 'company') {
      companies.forget(id)
      lines.forgetCompany(id)
      for (const hear of companyListeners) hear()
    }
    if (kind === 'trunks') {
      trunks.forget()
      for (const hear of trunkListeners) hear()
    }
  }

  const forget = (trx: Transaction, key: string) =>
    afterCommit(trx, () => {
      drop(key)
      bell.ring(key)
    })

  let stopped = false
  let warming: Promise<void> | undefined
  return {
    line: lines.line,
    peek: lines.peek,
    async load(lineIds) {
      await Promise.all(lineIds.map(lines.line))
    },
    company: companies.company,
    peekCompany: companies.peek,
    lineOfNumber: lines.ofNumber,
    hasTrunk: trunks.any,
    peekTrunk: trunks.peek,
    phone: phones.phone,
    forgetLine: (trx, lineId) => forget(trx, `line:${lineId}`),
    keepSettings: (trx, lineId, stored) =>
      afterCommit(trx, () => {
        changes.note(`line:${lineId}`)
        lines.keepSettings(lineId, stored)
        bell.ring(`line:${lineId}`)
      }),
    keepEmergency(lineId, at) {
      changes.note(`line:${lineId}`)
      lines.keepEmergency(lineId, at)
    },
    forgetCompany: (trx, companyId) => forget(trx, `company:${companyId}`),
    forgetTrunks: (trx) => forget(trx, 'trunks'),
    onTrunks: (hear) => void trunkListeners.add(hear),
    onCompanies: (hear) => void companyListeners.add(hear),
    async start() {
      await bell.listen(drop, () => {
        for (const kept of [lines, companies, phones, trunks]) kept.growOld()
      })
      warming = lines.warm(() => stopped).catch(() => undefined)
    },
    async stop() {
      stopped = true
      await warming
      await bell.stop()
    },
  }
}
