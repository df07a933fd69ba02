import type { FastifyReply, FastifyRequest } from 'fastify'

/** What each cookie is for (spec/security 4.1, 2.6, 3.4, 2.9). */
const names = { session: 'osw_sid', remember: 'osw_rm', device: 'osw_dev', staff: 'osw_staff' } as const
export type CookieName = keyof typeof names

export type CookieJar = {
  read(name: CookieName): string | undefined
  /** Without `maxAge` (seconds) the cookie ends with the browser. */
  write(name: CookieName, value: string, maxAge?: number): void
  clear(name: CookieName): void
  /** What the browser keeps of the portal beside cookies: pages to go back to, stored choices (4.1). */
  clearSite(): void
}

/**
 * The request's cookies under their safest names: `__Host-` (Secure, this host only, Path=/) wherever the
 * browser takes Secure cookies, which is https and localhost.
 */
export function cookieJar(request: FastifyRequest, reply: FastifyReply, secure: boolean): CookieJar {
  const full = (name: CookieName) => (secure ? `__Host-${names[name]}` : names[name])
  const options = { path: '/', httpOnly: true, secure, sameSite: 'lax' } as const
  return {
    read: (name) => request.cookies[full(name)] || undefined,
    write: (name, value, maxAge) => {
      reply.setCookie(full(name), value, maxAge === undefined ? options : { ...options, maxAge })
    },
    clear: (name) => {
      reply.setCookie(full(name), '', { ...options, maxAge: 0 })
    },
    clearSite: () => {
      reply.header('clear-site-data', '"cache", "storage"')
    },
  }
}
