import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { pagePlugin } from './build/page.ts'
import { precompressPlugin } from './build/precompress.ts'
import { tokensPlugin } from './build/tokens.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** `npm run build`: the portal’s pages into `dist/web`, hashed, split by route, compressed, without source maps. */
export default defineConfig({
  root: here('.'),
  publicDir: here('./public'),
  plugins: [react(), tokensPlugin(), pagePlugin(), precompressPlugin()],
  build: {
    outDir: here('../dist/web'),
    emptyOutDir: true,
    target: ['chrome111', 'edge111', 'firefox114', 'safari16.4'],
    sourcemap: false,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules\/(?:react|react-dom|scheduler)\//, priority: 30 },
            { name: 'words', test: /node_modules\/(?:i18next|react-i18next|html-parse-stringify|void-elements|use-sync-external-store)\//, priority: 20 },
          ],
        },
      },
    },
  },
  server: { port: 5173, proxy: { '/api': 'http://127.0.0.1:8080' } },
})
