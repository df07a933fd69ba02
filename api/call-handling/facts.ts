import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { LRUCache } from 'lru-cache'
import { afterCommit, type Cellar, type Transaction } from '#database/connect.ts'
import type { LineFacts } from '#domain/call-handling/facts.ts'
import { type CallerPattern, type CallSettings, freshSettings } from '#domain/call-handling/settings.ts'
import { allowedAtFirst, type DestinationClass } from '#domain/dial-plan/destination-class.ts'
import type { DialPlan } from '#domain/dial-plan/read-dialled.ts'
import { codeReader, type ServiceCode } from '#domain/dial-plan/service-codes.ts'
import type { PhoneNumber } from '#domain/phone-number.ts'
import type { TimeZone } from '#domain/time-zone.ts'
import { findPhone } from './callers.sql.ts'
import {
  type CompanyLine,
  countTrunks,
  type FoundCompany,
  type FoundLine,
  findCompany,
  findLineByNumber,
  findLineIds,
  findLines,
} from './facts.sql.ts'
import { Kept } from './kept.ts'

/** A line as calls and settings need it. */
export type KnownLine = LineFacts & {
  readonly version: number
  /** When they were stored; null: nobody has touched them. */
  readonly settingsAt: Date | null
  /** Every number outside that was ever used in them. */
  readonly used: readonly PhoneNumber[]
  readonly siteId: string
  /** Of its Sede: by it ends are told and chosen, and off hours judged. */
  readonly timeZone: TimeZone
  readonly limits: { readonly ringSteps: number; readonly others: number; readonly rules: number }
  readonly devices: FoundLine['phones']
}

export type KeptSettings = {
  readonly version: number
  readonly settings: CallSettings
  readonly used: readonly PhoneNumber[]
  readonly at: Date
}

export type KnownPhone = { readonly id: string; readonly lineId: string; readonly ha1: string | null }

export type KnownCompany = {
  readonly id: string
  readonly domain: string
  readonly dialPlan: DialPlan
  readonly blocked: readonly CallerPattern[]
  readonly codes: readonly ServiceCode[]
  readonly shortCodes: FoundCompany['short_codes']
  readonly sites: ReadonlyMap<string, FoundCompany['sites'][number]>
  readonly lines: ReadonlyMap<string, CompanyLine>
  readonly attendants: readonly CompanyLine[]
}

/**
 * What calls are decided from, kept in memory: a decision asks the database only for what it has not seen. Whoever
 * changes a line or a company says so here in the same transaction; this process knows at the commit, the others by the
 * cellar's bell within milliseconds. What a lost bell would hide is read again after a minute.
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

const onlyQuestion = { readOnly: true, once: true }
const channel = 'osw_call_facts'
/** Changes of so many milliseconds travel together; the next call has 200. */
const gathered = 20

export function createFacts({ cellar, fixedTrunks }: { cellar: Cellar; fixedTrunks: number }): Facts {
  const self = randomUUID().slice(0, 8)
  const lines = new Kept<KnownLine | 'nobody'>(50_000, read)
  const companies = new Kept<KnownCompany>(1_000, readCompany)
  // Lines bring their numbers along, so a number that has grown old waits until its line has been read again.
  const numbers = new Kept<{ id: string; companyId: string } | 'nobody'>(
    50_000,
    (key) => readNumber(key as PhoneNumber),
    2_000,
  )
  const phones = new Kept<KnownPhone>(50_000, readPhone)
  const phonesOfLine = new LRUCache<string, Set<string>>({ max: 50_000 })
  const trunks = new Kept<{ any: boolean }>(1, readTrunk)

  const trunkListeners = new Set<() => void>()
  const companyListeners = new Set<() => void>()

  // What was read before a change and arrives after it is not kept.
  let clock = 0
  const changedAt = new LRUCache<string, number>({ max: 50_000 })
  const isCurrent = (key: string, readAt: number) => (changedAt.get(key) ?? 0) <= readAt

  let waiting = new Set<string>()
  let batch: Promise<Map<string, KnownLine>> | undefined

  /** Questions of one moment travel together: a hundred calls at once are one look-up. */
  function read(lineId: string): Promise<KnownLine | undefined> {
    waiting.add(lineId)
    batch ??= Promise.resolve().then(async () => {
      const ids = [...waiting]
      waiting = new Set()
      batch = undefined
      const readAt = clock
      const found = await cellar.asService((trx) => findLines(trx, ids), onlyQuestion)
      const known = new Map(found.map((row) => [row.id, knownLine(row)]))
      for (const id of ids) if (isCurrent(`line:${id}`, readAt)) lines.set(id, known.get(id) ?? 'nobody')
      for (const { id, company_id: companyId, number, account } of found)
        if (account !== 'closed' && isCurrent(`line:${id}`, readAt)) numbers.set(number, { id, companyId })
      return known
    })
    return batch.then((known) => known.get(lineId))
  }

  async function line(lineId: string): Promise<KnownLine | undefined> {
    const kept = lines.get(lineId)
    return kept === undefined ? read(lineId) : kept === 'nobody' ? undefined : kept
  }

  const companiesRead = new Map<string, Promise<KnownCompany | undefined>>()

  /** A company of ten thousand lines is read once, however many ask at the same moment. */
  async function company(companyId: string): Promise<KnownCompany | undefined> {
    const kept = companies.get(companyId)
    if (kept) return kept
    const reading = companiesRead.get(companyId) ?? readCompany(companyId)
    companiesRead.set(companyId, reading)
    try {
      return await reading
    } finally {
      if (companiesRead.get(companyId) === reading) companiesRead.delete(companyId)
    }
  }

  async function readCompany(companyId: string): Promise<KnownCompany | undefined> {
    const readAt = clock
    const found = await cellar.asService((trx) => findCompany(trx, companyId), { readOnly: true })
    if (!found) return undefined
    const known = knownCompany(found)
    if (isCurrent(`company:${companyId}`, readAt)) companies.set(companyId, known)
    return known
  }

  async function readNumber(number: PhoneNumber): Promise<{ id: string; companyId: string } | undefined> {
    const row = await cellar.asService((trx) => findLineByNumber(trx, number), onlyQuestion)
    const known = row ? { id: row.id, companyId: row.company_id } : undefined
    numbers.set(number, known ?? 'nobody')
    return known
  }

  async function readTrunk(): Promise<boolean> {
    const readAt = clock
    // Those of the environment are there as long as the process.
    const any = fixedTrunks > 0 || (await cellar.asService(countTrunks, onlyQuestion)) > 0
    if (isCurrent('trunks', readAt)) trunks.set('', { any })
    return any
  }

  async function readPhone(key: string): Promise<KnownPhone | undefined> {
    const at = key.lastIndexOf('@')
    const user = { user: key.slice(0, at), domain: key.slice(at + 1) }
    const readAt = clock
    const row = await cellar.asService((trx) => findPhone(trx, user), onlyQuestion)
    if (!row) {
      phones.delete(key)
      return undefined
    }
    const known = { id: row.id, lineId: row.line_id, ha1: row.ha1 }
    if (isCurrent(`line:${row.line_id}`, readAt)) {
      phones.set(key, known)
      phonesOfLine.set(row.line_id, (phonesOfLine.get(row.line_id) ?? new Set()).add(key))
    }
    return known
  }

  /** Reads everybody once, in the background, so that no first call waits for the database. */
  async function warm(): Promise<void> {
    const many = 500
    let after = '00000000-0000-0000-0000-000000000000'
    for (let read = 0; !stopped && read < 50_000; read += many) {
      const ids = await cellar.asService((trx) => findLineIds(trx, after, many), { readOnly: true })
      await Promise.all(ids.map(line))
      const last = ids.at(-1)
      if (last === undefined || ids.length < many) return
      after = last
      await pause(20, undefined, { ref: false })
    }
  }

  function drop(key: string): void {
    clock += 1
    changedAt.set(key, clock)
    const [kind, id = ''] = key.split(':')
    if (kind === 'line') {
      for (const key of phonesOfLine.get(id) ?? []) phones.delete(key)
      phonesOfLine.delete(id)
      lines.delete(id)
    }
    if (kind === 'company') {
      companies.delete(id)
      companiesRead.delete(id)
      for (const [lineId, known] of lines.entries()) {
        if (known === 'nobody' || known.companyId !== id) continue
        changedAt.set(`line:${lineId}`, clock)
        lines.delete(lineId)
      }
      numbers.clear()
      for (const hear of companyListeners) hear()
    }
    if (kind === 'trunks') {
      trunks.clear()
      for (const hear of trunkListeners) hear()
    }
  }

  // One message carries all that changed while the one before was on its way.
  let untold = new Set<string>()
  let telling: Promise<void> | undefined
  function tellOthers(key: string): void {
    untold.add(key)
    telling ??= (async () => {
      while (untold.size > 0) {
        await pause(gathered)
        const some = [...untold].slice(0, 100)
        untold = new Set([...untold].slice(100))
        await cellar.notify(channel, [self, ...some].join(' ')).catch(() => undefined)
      }
      telling = undefined
    })()
  }

  const forget = (trx: Transaction, key: string) =>
    afterCommit(trx, () => {
      drop(key)
      tellOthers(key)
    })

  let stopped = false
  let warming: Promise<void> | undefined
  let stopListening = async (): Promise<void> => undefined
  return {
    line,
    peek: (lineId) => lines.get(lineId),
    async load(lineIds) {
      await Promise.all(lineIds.map(line))
    },
    company,
    peekCompany: (companyId) => companies.get(companyId),
    async lineOfNumber(number) {
      const kept = numbers.get(number)
      return kept === undefined ? readNumber(number) : kept === 'nobody' ? undefined : kept
    },
    hasTrunk: async () => trunks.get('')?.any ?? readTrunk(),
    peekTrunk: () => trunks.get('')?.any,
    async phone({ user, domain }) {
      const key = `${user}@${domain}`
      const kept = phones.get(key)
      if (!kept) return readPhone(key)
      // A removed or disabled phone is no longer among its line's: the line is always asked.
      const of = await line(kept.lineId)
      return of?.phones.some((one) => one.id === kept.id) ? kept : readPhone(key)
    },
    forgetLine: (trx, lineId) => forget(trx, `line:${lineId}`),
    keepSettings: (trx, lineId, stored) =>
      afterCommit(trx, () => {
        const { version, settings, used, at } = stored
        const key = `line:${lineId}`
        const known = lines.get(lineId)
        clock += 1
        changedAt.set(key, clock)
        if (known === undefined || known === 'nobody') lines.delete(lineId)
        else if (known.version < version) lines.replace(lineId, { ...known, version, settings, used, settingsAt: at })
        tellOthers(key)
      }),
    forgetCompany: (trx, companyId) => forget(trx, `company:${companyId}`),
    onTrunks: (hear) => void trunkListeners.add(hear),
    onCompanies: (hear) => void companyListeners.add(hear),
    forgetTrunks: (trx) => forget(trx, 'trunks'),
    async start() {
      stopListening = await cellar.listen(channel, (payload) => {
        const [from, ...keys] = payload.split(' ')
        // What was said here has been heard here, at the commit.
        if (from !== self) keys.forEach(drop)
      })
      warming = warm().catch(() => undefined)
    },
    async stop() {
      stopped = true
      await warming
      await stopListening()
      await telling
    },
  }
}

function knownLine(row: FoundLine): KnownLine {
  const { limits } = row
  return {
    id: row.id,
    companyId: row.company_id,
    number: row.number as PhoneNumber,
    extension: row.extension,
    name: row.name,
    domain: row.sip_domain,
    suspended: row.account === 'disabled' || row.account === 'closed' || row.company_closed_at !== null,
    // Settings that a later version of the product added have their fresh value.
    settings: row.settings ? { ...freshSettings, ...row.settings } : freshSettings,
    version: row.version ?? 0,
    settingsAt: row.settings_at,
    used: (row.used_numbers ?? []) as PhoneNumber[],
    phones: row.phones.map(({ id, user, domain }) => ({ id, user, domain })),
    devices: row.phones,
    // A suspended customer's lines reach support alone, forwards included (spec/product B13); 112 asks nobody.
    allowed: row.company_suspended_at ? ['provider'] : ((row.allowed ?? allowedAtFirst) as readonly DestinationClass[]),
    voicemail: row.features.voicemail === true,
    limits: { ringSteps: limits.ringSteps ?? 0, others: limits.others ?? 0, rules: limits.rules ?? 0 },
    emergencyAt: row.emergency_at?.toISOString() ?? null,
    siteId: row.site_id,
    timeZone: row.time_zone,
  }
}

function knownCompany(found: FoundCompany): KnownCompany {
  const byExtension = new Map(found.lines.filter(({ extension }) => extension).map((one) => [one.extension, one.id]))
  const byNumber = new Map(found.lines.map((one) => [one.number, one.id]))
  const shortCodes = new Map(found.short_codes.map(({ code, destination }) => [code, destination]))
  return {
    id: found.id,
    domain: found.sip_domain,
    dialPlan: {
      lineOfExtension: (extension) => byExtension.get(extension),
      lineOfNumber: (number) => byNumber.get(number),
      shortCode: (code) => shortCodes.get(code),
      readCode: codeReader(found.codes),
      externalPrefix: found.external_prefix,
    },
    blocked: found.blocks,
    codes: found.codes,
    shortCodes: found.short_codes,
    sites: new Map(found.sites.map((site) => [site.id, site])),
    lines: new Map(found.lines.map((one) => [one.id, one])),
    attendants: found.lines.filter(({ user_type }) => user_type === 'attendant'),
  }
}
