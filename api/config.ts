import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { type Clock, offsetClock, systemClock } from '#domain/clock.ts'
import type { Trunk } from '#telephony/call-engine.ts'
import { defaultPorts } from '#telephony/switchboard/settings.ts'
import { readTextSettings, type TextSettings, textVariables } from './mail/text/text-settings.ts'
import { readTrunks } from './switchboard/trunks.ts'

/** One 32-byte key a purpose, so that one leak opens one thing (spec/security 4.7). */
const secretNames = ['PEPPER_1', 'THROTTLE_HMAC', 'DEVICE_HMAC', 'VAULT_1'] as const
export type Secrets = Readonly<Record<(typeof secretNames)[number], Buffer>>

const number = 'a whole number, 0 or more'
const whole = (fallback: number) => z.coerce.number(number).int(number).min(0, number).default(fallback)
const portRange = 'a whole number from 0 to 65535'
const port = z.coerce.number(portRange).int(portRange).min(0, portRange).max(65535, portRange)
const onOff = z.enum(['on', 'off'], 'on or off')
const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const

const environment = z.object({
  NODE_ENV: z.string().optional(),
  PORT: port.default(8080),
  HOST: z.string().default('127.0.0.1'),
  METRICS_PORT: port.optional(),
  DATA_DIR: z.string().default('data'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(?:ql)?:\/\//, 'begins with postgres:// or postgresql://')
    .optional(),
  DATABASE_POOL: whole(10),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'an address, for example https://centralino.example.it' })
    .optional(),
  TRUSTED_PROXIES: z.string().default(''),
  LOG_LEVEL: z.enum(logLevels, `one of ${logLevels.join(', ')}`).default('info'),
  DEMO: onOff.optional(),
  CLOCK_OFFSET: z.string().optional(),
  /** What phones are told to register with; absent: the portal's own host name. */
  SIP_HOST: z.string().optional(),
  /** Every company's SIP domain ends with it; chosen before the first phone. */
  SIP_DOMAIN: z
    .string()
    .regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/, 'a host name, for example pbx.example.it')
    .default('localhost'),
  SIP_PORT: port.default(25060),
  SIP_TLS_PORT: port.default(25061),
  /** Off: no calls, the portal alone. */
  TELEPHONY: onOff.default('on'),
  /** Where phones reach us, and sound travels. */
  SIP_ADDRESSES: z.string().default('127.0.0.1,::1'),
  SIP_WS_PORT: port.default(defaultPorts.ws),
  SIP_WSS_PORT: port.default(defaultPorts.wss),
  SIP_CERTIFICATE: z.string().optional(),
  SIP_CERTIFICATE_KEY: z.string().optional(),
  RTP_PORTS: z
    .string()
    .regex(/^\d{4,5}-\d{4,5}$/, 'first and last port, for example 20000-24999')
    .default(defaultPorts.rtp.join('-')),
  OUTSIDE_WORLD_PORT: port.default(defaultPorts.outsideWorld),
  /** Seconds calls go on without a portal. */
  SWITCHBOARD_GRACE: whole(600),
  TRUNKS: z.string().default(''),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'begins with smtp:// or smtps://')
    .optional(),
  MAIL_FROM: z.string().optional(),
  ...textVariables,
  BRAND_NAME: z.string().min(1).max(40).default('Office Smart WEB'),
  BRAND_SUPPORT_NUMBER: z.string().min(1).max(20).default('1928'),
  BRAND_LEGAL_FOOTER: z.string().max(600).default(''),
  BRAND_COLOR: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i, 'is written like #146f82')
    .optional(),
  PASSWORD_MIN_USER: whole(12),
  PASSWORD_MIN_ADMINISTRATOR: whole(15),
  /** Password checks a second, in the long run; 0 lifts the budget (benchmarks only). */
  HASH_BUDGET: whole(60),
  PEPPER_1: z.string().optional(),
  THROTTLE_HMAC: z.string().optional(),
  DEVICE_HMAC: z.string().optional(),
  VAULT_1: z.string().optional(),
})

export type Config = {
  readonly production: boolean
  /** Demo company, readable outbox, movable clock. Never together with production. */
  readonly demo: boolean
  readonly host: string
  readonly port: number
  readonly metricsPort: number | undefined
  readonly dataDirectory: string
  readonly databaseUrl: string | undefined
  readonly databasePool: number
  /** Where people reach the portal; every mailed link begins with it. Set after listening when not given. */
  publicUrl: string | undefined
  readonly trustedProxies: readonly string[]
  readonly logLevel: string
  readonly clock: Clock
  /** The gateway for text messages; without one they have no way out. */
  readonly texts: TextSettings | undefined
  readonly mail: { readonly smtpUrl: string | undefined; readonly from: string }
  readonly brand: {
    readonly name: string
    readonly supportNumber: string
    readonly legalFooter: string
    readonly color: string | undefined
  }
  /** Where phones register, as they are told. */
  readonly sip: {
    readonly host: string | undefined
    readonly domain: string
    readonly port: number
    readonly tlsPort: number
  }
  /** The switchboard: `api/switchboard`. */
  readonly telephony: {
    readonly on: boolean
    readonly addresses: readonly string[]
    readonly wsPort: number
    readonly wssPort: number
    readonly tls: { readonly certificate: string; readonly key: string } | null
    readonly rtpPorts: readonly [number, number]
    readonly outsideWorldPort: number
    readonly grace: number
    readonly trunks: readonly Trunk[]
  }
  readonly passwordMinimum: { readonly user: number; readonly administrator: number }
  readonly hashBudget: number
  readonly secrets: Secrets
}

/** What is wrong with the environment, in sentences for the person who starts the server. */
export class ConfigError extends Error {}

/**
 * Reads the environment once into a typed configuration.
 * @throws {ConfigError} naming every variable that is wrong or missing, and what it should be.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const wrong = new Map<string, string>()
  const e = readVariables(given, wrong)
  const say = (name: string, what: string) => wrong.has(name) || wrong.set(name, what)
  const production = e.NODE_ENV === 'production'
  const demo = e.DEMO ? e.DEMO === 'on' : !production
  if (production) {
    if (e.DEMO === 'on') say('DEMO', 'a production server has no demo company')
    if (e.CLOCK_OFFSET) say('CLOCK_OFFSET', 'only for demos and tests')
    if (!e.PUBLIC_URL?.startsWith('https://'))
      say('PUBLIC_URL', 'the https address people type, for example https://centralino.example.it')
    if (!e.SMTP_URL) say('SMTP_URL', 'the mail server, for example smtps://user:password@mail.example.it')
    if (!e.MAIL_FROM) say('MAIL_FROM', 'who sends the letters, for example Centralino <centralino@example.it>')
  }
  let clock: Clock = systemClock
  try {
    if (e.CLOCK_OFFSET) clock = offsetClock(e.CLOCK_OFFSET)
  } catch {
    say('CLOCK_OFFSET', 'an ISO 8601 duration, for example P366D')
  }
  const trunks = readTrunks(e.TRUNKS)
  if (!trunks) say('TRUNKS', 'providers separated by commas, for example sip:user:secret@host:5060;transport=udp')
  if (Boolean(e.SIP_CERTIFICATE) !== Boolean(e.SIP_CERTIFICATE_KEY))
    say('SIP_CERTIFICATE', 'goes together with SIP_CERTIFICATE_KEY')
  const texts = readTextSettings(e, say)
  const ownSecrets = production ? productionSecrets(e, say) : undefined
  if (wrong.size > 0) {
    const lines = [...wrong].map(([name, what]) => `${name}: ${what}`)
    throw new ConfigError(`The environment is not right:\n  ${lines.join('\n  ')}`)
  }
  const secrets = ownSecrets ?? keptSecrets(e.DATA_DIR)
  return {
    production,
    demo,
    host: e.HOST,
    port: e.PORT,
    metricsPort: e.METRICS_PORT,
    dataDirectory: resolve(e.DATA_DIR),
    databaseUrl: e.DATABASE_URL,
    databasePool: e.DATABASE_POOL,
    publicUrl: e.PUBLIC_URL?.replace(/\/$/, ''),
    trustedProxies: listOf(e.TRUSTED_PROXIES),
    logLevel: e.LOG_LEVEL,
    clock,
    texts,
    mail: { smtpUrl: e.SMTP_URL, from: e.MAIL_FROM ?? 'Office Smart WEB <non-rispondere@localhost>' },
    brand: {
      name: e.BRAND_NAME,
      supportNumber: e.BRAND_SUPPORT_NUMBER,
      legalFooter: e.BRAND_LEGAL_FOOTER,
      color: e.BRAND_COLOR,
    },
    sip: { host: e.SIP_HOST, domain: e.SIP_DOMAIN, port: e.SIP_PORT, tlsPort: e.SIP_TLS_PORT },
    telephony: {
      on: e.TELEPHONY === 'on',
      addresses: listOf(e.SIP_ADDRESSES),
      wsPort: e.SIP_WS_PORT,
      wssPort: e.SIP_WSS_PORT,
      tls:
        e.SIP_CERTIFICATE && e.SIP_CERTIFICATE_KEY
          ? { certificate: e.SIP_CERTIFICATE, key: e.SIP_CERTIFICATE_KEY }
          : null,
      rtpPorts: e.RTP_PORTS.split('-').map(Number) as [number, number],
      outsideWorldPort: e.OUTSIDE_WORLD_PORT,
      grace: e.SWITCHBOARD_GRACE,
      trunks: trunks ?? [],
    },
    passwordMinimum: { user: e.PASSWORD_MIN_USER, administrator: e.PASSWORD_MIN_ADMINISTRATOR },
    hashBudget: e.HASH_BUDGET,
    secrets,
  }
}

const listOf = (text: string): string[] =>
  text
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean)

/** The variables one by one; goes on without those that cannot be read, so that everything is said at once. */
function readVariables(given: Record<string, string | undefined>, wrong: Map<string, string>) {
  const read = environment.safeParse(given)
  if (read.success) return read.data
  for (const { path, message } of read.error.issues) wrong.set(path.join('.'), message)
  return environment.parse(Object.fromEntries(Object.entries(given).filter(([name]) => !wrong.has(name))))
}

/** Production takes each key from the environment: 32 bytes in base64, no two alike. */
function productionSecrets(
  env: Readonly<Record<string, unknown>>,
  say: (name: string, what: string) => unknown,
): Secrets {
  const found = secretNames.map((name) => [name, Buffer.from(String(env[name] ?? ''), 'base64')] as const)
  for (const [name, key] of found) {
    if (key.length !== 32) say(name, '32 random bytes in base64, for example from: openssl rand -base64 32')
    else if (new Set(key).size < 12) say(name, 'is not random')
  }
  const keys = found.filter(([, key]) => key.length === 32).map(([, key]) => key.toString('hex'))
  if (new Set(keys).size < keys.length) say(secretNames.join(', '), 'must differ from each other')
  return Object.fromEntries(found) as unknown as Secrets
}

/** A demo makes its own keys once and keeps them beside its data. */
function keptSecrets(dataDirectory: string): Secrets {
  const file = join(resolve(dataDirectory), 'secrets.json')
  if (!existsSync(file)) {
    mkdirSync(resolve(dataDirectory), { recursive: true, mode: 0o700 })
    const made = Object.fromEntries(secretNames.map((name) => [name, randomBytes(32).toString('base64')]))
    writeFileSync(file, JSON.stringify(made, null, 2), { mode: 0o600, flag: 'wx' })
  }
  const kept = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>
  return Object.fromEntries(
    secretNames.map((name) => [name, Buffer.from(kept[name] ?? '', 'base64')]),
  ) as unknown as Secrets
}
