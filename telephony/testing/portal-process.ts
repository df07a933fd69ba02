import { createScriptedPortal } from '../call-engine.promise.ts'
import { createKamailioEngine } from '../kamailio/engine.ts'
import type { SwitchboardSettings } from '../switchboard/settings.ts'

/** A portal in a process of its own, to be killed: `portal-process.ts <settings as JSON>` says `serving` once it is. */
const engine = createKamailioEngine(JSON.parse(process.argv[2] ?? '') as SwitchboardSettings)
await engine.start(createScriptedPortal().side)
process.stdout.write('serving\n')
