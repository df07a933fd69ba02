import { type DestinationStream, type Logger, pino } from 'pino'

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

/** What PostgreSQL adds to an error quotes the row it is about: hashes, links, the text of letters. */
const quoting = ['detail', 'where', 'hint', 'internalQuery', 'query', 'params', 'parameters']

function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const { stack, cause, ...others } = error as Error & Record<string, unknown>
  const told = Object.fromEntries(Object.entries(others).filter(([name]) => !quoting.includes(name)))
  return {
    type: error.name,
    message: error.message,
    stack,
    ...told,
    ...(cause === undefined ? {} : { cause: describeError(cause) }),
  }
}

/** Structured lines in UTC; numbers and addresses are masked by whoever logs them. */
export function createLog(level: string, destination?: DestinationStream): Logger {
  return pino(
    {
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
      serializers: { err: describeError },
    },
    ...(destination ? [destination] : []),
  )
}
