import type { FastifyInstance } from 'fastify'
import { openApiDocument } from '#contract/openapi.ts'

type Operation = {
  summary: string
  description: string
  parameters: { name: string; in: string; required: boolean; schema: unknown }[]
  requestBody?: { content: Record<string, { schema: unknown }> }
  responses: Record<string, { description: string; content?: Record<string, { schema: unknown }> }>
}

const escapeHtml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
const code = (value: unknown) => `<pre tabindex="0"><code>${escapeHtml(JSON.stringify(value, null, 2))}</code></pre>`

function operationHtml(method: string, path: string, operation: Operation): string {
  const parameters = operation.parameters
    .map((p) => `<li><code>${escapeHtml(p.name)}</code> (${p.in}${p.required ? ', required' : ''})</li>`)
    .join('')
  const body = operation.requestBody
    ? `<h4>Body</h4>${code(Object.values(operation.requestBody.content)[0]?.schema ?? {})}`
    : ''
  const answers = Object.entries(operation.responses)
    .map(([status, r]) => {
      const schema = r.content?.['application/json']?.schema
      return `<h4>${status}</h4><p>${escapeHtml(r.description)}</p>${schema ? code(schema) : ''}`
    })
    .join('')
  return `<details><summary><code>${method.toUpperCase()} ${escapeHtml(path)}</code> ${escapeHtml(operation.summary)}</summary>
<p>${escapeHtml(operation.description)}</p>${parameters ? `<h4>Parameters</h4><ul>${parameters}</ul>` : ''}${body}${answers}</details>`
}

/** The document as a page to read: plain HTML, no script, so the portal's strict policy holds here too. */
function page(document: ReturnType<typeof openApiDocument>): string {
  const paths = document.paths as Record<string, Record<string, Operation>>
  const entries = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => operationHtml(method, path, operation)),
  )
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Office Smart WEB API</title><link rel="stylesheet" href="/api/docs.css"></head><body><main>
<h1>Office Smart WEB API</h1><p>The same document for machines: <a href="/api/openapi.json">/api/openapi.json</a> (OpenAPI 3.1).</p>
${entries.join('\n')}</main></body></html>`
}

const style = `:root{color-scheme:light dark;font:15px/1.5 system-ui,sans-serif}body{margin:0}main{max-width:60rem;margin:0 auto;padding:1.5rem}
details{border-top:1px solid;padding:.6rem 0}summary{cursor:pointer}pre{overflow:auto;padding:.75rem;border:1px solid;max-height:24rem}h4{margin:.8rem 0 .2rem}`

/** `/api/openapi.json` for tools and `/api/docs` for people. */
export function serveOpenApi(app: FastifyInstance): void {
  // Made when first asked for: it takes a tenth of a second, which no start should wait for.
  let made: { json: string; html: string } | undefined
  const published = () => {
    if (!made) {
      const document = openApiDocument()
      made = { json: JSON.stringify(document), html: page(document) }
    }
    return made
  }
  app.get('/api/openapi.json', async (_, reply) => reply.type('application/json; charset=utf-8').send(published().json))
  app.get('/api/docs', async (_, reply) => reply.type('text/html; charset=utf-8').send(published().html))
  app.get('/api/docs.css', async (_, reply) => reply.type('text/css; charset=utf-8').send(style))
}
