import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { iconsPlugin } from './build/icons.ts'
import { mantinePlugin } from './build/mantine.ts'
import { pagePlugin } from './build/page.ts'
import { precompressPlugin } from './build/precompress.ts'
import { tokensPlugin } from './build/tokens.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** What every page has loaded before any script asks for more; and what everything behind the front door has. */
const withThePage = /\/(?:rolldown-runtime|react|start|door)-[\w-]{8}\.js$/
const withThePortal = /\/(?:portal|pieces|shared|rules|icons)-[\w-]{8}\.js$/

/** Asking a second time costs a telephone a millisecond for each file. */
const isHereBefore = (file: string, askedBy: string) =>
  withThePage.test(file) || (withThePortal.test(file) && !withThePage.test(askedBy))

/** `npm run build`: the portal’s pages into `dist/web`, hashed, split by route, compressed, without source maps. */
export default defineConfig({
  root: here('.'),
  publicDir: here('./public'),
  plugins: [iconsPlugin(), mantinePlugin(), react(), tokensPlugin(), pagePlugin(), precompressPlugin()],
  build: {
    outDir: here('../dist/web'),
    emptyOutDir: true,
    target: ['chrome111', 'edge111', 'firefox114', 'safari16.4'],
    sourcemap: false,
    manifest: true,
    assetsInlineLimit: 0,
    modulePreload: {
      polyfill: false,
      resolveDependencies: (_, files, { hostId }) => files.filter((file) => !isHereBefore(file, hostId)),
    },
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // A group takes along everything its file imports; the first that claims a module keeps it.
          groups: [
            { name: 'react', test: /node_modules\/(?:react|react-dom|scheduler)\//, priority: 50 },
            { name: 'start', test: /web\/main\.tsx$/, priority: 30 },
            { name: 'door', test: /web\/shell\/App\.tsx$/, priority: 20 },
            { name: 'icons', test: /@tabler\/icons-react\/dist\/esm\/icons\//, minShareCount: 2, priority: 19 },
            // Before the rules of calls, which would take the numbers along: few pages decide calls, all show numbers.
            { name: 'rules', test: /\/domain\/(?!call-handling\/|dial-plan\/)/, priority: 22 },
            { name: 'call-rules', test: /\/domain\//, priority: 21 },
            {
              // With the little of Mantine’s core that the tabs have in common with Home’s controls and with dialogs.
              name: 'shared',
              test: /web\/(?:design\/Skeletons|front-door\/(?:code-offer|EmailCodeForm|KnownNumber))\.tsx?$|@mantine\/core\/esm\/core\/(?:DirectionProvider|utils\/(?:create-safe-context|create-scoped-keydown-handler|find-element-ancestor|get-env|get-safe-id|noop|primitive))\/|@mantine\/hooks\/esm\/use-force-update\//,
              priority: 19,
            },
            // Small pieces that stand on most pages: each file of its own costs a telephone half a millisecond to ask for.
            {
              name: 'pieces',
              test: /web\/(?:pbx\/(?:Who|initials|show-time|single-keys|FirstAccessPill)|design\/(?:Pill|useNarrow|ScrollRegion|save-file)|shell\/useFileExport|user\/(?:my-profile|show-long-day))\.tsx?$/,
              priority: 17,
            },
            // What the tabs of Gestione dati share.
            {
              name: 'data-pieces',
              test: /web\/(?:design\/SearchField|admin\/(?:DataTabs|users\/(?:list-state|last-address|questions)|people\/ContinuityNotice|acting\/(?:dialogs|menu-button)|bulk\/dialogs))\.tsx?$/,
              priority: 5,
            },
            { name: 'new-password', test: /web\/front-door\/NewPasswordFields\.tsx$/, priority: 18 },
            // Home’s controls, apart from dialogs and first access, which use some of the same.
            { name: 'hooks', test: /@mantine\/hooks\//, minShareCount: 2, priority: 19 },
            {
              name: 'controls',
              test: /@mantine\/core\/esm\/components\/(?:Radio|SegmentedControl|FloatingIndicator|Switch)\//,
              priority: 19,
            },
            { name: 'dialog', test: /web\/design\/Dialog\.tsx$/, priority: 18 },
            { name: 'first-access', test: /web\/front-door\/FirstAccess\.tsx$/, priority: 15 },
            { name: 'portal', test: /web\/shell\/Portal\.tsx$/, priority: 10 },
          ],
        },
      },
    },
  },
  server: { port: 5173, proxy: { '^/api/': 'http://127.0.0.1:8080' } },
})
