import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { networkInterfaces } from 'node:os'
import type { EngineLine, Trunk } from '../call-engine.ts'

/** Kamailio's hash tables (`routes/modules.cfg`) as they are to be: name of the table, then key to value. */
export type Tables = Readonly<Record<TableName, ReadonlyMap<string, string>>>
export const tableNames = ['dial', 'site', 'trunks', 'trunkat'] as const
export type TableName = (typeof tableNames)[number]

/** Who rings without the portal, and what an emergency call says. Separators are taken out of what people write. */
export function tablesOfLines(lines: Iterable<EngineLine>): Pick<Tables, 'dial' | 'site'> {
  const dial = new Map<string, string>()
  const site = new Map<string, string>()
  for (const { domain, number, extension, devices, emergency } of lines) {
    const who = `${domain}|${devices.join('/')}`
    if (devices.length > 0) {
      dial.set(`n:${number}`, who)
      if (extension) dial.set(`x:${domain}:${extension}`, who)
    }
    for (const device of devices) site.set(`${device}@${domain}`, `${emergency.number}|${oneLine(emergency.location)}`)
  }
  return { dial, site }
}

const oneLine = (text: string): string => text.replace(/[\s|:\\]+/g, ' ').trim()

/** @throws nothing: a trunk whose name cannot be resolved now is left out until the next try. */
export async function tablesOfTrunks(trunks: readonly Trunk[]): Promise<Pick<Tables, 'trunks' | 'trunkat'>> {
  const inOrder = trunks.toSorted((a, b) => a.priority - b.priority)
  const found = new Map<string, string>()
  const at = new Map<string, string>()
  for (const trunk of inOrder) {
    const address = await addressOf(trunk.host)
    if (!address) continue
    const { user = '', secret = '', realm = '' } = trunk.registration ?? {}
    const host = bracketed(address)
    const place = `${host}:${trunk.port};transport=${trunk.transport}`
    found.set(String(found.size), [trunk.id, place, '', user, secret, realm].join('|'))
    at.set(`${address}:${trunk.port}`, trunk.id)
    // Its connections may come from any port. This machine's own addresses phones use too, there only the port tells.
    if (!isOwn(address)) at.set(address, trunk.id)
  }
  return { trunks: found, trunkat: at }
}

async function addressOf(host: string): Promise<string | undefined> {
  if (isIP(host)) return host
  return (await lookup(host).catch(() => undefined))?.address
}

const isOwn = (address: string): boolean =>
  address.startsWith('127.') ||
  Object.values(networkInterfaces()).some((places) => places?.some((place) => place.address === address))
export const bracketed = (address: string): string => (isIP(address) === 6 ? `[${address}]` : address)

/** What changed, entry by entry; undefined: gone. */
export function changesBetween(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): [key: string, value: string | undefined][] {
  return [
    ...[...after].filter(([key, value]) => before.get(key) !== value),
    ...[...before.keys()].filter((key) => !after.has(key)).map((key): [string, undefined] => [key, undefined]),
  ]
}

/** A table as module db_text reads it at Kamailio's start and on htable.reload. */
export function tableFile(entries: ReadonlyMap<string, string>): string {
  const columns = ['key_name(string)', 'key_type(int)', 'value_type(int)', 'key_value(string)', 'expires(int)']
  const rows = [...entries].map(([key, value], i) => [i + 1, key, 0, 0, value, 0])
  return tableText(['id(int,auto)', ...columns], rows)
}

export function tableText(columns: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  return `${[columns.join(' '), ...rows.map((row) => row.map(escaped).join(':'))].join('\n')}\n`
}

export const versionFile = (): string =>
  tableText(
    ['table_name(string)', 'table_version(int)'],
    [...tableNames.map((name) => [name, 2] as const), ['uacreg', 5] as const],
  )

const escaped = (cell: string | number): string =>
  String(cell)
    .replace(/[\\:]/g, (character) => `\\${character}`)
    .replace(/[\n\r\t]/g, ' ')
