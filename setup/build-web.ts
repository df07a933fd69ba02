import { ensureWebBuilt } from '#api/http/web-build.ts'

/** `npm run build`: the portal's pages into `dist/web`, unless they are there already and nothing has changed. */
await ensureWebBuilt()
