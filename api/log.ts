import { type Logger, pino } from 'pino'

/** Names of fields whose values never reach a log, wherever they stand (spec/security 4.6). */
const secretFields = [
  'password',
  'oldPassword',
  'newPassword',
  'temporaryPassword',
  'pin',
  'newPin',
  'currentPin',
  'code',
  'token',
  'secret',
  'cookie',
  'authorization',
  'content',
]

/** Structured lines in UTC; numbers and addresses are masked by whoever logs them. */
export function createLog(level: string): Logger {
  return pino({
    level,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: secretFields.flatMap((name) => [
        name,
        `*.${name}`,
        `*.*.${name}`,
        `req.headers.${name}`,
        `headers["set-${name}"]`,
      ]),
      censor: '[redacted]',
    },
    serializers: { err: pino.stdSerializers.err },
  })
}
