import { z } from 'zod'
import { permissions } from '#domain/access/permissions.ts'
import { type ProblemCode, problems } from '#domain/problem.ts'
import { apiRoutes } from './api.ts'
import type { Route } from './route.ts'

type Json = Record<string, unknown>

/** Problems that follow from who may call, beside those a route names itself. */
function impliedProblems(method: string, route: Route): ProblemCode[] {
  const needs = permissions[route.may] as (typeof permissions)[keyof typeof permissions] & Json
  const codes: ProblemCode[] = ['request.malformed', 'unexpected', 'unavailable']
  if (method !== 'GET') codes.push('request.cross-site', 'request.media-type', 'request.too-large')
  if (needs.session !== 'nobody') codes.push('session.none', 'gate', 'forbidden')
  if (needs.view) codes.push('view.administrator')
  if (needs.wholeCompany) codes.push('whole-company')
  if (needs.passwordShown) codes.push('session.remembered')
  if (needs.stepUp) codes.push('step-up')
  if (needs.verifiedEmail) codes.push('email.not-verified')
  if (needs.acting) codes.push('acting.missing')
  if (route.params) codes.push('not-found')
  return codes
}

const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json
  return json
}

function parameters(place: 'path' | 'query', schema: z.ZodType | undefined): Json[] {
  if (!schema) return []
  const json = schemaOf(schema, 'input') as { properties?: Record<string, Json>; required?: string[] }
  return Object.entries(json.properties ?? {}).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || (json.required?.includes(name) ?? false),
    schema: property,
  }))
}

function operation(key: string, route: Route): Json {
  const [method, path] = key.split(' ') as [string, string]
  const codes = [...new Set([...impliedProblems(method, route), ...(route.problems ?? [])])]
  const byStatus = Map.groupBy(codes, (code) => problems[code][0])
  const responses: Json = {}
  if (route.answer === undefined) responses['204'] = { description: 'Done' }
  else if (route.answer === 'csv')
    responses['200'] = { description: 'A CSV file', content: { 'text/csv': { schema: { type: 'string' } } } }
  else if (route.answer === 'wav')
    responses['200'] = {
      description: 'A sound file: WAVE, PCM, 8 kHz, one channel, 16 bits',
      content: { 'audio/wav': { schema: { type: 'string', format: 'binary' } } },
    }
  else if (route.answer === 'pdf')
    responses['200'] = {
      description: 'A PDF file',
      content: { 'application/pdf': { schema: { type: 'string', format: 'binary' } } },
    }
  else
    responses['200'] = {
      description: 'Answer',
      content: { 'application/json': { schema: schemaOf(route.answer, 'output') } },
    }
  for (const [status, list] of byStatus) {
    responses[String(status)] = {
      description: list.map((code) => `\`${code}\`: ${problems[code][1]}`).join('; '),
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    }
  }
  return {
    operationId: key.toLowerCase().replaceAll(/[^a-z]+/g, '-'),
    tags: [path.split('/')[2]],
    summary: route.summary,
    description: `Who may call: ${route.may}.`,
    ...(permissions[route.may].session === 'nobody' ? { security: [] } : {}),
    parameters: [...parameters('path', route.params), ...parameters('query', route.query)],
    ...(route.upload
      ? {
          requestBody: {
            required: true,
            content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
          },
        }
      : {}),
    ...(route.body
      ? { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(route.body, 'input') } } } }
      : {}),
    responses,
  }
}

/** The published document (OpenAPI 3.1), made from the same tables the server and its clients use. */
export function openApiDocument(): Json {
  const paths: Record<string, Json> = {}
  for (const [key, route] of Object.entries(apiRoutes as Record<string, Route>)) {
    const [method, path] = key.split(' ') as [string, string]
    const address = path.replaceAll(/:(\w+)/g, '{$1}')
    paths[address] = { ...paths[address], [method.toLowerCase()]: operation(key, route) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Office Smart WEB',
      version: '1',
      description:
        'The portal’s own API. Unsafe methods take JSON only and ask for an Origin or Sec-Fetch-Site of the portal itself.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    paths,
    security: [{ session: [] }],
    components: {
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: '__Host-osw_sid' } },
      schemas: {
        Problem: {
          type: 'object',
          description: 'RFC 9457 problem; the sentence is the reader’s translation of `code`',
          required: ['type', 'code', 'title', 'status', 'requestId'],
          properties: {
            type: { type: 'string' },
            code: { enum: Object.keys(problems) },
            title: { type: 'string' },
            status: { type: 'integer' },
            requestId: { type: 'string' },
          },
          additionalProperties: true,
        },
      },
    },
  }
}
