import { keepsThePromise } from '../call-engine.promise.ts'
import { createMemoryEngine } from './engine.ts'
import { memoryPhone } from './memory-phone.ts'

keepsThePromise('The engine in memory', async (portal) => {
  const engine = createMemoryEngine()
  await engine.start(portal)
  return { engine, phone: (user, secret) => memoryPhone(engine, user, secret), close: () => engine.stop() }
})
