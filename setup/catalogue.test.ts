import { describe, expect, test } from 'vitest'
import { auditActions } from '#api/provider/audit.ts'
import { apiRoutes } from '#contract/api.ts'
import { openApiDocument } from '#contract/openapi.ts'
import type { Route } from '#contract/route.ts'
import { permissions } from '#domain/access/permissions.ts'
import { type ProblemCode, problems } from '#domain/problem.ts'
import englishActivity from '#translations/en/activity.ts'
import englishProblems from '#translations/en/problems.ts'
import italianActivity from '#translations/it/activity.ts'
import italianProblems from '#translations/it/problems.ts'

/** Codes, routes, permissions, sentences and the published document: one list each, and they agree. */

const routes = Object.entries(apiRoutes as Record<string, Route>)
const codes = Object.keys(problems) as ProblemCode[]

describe('problems', () => {
  test.each(codes)('%s: a status, a meaning, and a sentence in each language', (code) => {
    const [status, meaning] = problems[code]
    expect(status).toBeGreaterThanOrEqual(400)
    expect(status).toBeLessThan(600)
    expect(meaning).toMatch(/^\p{Lu}/u)
    for (const sentences of [italianProblems, englishProblems]) expect(sentences[code]).toMatch(/^\p{Lu}.*[.]$/u)
  })

  test('no sentence without its problem, but for the one that only the browser knows', () => {
    for (const sentences of [italianProblems, englishProblems])
      expect(Object.keys(sentences).sort()).toEqual([...codes, 'network'].sort())
  })

  /** Facts each problem carries; a sentence may ask for these and no others. */
  const facts: Partial<Record<ProblemCode, string[]>> = {
    'request.malformed': ['fields'],
    busy: ['retryAfter'],
    gate: ['step'],
    throttled: ['retryAfter'],
    'acting.not-allowed': ['reason'],
    'password.refused': ['flaws', 'minimum'],
    'email.code-wrong': ['triesLeft'],
    'email.resend-wait': ['retryAfter'],
    'pin.refused': ['flaws'],
    'draft.conflict': ['by'],
    'import.bad-rows': ['rows'],
    'import.licences': ['service', 'licences', 'lines'],
    'selection.changed': ['count'],
    'paste.too-long': ['most'],
    'selection.too-many': ['most'],
  }
  test.each([
    ['it', italianProblems],
    ['en', englishProblems],
  ])(
    'sentences in %s ask only for facts that come with the problem, and every language for the same',
    (_, sentences) => {
      for (const code of codes) {
        const asked = placeholders(sentences[code])
        for (const name of asked) expect([...(facts[code] ?? []), 'requestId'], code).toContain(name)
        expect(asked.toSorted(), code).toEqual(placeholders(italianProblems[code]).toSorted())
      }
    },
  )

  /** The voice of shared/design/DESIGN.md, section 6. */
  test('nobody is told of an unexpected error, a successful operation or an invalid user', () => {
    for (const sentence of Object.values(italianProblems))
      expect(sentence).not.toMatch(/errore|inaspettat|imprevist|operazione|non valid[oaie]|utente non|\bOK\b|'/i)
  })
})

const placeholders = (sentence: string): string[] =>
  [...sentence.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '')

describe('activity', () => {
  test.each(auditActions)('%s has words in each language', (action) => {
    for (const { what } of [italianActivity, englishActivity]) expect(what[action]).toMatch(/^\p{Lu}/u)
  })

  test('no words without their action, but for what is still to come', () => {
    for (const { what } of [italianActivity, englishActivity])
      expect(Object.keys(what).sort()).toEqual([...auditActions, 'other'].sort())
  })
})

describe('routes', () => {
  test.each(routes)('%s: a summary, a known permission, known problems', (key, route) => {
    expect(route.summary.length).toBeGreaterThan(5)
    expect(Object.keys(permissions)).toContain(route.may)
    for (const code of route.problems ?? []) expect(codes).toContain(code)
    const names = [...key.matchAll(/:(\w+)/g)].map(([, name]) => name)
    expect(Boolean(route.params), 'parameters are described').toBe(names.length > 0)
    if (key.startsWith('GET')) expect(route.body).toBeUndefined()
  })

  test('every permission is used by a route', () => {
    expect([...new Set(routes.map(([, route]) => route.may))].sort()).toEqual(Object.keys(permissions).sort())
  })
})

describe('the published document', () => {
  type Responses = Record<string, { description: string; content?: object }>
  type Operation = {
    operationId: string
    summary: string
    tags: string[]
    parameters: { name: string; in: string; required: boolean; schema: object }[]
    requestBody?: { required: boolean; content: Record<string, { schema: object }> }
    responses: Responses
    security?: unknown[]
  }
  const document = JSON.parse(JSON.stringify(openApiDocument())) as {
    openapi: string
    info: Record<string, unknown>
    paths: Record<string, Record<string, Operation>>
    components: { schemas: Record<string, unknown>; securitySchemes: Record<string, unknown> }
    security: unknown[]
  }
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      path,
      method,
      operation,
      key: `${method.toUpperCase()} ${path}`,
    })),
  )

  test('says what it is', () => {
    expect(document).toMatchObject({
      openapi: '3.1.0',
      info: { title: expect.any(String), version: expect.any(String) },
    })
    expect(Object.keys(document).sort()).toEqual(['components', 'info', 'openapi', 'paths', 'security'])
  })

  test('holds every route, each with an id of its own', () => {
    const keys = routes.map(([key]) => key.replaceAll(/:(\w+)/g, '{$1}'))
    expect(operations.map(({ key }) => key).sort()).toEqual(keys.sort())
    expect(new Set(operations.map(({ operation }) => operation.operationId)).size).toBe(operations.length)
  })

  test.each(operations)('$key: parameters, body and answers are described', ({ path, method, operation }) => {
    const inPath = operation.parameters.filter((parameter) => parameter.in === 'path')
    expect(inPath.map(({ name }) => `{${name}}`)).toEqual(path.match(/\{\w+\}/g) ?? [])
    for (const parameter of inPath) expect(parameter.required).toBe(true)
    for (const { schema } of operation.parameters) expect(schema).toBeTypeOf('object')
    if (operation.requestBody) {
      expect(method).not.toBe('get')
      const { 'application/json': json, 'application/octet-stream': file } = operation.requestBody.content
      expect((json ?? file)?.schema).toMatchObject(
        file ? { type: 'string', format: 'binary' } : { type: 'object', additionalProperties: false },
      )
    }
    const statuses = Object.keys(operation.responses)
    expect(statuses.filter((status) => status.startsWith('2'))).toHaveLength(1)
    for (const [status, { description, content }] of Object.entries(operation.responses)) {
      expect(status).toMatch(/^[2345]\d\d$/)
      expect(description).not.toBe('')
      if (status !== '204') expect(Object.keys(content ?? {})).toHaveLength(1)
    }
    expect(statuses.includes('401')).toBe(!operation.security || operation.responses['401'] !== undefined)
    if (operation.security) expect(operation.security).toEqual([])
  })

  test('every problem appears in it, and its schema lists them all', () => {
    const told = operations
      .flatMap(({ operation }) => Object.values(operation.responses).map(({ description }) => description))
      .join('\n')
    // Where there is no such route there is nothing to describe.
    expect(codes.filter((code) => !told.includes(`\`${code}\``))).toEqual(['method.unknown'])
    expect(document.components.schemas.Problem).toMatchObject({ properties: { code: { enum: codes } } })
  })

  test('every reference leads somewhere', () => {
    for (const [, reference] of JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)) {
      const place = String(reference).replace('#/', '').split('/')
      expect(
        place.reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], document),
        reference,
      ).toBeDefined()
    }
  })

  test('asks for a session everywhere but where anyone may call', () => {
    expect(document.security).toEqual([{ session: [] }])
    const open = operations.filter(({ operation }) => operation.security).map(({ key }) => key)
    const anyone = routes.filter(([, { may }]) => permissions[may].session === 'nobody').map(([key]) => key)
    expect(open.sort()).toEqual(anyone.sort())
  })
})
