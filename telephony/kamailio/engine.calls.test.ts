import { phone } from '#acceptance/softphone/phone.ts'
import { keepsThePromise } from '../call-engine.promise.ts'
import { testSettings } from '../testing/switchboard-settings.ts'
import { createKamailioEngine } from './engine.ts'

keepsThePromise('Kamailio', async (portal) => {
  const settings = await testSettings()
  const engine = createKamailioEngine(settings)
  await engine.start(portal)
  const server = `ws://127.0.0.1:${settings.sip.wsPort}`
  return {
    engine,
    phone: (user, secret) => phone({ who: user.user, server, ...user, secret }),
    close: () => engine.stop(),
  }
})
