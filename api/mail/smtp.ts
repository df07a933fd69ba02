import { isIPv4 } from 'node:net'
import { createTransport, type NodemailerError, type SMTPPoolOptions } from 'nodemailer'
import addressparser from 'nodemailer/lib/addressparser'
import { minute, second } from '#domain/clock.ts'
import { DeliveryError, type Sender } from './sender.ts'

/**
 * The connection that SMTP_URL asks for. Only host, port, user and password are taken from it: nothing in the
 * address can weaken TLS. A mail server on this machine is spoken to in the clear, since nobody is in between
 * and its certificate is usually self-made.
 */
export function smtpOptions(smtpUrl: string): SMTPPoolOptions & { pool: true } {
  const url = new URL(smtpUrl)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const secure = url.protocol === 'smtps:'
  const near = isLoopback(host)
  return {
    pool: true,
    host,
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    ...(near ? { ignoreTLS: true } : { requireTLS: true }),
    tls: { minVersion: 'TLSv1.2', rejectUnauthorized: true },
    ...(url.username === ''
      ? {}
      : { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } }),
    maxConnections: 5,
    // The outbox does the waiting and knows what a repeat is; the pool must not try by itself.
    maxRequeues: 0,
    idleTimeout: minute,
    connectionTimeout: 10 * second,
    greetingTimeout: 10 * second,
    socketTimeout: 30 * second,
    dnsTimeout: 10 * second,
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

/**
 * Sends mail through one SMTP server over a few lasting connections.
 * @param from as in a header: `Office Smart WEB <non-rispondere@example.it>`
 */
export function createSmtpSender({ smtpUrl, from }: { smtpUrl: string; from: string }): Sender {
  const transport = createTransport(smtpOptions(smtpUrl))
  const [sender] = addressparser(from, { flatten: true })
  if (!sender?.address.includes('@')) throw new Error('MAIL_FROM: an address, for example Name <name@example.it>')
  const domain = sender.address.slice(sender.address.lastIndexOf('@') + 1)
  return {
    async send({ id, to, content }, signal) {
      try {
        await transport.sendMail({
          from: sender,
          to: { name: '', address: to },
          subject: content.subject,
          text: content.text,
          ...(content.html === null ? {} : { html: content.html }),
          // The same at every attempt, so that a repeat after a crash can be recognised (RFC 5322 3.6.4).
          messageId: `<${id}@${domain}>`,
          // Asks holiday responders to be quiet (RFC 3834 5).
          headers: { 'Auto-Submitted': 'auto-generated' },
          signal,
        })
      } catch (error) {
        throw deliveryError(error instanceof Error ? error : new Error(String(error)))
      }
    },
    async close() {
      transport.close()
    },
  }
}

/**
 * A refusal of the recipient or of the message itself with a 5yz reply is final (RFC 5321 4.2.1); one of our
 * own sign-in or sender address is a fault of the installation that somebody may mend, so it is tried again.
 * The server's words are left out: they often repeat the address.
 */
function deliveryError(error: NodemailerError): DeliveryError {
  const { code, originalCode, command, responseCode, response } = error
  const aboutRecipient = command === 'RCPT TO' || command === 'DATA'
  const impossibleAddress = code === 'EENVELOPE' && command === 'API'
  const enhanced = /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})\b/.exec(response ?? '')?.[1]
  const facts = [code ?? error.name, originalCode, command, responseCode, enhanced]
  const final = impossibleAddress || (aboutRecipient && error.permanent === true)
  const unknown = impossibleAddress || enhanced === undefined || enhanced.startsWith('5.1.')
  const because = !final ? 'unknown' : unknown ? 'recipient-unknown' : 'recipient-refuses'
  return new DeliveryError(facts.filter((fact) => fact !== undefined).join(' '), final, because)
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'))
}
