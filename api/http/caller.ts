import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import { cookieJar } from './cookies.ts'
import type { Caller } from './visit.ts'

const browsers: readonly [RegExp, string][] = [
  [/\bEdg(?:e|A|iOS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/Chrome\/|\bCriOS\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
]
const systems: readonly [RegExp, string][] = [
  [/Windows/, 'Windows'],
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
]

/** "Chrome · Windows", for the list of devices. A user agent is hostile input: only known words come out. */
export function deviceLabel(userAgent: string | undefined): string {
  const word = (table: readonly [RegExp, string][]) => table.find(([pattern]) => pattern.test(userAgent ?? ''))?.[1]
  return [word(browsers), word(systems)].filter(Boolean).join(' · ') || 'Browser'
}

/** Cookies are Secure wherever browsers keep them: https, and http on localhost. */
export function cookiesAreSecure(publicUrl: string | undefined): boolean {
  if (!publicUrl) return true
  const { protocol, hostname } = new URL(publicUrl)
  return protocol === 'https:' || hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]'
}

/** Who asks, from where and in which language; `ip` is the client's behind the proxies of `TRUSTED_PROXIES`. */
export function callerOf(request: FastifyRequest, reply: FastifyReply, config: Config): Caller {
  return {
    ip: request.ip,
    label: deviceLabel(request.headers['user-agent']),
    language: request.headers['accept-language']?.trim().toLowerCase().startsWith('en') ? 'en' : 'it',
    requestId: request.id,
    cookies: cookieJar(request, reply, cookiesAreSecure(config.publicUrl)),
    log: request.log as unknown as Logger,
  }
}
