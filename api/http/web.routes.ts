import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Config } from '../config.ts'
import { sendProblem } from './problem-answer.ts'

export const webDirectory = fileURLToPath(new URL('../../dist/web', import.meta.url))

const attribute = (text: string) => text.replaceAll('&', '&amp;').replaceAll("'", '&#39;').replaceAll('<', '&lt;')

/** The one page, with the brand in a `<meta>`: no inline script, no extra request. */
function brandedPage(config: Config, directory: string): string {
  const { name, supportNumber, legalFooter } = config.brand
  const brand = JSON.stringify({ name, supportNumber, legalFooter, languages: ['it', 'en'], demo: config.demo })
  const color = config.brand.color ? '<link rel="stylesheet" href="/brand.css">' : ''
  return readFileSync(`${directory}/index.html`, 'utf8')
    .replace('<!--osw-brand-->', () => `<meta name="osw-brand" content='${attribute(brand)}'>${color}`)
    .replace(/<title>[^<]*<\/title>/, () => `<title>${attribute(name)}</title>`)
}

/** One brand colour moves the tokens that carry it; mixing keeps both schemes readable. */
function brandStyle(color: string): string {
  return `:root{--accent-fill:${color};--accent:color-mix(in oklch,${color} 82%,black)}
:root[data-mantine-color-scheme=dark]{--accent-fill:color-mix(in oklch,${color} 55%,white);--accent:color-mix(in oklch,${color} 40%,white)}
`
}

/**
 * Serves the built web: hashed files for ever, the page never cached, and the page itself for every address
 * the browser's router knows. Files are sent as the build compressed them.
 */
export async function serveWeb(app: FastifyInstance, config: Config, directory = webDirectory): Promise<void> {
  if (!existsSync(`${directory}/index.html`)) {
    app.setNotFoundHandler((request, reply) => sendProblem(request, reply, 'not-found'))
    return
  }
  const html = brandedPage(config, directory)
  const brotli = brotliCompressSync(html)
  const gzip = gzipSync(html)
  const page = (request: FastifyRequest, reply: FastifyReply) => {
    const accepts = String(request.headers['accept-encoding'] ?? '')
    reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').header('vary', 'accept-encoding')
    if (/\bbr\b/.test(accepts)) return reply.header('content-encoding', 'br').send(brotli)
    if (/\bgzip\b/.test(accepts)) return reply.header('content-encoding', 'gzip').send(gzip)
    return reply.send(html)
  }
  await app.register(fastifyStatic, {
    root: directory,
    index: false,
    preCompressed: true,
    dotfiles: 'ignore',
    globIgnore: ['**/*.br', '**/*.gz', 'index.html'],
    wildcard: false,
    setHeaders: (reply, path) => {
      reply.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  const color = config.brand.color
  if (color) app.get('/brand.css', async (_, reply) => reply.type('text/css; charset=utf-8').send(brandStyle(color)))
  app.setNotFoundHandler((request, reply) => {
    const reads = request.method === 'GET' || request.method === 'HEAD'
    return reads && isPage(request.url) ? page(request, reply) : sendProblem(request, reply, 'not-found')
  })
}

/**
 * First words of addresses that are no page, whoever asks for them; `metrics` and `docs` are what scanners try, and
 * `outbox` is there in the demo only.
 */
const machines = /^\/(?:api|assets|docs|healthz|metrics|outbox|readyz)(?:\/|$)/

/** What has no dot in its last word is the browser's router's; a file that is not there is not the page. */
export function isPage(url: string): boolean {
  const path = readable(url.split('?')[0] ?? '/')
  return path !== undefined && !machines.test(path) && !/\/\./.test(path) && !/\.\w+$/.test(path)
}

function readable(path: string): string | undefined {
  try {
    return decodeURIComponent(path)
  } catch {
    return undefined
  }
}
