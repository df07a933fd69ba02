import type { FastifyInstance } from 'fastify'
import { Problem } from '#domain/problem.ts'

/** More than any body of the contract has; WebAuthn's responses have four. */
const deepest = 16

/**
 * Reads bodies more strictly than `JSON.parse`: what two readers could understand differently (broken UTF-8, the
 * same key twice, `__proto__`) is refused, and so is what only means to cost time (ASVS 5.0 15.3.5, 15.3.6).
 */
export function readStrictJson(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, async (_: unknown, bytes: Buffer) =>
    parseStrictJson(bytes),
  )
}

/** @throws {Problem} request.malformed */
export function parseStrictJson(bytes: Uint8Array): unknown {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    const value: unknown = JSON.parse(text)
    if (!hasDoubtfulKeys(text)) return value
  } catch {
    // Which byte it was is nothing to tell.
  }
  throw new Problem('request.malformed', { fields: ['body'] })
}

/** Of a text that is JSON: a text that is followed by a colon is a key. */
const marks = /("(?:[^"\\]|\\.)*")(\s*:)?|[{}[\]]/g

function hasDoubtfulKeys(text: string): boolean {
  const open: Set<string>[] = []
  for (const [mark, quoted, colon] of text.matchAll(marks)) {
    if (mark === '{' || mark === '[') {
      if (open.push(new Set()) > deepest) return true
    } else if (mark === '}' || mark === ']') {
      open.pop()
    } else if (quoted && colon) {
      const key = JSON.parse(quoted) as string
      const keys = open.at(-1)
      if (key === '__proto__' || keys?.has(key)) return true
      keys?.add(key)
    }
  }
  return false
}
