import { z } from 'zod'

/** The operator's gateway for text messages, as the environment gives it. */
export type TextSettings = SmppSettings | HttpSettings

type Common = {
  /** Which gateway, for receipts' ids and the log: `host:port`, no secrets. */
  readonly name: string
  /** Who the message comes from: a number, or up to eleven letters. */
  readonly from: string
  /** Messages a second that the contract with the operator allows. */
  readonly rate: number
  /** Messages handed over and not answered yet. */
  readonly window: number
}

export type SmppSettings = Common & {
  readonly kind: 'smpp'
  readonly host: string
  readonly port: number
  readonly tls: boolean
  readonly user: string
  readonly password: string
  readonly systemType: string
  /** How a message longer than one piece goes: cut by us with a header, or whole in `message_payload`. */
  readonly long: 'udh' | 'payload'
}

export type HttpSettings = Common & {
  readonly kind: 'http'
  /** May hold `{to}`, `{text}`, `{from}`, `{id}`. */
  readonly url: string
  readonly method: 'POST' | 'PUT' | 'GET'
  readonly headers: Readonly<Record<string, string>>
  /** JSON or form text with the same words; empty: none. */
  readonly body: string
  /** Where in the JSON answer the gateway's id is: `messages.0.id`; empty: the gateway gives none. */
  readonly answerId: string
  /** The gateway sends a message once for each `{id}`, so that one without an answer may be handed over again. */
  readonly knowsRepeats: boolean
  readonly receipts: ReceiptSettings | undefined
}

/** How the gateway tells us what became of a message: POST /api/text-receipts. */
export type ReceiptSettings = {
  /** HMAC-SHA-256 of the body with this key, in hexadecimal, stands in the header. */
  readonly secret: string
  readonly header: string
  readonly id: string
  readonly state: string
  readonly delivered: readonly string[]
  readonly failed: readonly string[]
}

const positive = 'a whole number, 1 or more'

/** The variables; `config.ts` reads them with all the others. */
export const textVariables = {
  SMS_URL: z
    .string()
    .regex(/^(?:smpps?|https?):\/\//, 'begins with smpp://, smpps:// or https://')
    .optional(),
  SMS_FROM: z
    .string()
    .regex(/^(?:\+?\d{3,15}|[A-Za-z0-9 ]{1,11})$/, 'a number, or up to 11 letters and digits')
    .optional(),
  SMS_RATE: z.coerce.number(positive).int(positive).min(1, positive).default(10),
  SMS_WINDOW: z.coerce.number(positive).int(positive).min(1, positive).default(10),
  SMS_LONG: z.enum(['udh', 'payload'], 'udh or payload').default('udh'),
  SMS_METHOD: z.enum(['POST', 'PUT', 'GET'], 'POST, PUT or GET').default('POST'),
  SMS_TOKEN: z.string().optional(),
  SMS_HEADERS: z.string().optional(),
  SMS_BODY: z.string().optional(),
  SMS_ANSWER_ID: z.string().default(''),
  SMS_KNOWS_REPEATS: z.enum(['on', 'off'], 'on or off').default('off'),
  SMS_RECEIPT_SECRET: z.string().min(16, 'at least 16 characters').optional(),
  SMS_RECEIPT_HEADER: z.string().default('x-signature'),
  SMS_RECEIPT_ID: z.string().default('id'),
  SMS_RECEIPT_STATE: z.string().default('status'),
  SMS_RECEIPT_DELIVERED: z.string().default('delivered,DELIVRD'),
  SMS_RECEIPT_FAILED: z.string().default('failed,undelivered,rejected,expired,UNDELIV,REJECTD,EXPIRED'),
}

export type TextVariables = z.output<z.ZodObject<typeof textVariables>>

/** The gateway, if one is given; says what is wrong with it otherwise. */
export function readTextSettings(
  e: TextVariables,
  say: (name: string, what: string) => unknown,
): TextSettings | undefined {
  if (e.SMS_URL === undefined) {
    if (e.SMS_FROM !== undefined) say('SMS_URL', 'goes together with SMS_FROM: the gateway for text messages')
    return undefined
  }
  const url = URL.parse(e.SMS_URL)
  if (!url?.hostname) {
    say('SMS_URL', 'an address, for example smpps://user:password@gateway.example.it:3550')
    return undefined
  }
  const from = e.SMS_FROM
  if (from === undefined) {
    say('SMS_FROM', 'who the text messages come from: a number, or up to 11 letters and digits')
    return undefined
  }
  const common = { name: url.host, from, rate: e.SMS_RATE, window: e.SMS_WINDOW }
  return url.protocol.startsWith('smpp') ? smppSettings(e, url, common, say) : httpSettings(e, url, common, say)
}

function smppSettings(
  e: TextVariables,
  url: URL,
  common: Common,
  say: (name: string, what: string) => unknown,
): SmppSettings {
  const tls = url.protocol === 'smpps:'
  // The names of SMPP's own fields hold so many bytes (SMPP 3.4 4.1.1).
  const [user, password] = [decodeURIComponent(url.username), decodeURIComponent(url.password)]
  if (user === '' || user.length > 15)
    say('SMS_URL', 'has a user of 1 to 15 characters: smpp://user:password@host:2775')
  return {
    ...common,
    kind: 'smpp',
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (tls ? 3550 : 2775) : Number(url.port),
    tls,
    user,
    password,
    systemType: url.searchParams.get('system_type') ?? '',
    long: e.SMS_LONG,
  }
}

function httpSettings(
  e: TextVariables,
  url: URL,
  common: Common,
  say: (name: string, what: string) => unknown,
): HttpSettings {
  const near = /^(?:localhost|127\.[\d.]+|\[::1\])$/.test(url.hostname)
  if (url.protocol === 'http:' && !near) say('SMS_URL', 'is https:// unless the gateway is on this machine')
  if (url.username !== '') say('SMS_URL', 'carries no user: give SMS_TOKEN or SMS_HEADERS')
  const body = e.SMS_METHOD === 'GET' ? '' : (e.SMS_BODY ?? '')
  const told = `${e.SMS_URL} ${body}`
  for (const word of ['{to}', '{text}']) {
    if (!told.includes(word))
      say('SMS_BODY', `names ${word} (or SMS_URL does), for example {"to":"{to}","text":"{text}"}`)
  }
  if (/^\s*[[{]/.test(body) && !isJson(body)) say('SMS_BODY', 'is not JSON')
  if (e.SMS_KNOWS_REPEATS === 'on' && !told.includes('{id}'))
    say('SMS_KNOWS_REPEATS', 'needs {id} in SMS_BODY: it is how the gateway knows a repeat')
  return {
    ...common,
    kind: 'http',
    url: e.SMS_URL ?? '',
    method: e.SMS_METHOD,
    headers: {
      ...(e.SMS_TOKEN === undefined ? {} : { authorization: `Bearer ${e.SMS_TOKEN}` }),
      ...readHeaders(e.SMS_HEADERS, say),
    },
    body,
    answerId: e.SMS_ANSWER_ID,
    knowsRepeats: e.SMS_KNOWS_REPEATS === 'on',
    receipts:
      e.SMS_RECEIPT_SECRET === undefined
        ? undefined
        : {
            secret: e.SMS_RECEIPT_SECRET,
            header: e.SMS_RECEIPT_HEADER.toLowerCase(),
            id: e.SMS_RECEIPT_ID,
            state: e.SMS_RECEIPT_STATE,
            delivered: words(e.SMS_RECEIPT_DELIVERED),
            failed: words(e.SMS_RECEIPT_FAILED),
          },
  }
}

const words = (text: string): string[] => text.split(',').map((word) => word.trim().toLowerCase())

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

function readHeaders(text: string | undefined, say: (name: string, what: string) => unknown): Record<string, string> {
  if (text === undefined) return {}
  const read = z.record(z.string(), z.string()).safeParse(isJson(text) ? JSON.parse(text) : undefined)
  if (!read.success) say('SMS_HEADERS', 'JSON, for example {"x-api-key":"…"}')
  return read.data ?? {}
}
