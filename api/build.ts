import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import cookie from '@fastify/cookie'
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import { accessRoutes } from '#contract/access.ts'
import { activationRoutes } from '#contract/activation.ts'
import { auditLogRoutes } from '#contract/audit-log.ts'
import { callHandlingRoutes } from '#contract/call-handling.ts'
import { callHistoryRoutes } from '#contract/call-history.ts'
import { callLimitsRoutes } from '#contract/call-limits.ts'
import { customersRoutes } from '#contract/customers.ts'
import { deliveriesRoutes } from '#contract/deliveries.ts'
import { demoRoutes } from '#contract/demo.ts'
import { directoryRoutes } from '#contract/directory.ts'
import { engineRoutes } from '#contract/engine.ts'
import { extensionsRoutes } from '#contract/extensions.ts'
import { firstAccessRoutes } from '#contract/first-access.ts'
import { importRoutes } from '#contract/imports.ts'
import { peopleRoutes } from '#contract/people.ts'
import { phonesRoutes } from '#contract/phones.ts'
import { restoreRoutes } from '#contract/restores.ts'
import { shortCodesRoutes } from '#contract/short-codes.ts'
import { sitesRoutes } from '#contract/sites.ts'
import { staffRoutes } from '#contract/staff.ts'
import { supportRoutes } from '#contract/support.ts'
import { connect } from '#database/connect.ts'
import { migrate } from '#database/migrate.ts'
import { absentEngine } from '#telephony/absent-engine.ts'
import type { CallEngine } from '#telephony/call-engine.ts'
import { createKamailioEngine } from '#telephony/kamailio/engine.ts'
import { createHasher } from './access/hasher.ts'
import { accessHandlers } from './access/index.ts'
import { createSessions } from './access/sessions.ts'
import { createThrottles } from './access/throttles.ts'
import { auditLogHandlers } from './audit-log/index.ts'
import { createFacts } from './call-handling/facts.ts'
import { callHandlingHandlers } from './call-handling/index.ts'
import { settleSipDomain } from './call-handling/sip-domain.ts'
import { callHistoryHandlers } from './call-history/index.ts'
import { callLimitsHandlers } from './call-limits/index.ts'
import type { Config } from './config.ts'
import { demoHandlers } from './demo/index.ts'
import { extensionsHandlers, shortCodesHandlers } from './dial-plan/index.ts'
import { directoryHandlers } from './directory/index.ts'
import { firstAccessHandlers } from './first-access/index.ts'
import type { House } from './house.ts'
import { type ServedRoute, serve } from './http/guard.ts'
import { securityHeaders, sendSecurityHeaders } from './http/headers.ts'
import { serveHealth } from './http/health.ts'
import { readStrictJson } from './http/json-body.ts'
import { serveOpenApi } from './http/openapi.routes.ts'
import { answerError } from './http/problem-answer.ts'
import { serveWeb } from './http/web.routes.ts'
import { serveLive } from './live/live.routes.ts'
import { createLive } from './live/live.ts'
import { createLog } from './log.ts'
import { serveDemoOutbox } from './mail/demo-outbox.routes.ts'
import { createOutbox } from './mail/outbox.ts'
import { chooseSender } from './mail/sender.ts'
import { serveTextReceipts } from './mail/text/http/receipts.routes.ts'
import { createMetrics } from './metrics.ts'
import { peopleHandlers } from './people/index.ts'
import { phonesHandlers } from './phones/index.ts'
import { activationHandlers } from './provider/activation/index.ts'
import { customersHandlers } from './provider/customers/index.ts'
import { deliveriesHandlers } from './provider/deliveries/index.ts'
import { importHandlers } from './provider/imports/index.ts'
import { restoreHandlers } from './provider/restores/index.ts'
import { staffHandlers } from './provider/staff/index.ts'
import { createStaffSessions } from './provider/staff/staff-sessions.ts'
import { sitesHandlers } from './sites/index.ts'
import { supportHandlers } from './support/index.ts'
import { engineHandlers } from './switchboard/index.ts'
import { switchboardSettings, trunksOf } from './switchboard/settings.ts'

export type RunningHouse = House & { close(): Promise<void> }

/** Chooses the real parts: opens the database, brings it up to date, and puts the rest on top. */
export async function buildHouse(config: Config): Promise<RunningHouse> {
  const log = createLog(config.logLevel)
  const cellar = await connect({
    ...(config.databaseUrl
      ? { databaseUrl: config.databaseUrl }
      : { dataDirectory: join(config.dataDirectory, 'database') }),
    poolSize: config.databasePool,
  })
  try {
    await migrate(cellar)
    await settleSipDomain(cellar, config)
  } catch (error) {
    await cellar.close()
    throw error
  }
  // Nothing starts here: `main.ts` asks it to serve.
  const report = (what: string, error: unknown) => log.warn({ what, error: String(error) }, 'switchboard')
  const engine = config.telephony.on ? createKamailioEngine(switchboardSettings(config), report) : absentEngine
  return furnish(config, cellar, log, engine)
}

/** The parts above the database; tests bring their own cellar. */
export function furnish(
  config: Config,
  cellar: House['cellar'],
  log = createLog(config.logLevel),
  engine: CallEngine = absentEngine,
): RunningHouse {
  const { clock } = config
  const metrics = createMetrics()
  const facts = createFacts({ cellar, fixedTrunks: trunksOf(config).length })
  const live = createLive({ cellar, clock, log })
  const outbox = createOutbox({
    cellar,
    clock,
    config,
    log,
    metrics,
    sender: chooseSender({ config, cellar, clock, log }),
  })
  return {
    config,
    cellar,
    clock,
    log,
    metrics,
    outbox,
    hasher: createHasher({ pepper: config.secrets.PEPPER_1, perSecond: config.hashBudget, metrics }),
    throttles: createThrottles({ cellar, clock, key: config.secrets.THROTTLE_HMAC }),
    staffSessions: createStaffSessions({ cellar, clock }),
    sessions: createSessions({ cellar, clock, changed: (lineId) => live.recheck(lineId) }),
    live,
    facts,
    engine,
    close: async () => {
      await live.stop()
      await facts.stop()
      await outbox.stop()
      await cellar.close()
    },
  }
}

/** The HTTP server over a house; `served` lists every contract route that is really served. */
export async function buildServer(house: House): Promise<{ app: FastifyInstance; served: ServedRoute[] }> {
  const { config } = house
  const https = config.publicUrl?.startsWith('https:') ?? false
  const app = fastify({
    loggerInstance: house.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    trustProxy: config.trustedProxies.length ? [...config.trustedProxies] : false,
    bodyLimit: 16 * 1024,
    routerOptions: { maxParamLength: 1500 },
    forceCloseConnections: true,
    // An address that is none reaches no hook.
    frameworkErrors: (error, request, reply) => answerError(error, request, reply.headers(securityHeaders(https))),
  })
  const served: ServedRoute[] = []
  sendSecurityHeaders(app, https)
  readStrictJson(app)
  app.setErrorHandler((error, request, reply) => answerError(error, request, reply))
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown'
    house.metrics.requests.observe({ route, status: String(reply.statusCode) }, reply.elapsedTime / 1000)
    request.log.info(
      { method: request.method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime * 10) / 10 },
      'request',
    )
  })
  await app.register(cookie)
  serve(app, house, accessRoutes, accessHandlers(house), served)
  serve(app, house, directoryRoutes, directoryHandlers(house), served)
  serve(app, house, firstAccessRoutes, firstAccessHandlers(house), served)
  serve(app, house, callHandlingRoutes, callHandlingHandlers(house), served)
  serve(app, house, callLimitsRoutes, callLimitsHandlers(house), served)
  serve(app, house, sitesRoutes, sitesHandlers(house), served)
  serve(app, house, shortCodesRoutes, shortCodesHandlers(house), served)
  serve(app, house, extensionsRoutes, extensionsHandlers(house), served)
  serve(app, house, auditLogRoutes, auditLogHandlers(house), served)
  serve(app, house, phonesRoutes, phonesHandlers(house), served)
  serve(app, house, peopleRoutes, peopleHandlers(house), served)
  serve(app, house, engineRoutes, engineHandlers(house), served)
  serve(app, house, callHistoryRoutes, callHistoryHandlers(house), served)
  serve(app, house, customersRoutes, customersHandlers(house), served)
  serve(app, house, activationRoutes, activationHandlers(house), served)
  serve(app, house, importRoutes, importHandlers(house), served)
  serve(app, house, staffRoutes, staffHandlers(house), served)
  serve(app, house, restoreRoutes, restoreHandlers(house), served)
  serve(app, house, supportRoutes, supportHandlers(house), served)
  serve(app, house, deliveriesRoutes, deliveriesHandlers(house), served)
  serve(app, house, demoRoutes, demoHandlers(house), served)
  serveTextReceipts(app, house)
  serveLive(app, house)
  serveHealth(app, house)
  serveOpenApi(app)
  if (config.demo) serveDemoOutbox(app, house)
  await serveWeb(app, config)
  return { app, served }
}
