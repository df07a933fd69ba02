import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Route, RouteTable } from '#contract/route.ts'
import { permissions, type Requirement } from '#domain/access/permissions.ts'
import { staffMay } from '#domain/access/staff-session.ts'
import { Problem } from '#domain/problem.ts'
import { actingGrantFor, gateStepOf, passwordShownWithin } from '../access/session-rights.ts'
import type { LiveSession } from '../access/sessions.ts'
import { runWithinSites } from '../directory/own-sites.ts'
import type { House } from '../house.ts'
import type { LiveStaff } from '../provider/staff/staff-sessions.ts'
import { callerOf } from './caller.ts'
import { refuseCrossSite } from './cross-site.ts'
import { sendProblem } from './problem-answer.ts'
import type { Handlers, Visit } from './visit.ts'

/** Every route that is served, with what it asks: the permission tests are generated from this. */
export type ServedRoute = { readonly method: string; readonly path: string; readonly route: Route }

/**
 * Serves a room: for each route of its table checks origin, session, permission and input, runs the
 * handler, and checks the answer against the contract.
 */
export function serve<T extends RouteTable>(
  app: FastifyInstance,
  house: House,
  table: T,
  handlers: Handlers<T>,
  served: ServedRoute[],
): void {
  for (const [key, route] of Object.entries(table) as [keyof T & string, Route][]) {
    const [method, path] = key.split(' ') as [string, string]
    const handle = handlers[key] as unknown as (visit: Visit) => Promise<unknown>
    served.push({ method, path, route })
    const serveThis = async (request: FastifyRequest, reply: FastifyReply, who: Admitted) => {
      const visit = { ...input(route, request), ...who } as Visit
      return answer(route, await runWithinSites(house, who.session, visit.params, () => handle(visit)), reply)
    }
    const letIn = (request: FastifyRequest, reply: FastifyReply) => admit(house, method, path, route, request, reply)
    if (route.upload !== undefined) serveUpload(app, { method, path, limit: route.upload }, letIn, serveThis)
    else
      app.route({
        method,
        url: path,
        bodyLimit: route.largestBody ?? 16 * 1024,
        handler: async (request, reply) => serveThis(request, reply, await letIn(request, reply)),
      })
  }
  refuseOtherMethods(app, Object.keys(table))
}

/** Who has been let in. */
type Admitted = Pick<Visit, 'caller' | 'session' | 'staff'>

async function admit(
  house: House,
  method: string,
  path: string,
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Admitted> {
  const taken = route.upload === undefined ? 'application/json' : 'application/octet-stream'
  if (method !== 'GET') refuseCrossSite(request.headers, house.config.publicUrl ?? '', taken)
  const caller = callerOf(request, reply, house.config)
  const active = request.headers['x-osw-background'] === undefined
  // Two realms: each reads its own cookie, and knows nobody of the other (R16).
  const atProvider = path.startsWith(providerPath)
  const session = atProvider ? undefined : await house.sessions.of(caller, active)
  const staff = atProvider ? await house.staffSessions.of(caller, active) : undefined
  if (session) caller.log.setBindings({ line: session.line.id })
  if (staff) caller.log.setBindings({ staff: staff.id })
  if (atProvider) authoriseStaff(permissions[route.may], staff)
  else authorise(permissions[route.may], session, request, house)
  return { caller, session, staff }
}

/**
 * A route that takes a file. Nobody sends megabytes before being let in, and a browser asks first (preflight) before it
 * sends such a body elsewhere (spec/security 4.2).
 */
function serveUpload(
  app: FastifyInstance,
  { method, path, limit }: { method: string; path: string; limit: number },
  letIn: (request: FastifyRequest, reply: FastifyReply) => Promise<Admitted>,
  serveThis: (request: FastifyRequest, reply: FastifyReply, who: Admitted) => Promise<unknown>,
): void {
  const admitted = new WeakMap<FastifyRequest, Admitted>()
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser(
      'application/octet-stream',
      { parseAs: 'buffer', bodyLimit: limit },
      async (_: unknown, bytes: Buffer) => bytes,
    )
    scope.route({
      method,
      url: path,
      bodyLimit: limit,
      onRequest: async (request, reply) => void admitted.set(request, await letIn(request, reply)),
      handler: async (request, reply) => {
        const who = admitted.get(request)
        if (!who) throw new Problem('session.none')
        return serveThis(request, reply, who)
      },
    })
  })
}

/** Where the provider's people work. */
const providerPath = '/api/provider/'

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE']

/** Every other method at an address of the table, with the ones it has. */
function refuseOtherMethods(app: FastifyInstance, keys: readonly string[]): void {
  const byPath = Map.groupBy(keys, (key) => key.split(' ')[1] ?? '')
  for (const [path, here] of byPath) {
    const served = here
      .map((key) => key.split(' ')[0] ?? '')
      .flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]))
    app.route({
      method: methods.filter((method) => !served.includes(method)),
      url: path,
      handler: (request, reply) => sendProblem(request, reply.header('allow', served.join(', ')), 'method.unknown'),
    })
  }
}

/**
 * Applies one row of the permission table.
 * @throws {Problem} session.none, gate, forbidden, view.administrator, whole-company, session.remembered, step-up,
 *   email.not-verified, acting.missing
 */
export function authorise(
  needs: Requirement,
  session: LiveSession | undefined,
  request: FastifyRequest,
  house: House,
): void {
  if (needs.session === 'nobody') return
  // The provider's routes lie elsewhere: whoever is signed in to a company is nobody there.
  if (!session || needs.session === 'staff') throw new Problem('session.none')
  const now = house.clock()
  if (needs.session === 'second-factor') {
    if (session.kind !== 'second-factor') throw new Problem('forbidden')
    return
  }
  if (session.kind === 'second-factor') throw new Problem('gate', { step: 'second-factor' })
  const step = gateStepOf(session, now)
  if (step) {
    if (needs.session !== 'gate' || !needs.steps?.includes(step)) throw new Problem('gate', { step })
    return
  }
  if (needs.view === 'administrator') {
    if (session.line.role !== 'administrator') throw new Problem('forbidden')
    if (session.view !== 'administrator') throw new Problem('view.administrator')
    if (needs.wholeCompany && session.line.administratorSites) throw new Problem('whole-company')
  }
  if (needs.passwordShown && session.kind === 'remembered' && !passwordShownWithin(session, 'recent', now))
    throw new Problem('session.remembered')
  if (needs.stepUp && !passwordShownWithin(session, needs.stepUp, now)) throw new Problem('step-up')
  if (needs.verifiedEmail && session.line.emailStatus !== 'verified') throw new Problem('email.not-verified')
  if (needs.acting) {
    const lineId = (request.params as { lineId?: string }).lineId
    if (!lineId || !actingGrantFor(session, lineId, now)) throw new Problem('acting.missing')
  }
}

/**
 * Applies one row of the permission table to a member of staff.
 * @throws {Problem} session.none, gate, forbidden, step-up
 */
export function authoriseStaff(needs: Requirement, staff: LiveStaff | undefined): void {
  if (needs.session === 'nobody') return
  if (!staff || needs.session !== 'staff') throw new Problem('session.none')
  if (staff.step) {
    if (!needs.staffSteps?.includes(staff.step)) throw new Problem('gate', { step: staff.step })
    return
  }
  if (!staffMay(staff.role, needs.roles ?? [])) throw new Problem('forbidden')
  if (needs.stepUp && !staff.steppedUpUntil) throw new Problem('step-up')
}

function input(
  route: Route,
  request: FastifyRequest,
): { params: unknown; query: unknown; body: unknown; file: Buffer | undefined } {
  const read = (part: 'params' | 'query' | 'body', value: unknown) => {
    const schema = route[part]
    if (!schema) return undefined
    const result = schema.safeParse(value)
    if (result.success) return result.data
    // An id that is not even an id names nothing: the same answer as an unknown one.
    if (part === 'params') throw new Problem('not-found')
    const fields = result.error.issues.map((issue) => issue.path.join('.') || part)
    throw new Problem('request.malformed', { fields })
  }
  return {
    params: read('params', request.params),
    query: read('query', request.query),
    body: read('body', request.body),
    file: route.upload === undefined ? undefined : fileOf(request.body),
  }
}

/** @throws {Problem} request.malformed when nothing was sent */
function fileOf(body: unknown): Buffer {
  if (Buffer.isBuffer(body) && body.length > 0) return body
  throw new Problem('request.malformed', { fields: ['body'] })
}

function answer(route: Route, value: unknown, reply: FastifyReply): unknown {
  if (route.answer === undefined) return reply.code(204).send()
  if (route.answer === 'csv') {
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename*=UTF-8''${route.file ?? 'elenco.csv'}`)
      .header('content-security-policy', 'sandbox')
      .send(value)
  }
  if (route.answer === 'wav') {
    return reply
      .type('audio/wav')
      .header('content-disposition', `attachment; filename*=UTF-8''${route.file ?? 'audio.wav'}`)
      .header('content-security-policy', 'sandbox')
      .send(value)
  }
  if (route.answer === 'pdf') {
    return reply
      .type('application/pdf')
      .header('content-disposition', `attachment; filename*=UTF-8''${route.file ?? 'scheda.pdf'}`)
      .header('content-security-policy', 'sandbox')
      .send(value)
  }
  // Parsing drops whatever the contract does not name, so nothing leaks by accident.
  return reply.type('application/json; charset=utf-8').send(JSON.stringify(route.answer.parse(value)))
}
