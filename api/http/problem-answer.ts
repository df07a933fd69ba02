import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { Problem, type ProblemCode, type ProblemFacts, problems } from '#domain/problem.ts'

/** Sends an RFC 9457 problem: the code and its facts; the sentence is the reader's translation. */
export function sendProblem(
  request: FastifyRequest,
  reply: FastifyReply,
  code: ProblemCode,
  facts: ProblemFacts = {},
): FastifyReply {
  const [status, meaning] = problems[code]
  if (typeof facts.retryAfter === 'number') reply.header('retry-after', String(facts.retryAfter))
  return reply
    .code(status)
    .type('application/problem+json')
    .send(JSON.stringify({ ...facts, type: `/problems/${code}`, code, title: meaning, status, requestId: request.id }))
}

/** Any error as a problem: ours as they are, Fastify's by meaning, everything else as `unexpected`. */
export function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (error instanceof Problem) {
    // Refusals and throttles leave a line each (spec/security 4.6); the guard has put in whose session it was.
    request.log.info({ problem: error.code }, 'refused')
    return sendProblem(request, reply, error.code, error.facts)
  }
  const code = (error as FastifyError).code
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return sendProblem(request, reply, 'request.too-large')
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return sendProblem(request, reply, 'request.media-type')
  const status = (error as FastifyError).statusCode
  if (status !== undefined && status >= 400 && status < 500) return sendProblem(request, reply, 'request.malformed')
  request.log.error({ err: error }, 'request failed')
  return sendProblem(request, reply, isDatabaseAway(error) ? 'unavailable' : 'unexpected')
}

/** Connection refused or cut, server starting or stopping: worth a retry, not a defect of ours. */
function isDatabaseAway(error: unknown): boolean {
  const code = String((error as { code?: unknown } | null)?.code ?? '')
  return (
    /^(ECONNREFUSED|ECONNRESET|EPIPE|ENOENT|57P0[123]|08\d{3}|53300)$/.test(code) ||
    /timeout exceeded when trying to connect|Connection terminated/.test(String(error))
  )
}
