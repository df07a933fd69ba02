import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { type Clock, offsetClock, systemClock } from '#domain/clock.ts'

/** One 32-byte key a purpose, so that one leak opens one thing (spec/security 4.7). */
const secretNames = ['PEPPER_1', 'THROTTLE_HMAC', 'DEVICE_HMAC', 'VAULT_1'] as const
export type Secrets = Readonly<Record<(typeof secretNames)[number], Buffer>>

const whole = (fallback: number) => z.coerce.number().int().min(0).default(fallback)
const onOff = z.enum(['on', 'off'])

const environment = z.object({
  NODE_ENV: z.string().optional(),
  PORT: z.coerce.number().int().min(0).max(65535).default(8080),
  HOST: z.string().default('127.0.0.1'),
  METRICS_PORT: z.coerce.number().int().min(0).max(65535).optional(),
  DATA_DIR: z.string().default('data'),
  DATABASE_URL: z.string().startsWith('postgres').optional(),
  DATABASE_POOL: whole(10),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  TRUSTED_PROXIES: z.string().default(''),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  DEMO: onOff.optional(),
  CLOCK_OFFSET: z.string().optional(),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'begins with smtp:// or smtps://')
    .optional(),
  MAIL_FROM: z.string().default('Office Smart WEB <non-rispondere@localhost>'),
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
  readonly mail: { readonly smtpUrl: string | undefined; readonly from: string }
  readonly brand: {
    readonly name: string
    readonly supportNumber: string
    readonly legalFooter: string
    readonly color: string | undefined
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
  const read = environment.safeParse(Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')))
  if (!read.success) {
    const lines = read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    throw new ConfigError(`The environment is not right:\n  ${lines.join('\n  ')}`)
  }
  const e = read.data
  const production = e.NODE_ENV === 'production'
  const demo = e.DEMO ? e.DEMO === 'on' : !production
  const wrong: string[] = []
  if (production && e.DEMO === 'on') wrong.push('DEMO: a production server has no demo company')
  if (e.CLOCK_OFFSET && production) wrong.push('CLOCK_OFFSET: only for demos and tests')
  if (production && !e.PUBLIC_URL?.startsWith('https://'))
    wrong.push('PUBLIC_URL: the https address people type, for example https://centralino.example.it')
  if (production && !e.SMTP_URL)
    wrong.push('SMTP_URL: the mail server, for example smtps://user:password@mail.example.it')
  const secrets = production ? productionSecrets(e, wrong) : keptSecrets(e.DATA_DIR)
  let clock: Clock = systemClock
  try {
    if (e.CLOCK_OFFSET) clock = offsetClock(e.CLOCK_OFFSET)
  } catch {
    wrong.push('CLOCK_OFFSET: an ISO 8601 duration, for example P366D')
  }
  if (wrong.length) throw new ConfigError(`The environment is not right:\n  ${wrong.join('\n  ')}`)
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
    trustedProxies: e.TRUSTED_PROXIES.split(',')
      .map((x) => x.trim())
      .filter(Boolean),
    logLevel: e.LOG_LEVEL,
    clock,
    mail: { smtpUrl: e.SMTP_URL, from: e.MAIL_FROM },
    brand: {
      name: e.BRAND_NAME,
      supportNumber: e.BRAND_SUPPORT_NUMBER,
      legalFooter: e.BRAND_LEGAL_FOOTER,
      color: e.BRAND_COLOR,
    },
    passwordMinimum: { user: e.PASSWORD_MIN_USER, administrator: e.PASSWORD_MIN_ADMINISTRATOR },
    hashBudget: e.HASH_BUDGET,
    secrets,
  }
}

/** Production takes each key from the environment: 32 bytes in base64, no two alike. */
function productionSecrets(env: Readonly<Record<string, unknown>>, wrong: string[]): Secrets {
  const found = secretNames.map((name) => [name, Buffer.from(String(env[name] ?? ''), 'base64')] as const)
  for (const [name, key] of found) {
    if (key.length !== 32) wrong.push(`${name}: 32 random bytes in base64, for example from: openssl rand -base64 32`)
    else if (new Set(key).size < 12) wrong.push(`${name}: is not random`)
  }
  if (new Set(found.map(([, key]) => key.toString('hex'))).size < found.length)
    wrong.push('PEPPER_1, THROTTLE_HMAC, DEVICE_HMAC, VAULT_1: must differ from each other')
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
