import type { IncomingHttpHeaders } from 'node:http'
import { Problem } from '#domain/problem.ts'

/**
 * Refuses a state-changing request that our own pages did not make (spec/security 4.2): JSON only (bytes where a
 * route takes a file, which no form can send), and
 * `Sec-Fetch-Site: same-origin` where the browser says it, else an `Origin` equal to ours. Neither: refused.
 * @throws {Problem} request.media-type, request.cross-site
 */
export function refuseCrossSite(
  headers: IncomingHttpHeaders,
  publicOrigin: string,
  taken: 'application/json' | 'application/octet-stream' = 'application/json',
): void {
  const type = headers['content-type']?.split(';')[0]?.trim().toLowerCase()
  if (type !== taken) throw new Problem('request.media-type')
  const site = headers['sec-fetch-site']
  const sameOrigin = site ? site === 'same-origin' : headers.origin === publicOrigin
  // A browser that sends both must agree with itself.
  const originContradicts = headers.origin !== undefined && headers.origin !== publicOrigin
  if (!sameOrigin || originContradicts) throw new Problem('request.cross-site')
}
