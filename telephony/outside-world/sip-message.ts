/** SIP messages as text (RFC 3261, section 7): just what a peer on a trunk needs. */

export type SipHeaders = readonly (readonly [name: string, value: string])[]

export type SipRequest = {
  readonly method: string
  readonly uri: string
  readonly headers: SipHeaders
  readonly body: string
}
export type SipResponse = {
  readonly status: number
  readonly reason: string
  readonly headers: SipHeaders
  readonly body: string
}
export type SipMessage = SipRequest | SipResponse

export const isRequest = (message: SipMessage): message is SipRequest => 'method' in message

/** RFC 3261, section 7.3.3. */
const compactNames: Readonly<Record<string, string>> = {
  i: 'Call-ID',
  m: 'Contact',
  l: 'Content-Length',
  c: 'Content-Type',
  f: 'From',
  t: 'To',
  v: 'Via',
  s: 'Subject',
  k: 'Supported',
}

/** Headers of which one line may hold several, parted by commas. */
const lists = new Set(['via', 'route', 'record-route', 'contact'])

/** Undefined for keep-alives and for anything that is no SIP. */
export function readSip(text: string): SipMessage | undefined {
  const end = text.indexOf('\r\n\r\n')
  if (end < 0) return undefined
  // A line that begins with a blank goes on with the one before (7.3.1).
  const [first = '', ...lines] = text
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n')
  const headers = lines.flatMap((line): [string, string][] => {
    const colon = line.indexOf(':')
    if (colon < 1) return []
    const given = line.slice(0, colon).trim()
    const name = compactNames[given.toLowerCase()] ?? given
    const value = line.slice(colon + 1).trim()
    return lists.has(name.toLowerCase()) ? commaParted(value).map((part) => [name, part]) : [[name, value]]
  })
  const length = Number(headers.find(([name]) => name.toLowerCase() === 'content-length')?.[1] ?? Number.NaN)
  const rest = Buffer.from(text.slice(end + 4))
  const body = (Number.isFinite(length) ? rest.subarray(0, length) : rest).toString()
  const [, status, reason = ''] = /^SIP\/2\.0 (\d{3}) ?(.*)$/.exec(first) ?? []
  if (status) return { status: Number(status), reason, headers, body }
  const [, method, uri] = /^([A-Z]+) (\S+) SIP\/2\.0$/.exec(first) ?? []
  return method && uri ? { method, uri, headers, body } : undefined
}

export function writeSip(message: SipMessage): string {
  const first = isRequest(message)
    ? `${message.method} ${message.uri} SIP/2.0`
    : `SIP/2.0 ${message.status} ${message.reason}`
  const headers = message.headers.filter(([name]) => name.toLowerCase() !== 'content-length')
  return [
    first,
    ...headers.map(([name, value]) => `${name}: ${value}`),
    `Content-Length: ${Buffer.byteLength(message.body)}`,
    '',
    message.body,
  ].join('\r\n')
}

export const headersOf = ({ headers }: Pick<SipMessage, 'headers'>, name: string): string[] =>
  headers.filter(([known]) => known.toLowerCase() === name.toLowerCase()).map(([, value]) => value)

export const headerOf = (message: Pick<SipMessage, 'headers'>, name: string): string =>
  headersOf(message, name)[0] ?? ''

/** `;name=value` behind a header's address or value. */
export const parameter = (header: string, name: string): string | undefined =>
  new RegExp(`;\\s*${name}(?:=([^;,>\\s]*))?`, 'i').exec(header.replace(/^.*>/, ''))?.[1]

/** The URI inside `"Name" <uri>;tag=…`. */
export const uriIn = (header: string): string => /<([^>]*)>/.exec(header)?.[1] ?? header.replace(/;.*$/, '').trim()

export const userIn = (uri: string): string => decodeURIComponent(/^sips?:([^@;:]*)(?::[^@]*)?@/.exec(uri)?.[1] ?? '')

/** Where a URI leads, without asking the DNS: trunks of the demo are addresses. */
export function placeIn(uri: string): { host: string; port: number } {
  const [, bracketed, plain, port] = /^sips?:(?:[^@]*@)?(?:\[([^\]]+)\]|([^:;?>]+))(?::(\d+))?/.exec(uri) ?? []
  return { host: bracketed ?? plain ?? '', port: Number(port ?? 5060) }
}

function commaParted(value: string): string[] {
  // Commas between quotes or angle brackets part nothing.
  return (value.match(/(?:"(?:\\.|[^"\\])*"|<[^>]*>|[^,"<])+/g) ?? []).map((part) => part.trim()).filter(Boolean)
}
