import type { FastifyInstance } from 'fastify'

/** Scripts, styles and fonts only from here; no inline code; Trusted Types on (spec/security 4.3). */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "media-src 'self' blob:",
  "manifest-src 'self'",
  "worker-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "object-src 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types osw',
].join('; ')

/** The full set of spec/security 4.3. */
export function securityHeaders(https: boolean): Record<string, string> {
  return {
    'content-security-policy': https ? `${contentSecurityPolicy}; upgrade-insecure-requests` : contentSecurityPolicy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'microphone=(self), camera=(), geolocation=(), payment=(), usb=()',
    'x-frame-options': 'DENY',
    ...(https ? { 'strict-transport-security': 'max-age=63072000; includeSubDomains; preload' } : {}),
  }
}

/** Puts them on every answer, errors and 404 included. */
export function sendSecurityHeaders(app: FastifyInstance, https: boolean): void {
  const always = securityHeaders(https)
  app.addHook('onSend', async (request, reply) => {
    // A route may be stricter than the page: what it has set stays.
    for (const [name, value] of Object.entries(always)) if (!reply.hasHeader(name)) reply.header(name, value)
    if (request.url.startsWith('/api/') && !reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
  })
}
