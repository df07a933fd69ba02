import { createHash } from 'node:crypto'
import type { SipUser } from '#telephony/call-engine.ts'

/** What is kept of a secret: MD5(user:realm:secret), as digest needs it (RFC 2617 3.2.2.2; spec/security 4.7). */
export const ha1 = ({ user, domain }: SipUser, secret: string): string =>
  createHash('md5').update(`${user}:${domain}:${secret}`).digest('hex')
