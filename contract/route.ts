import type { z } from 'zod'
import type { Action } from '#domain/access/permissions.ts'
import type { ProblemCode } from '#domain/problem.ts'

/** One entry of the API: `'METHOD /path'` is its key in the room's table. */
export type Route = {
  /** One line for the published document. */
  readonly summary: string
  /** Who may call: a sentence of `domain/access/permissions.ts`. */
  readonly may: Action
  readonly params?: z.ZodType
  readonly query?: z.ZodType
  readonly body?: z.ZodType
  /** Bytes of a body that may be larger than the usual 16 KiB. */
  readonly largestBody?: number
  /** The body is a file, as its bytes (`application/octet-stream`): at most so many. The guard lets in before it reads. */
  readonly upload?: number
  /** The answer's shape; absent: 204 without a body. `'csv'`, `'wav'`, `'pdf'`: a file, called `file`. */
  readonly answer?: z.ZodType | 'csv' | 'wav' | 'pdf'
  readonly file?: string
  /** Problems beside those every route can give (malformed, unexpected, what `may` implies). */
  readonly problems?: readonly ProblemCode[]
}

export type RouteTable = Readonly<Record<`${'GET' | 'POST' | 'PATCH' | 'DELETE'} /api/${string}`, Route>>

/** Keeps the literal types of a table, so that client and server infer from it. */
export const routes = <const T extends RouteTable>(table: T): T => table

type Output<S> = S extends z.ZodType ? z.output<S> : undefined
type Input<S> = S extends z.ZodType ? z.input<S> : undefined

/** What a handler receives and returns, and what a caller sends and gets, by route. */
export type Received<R extends Route> = {
  params: Output<R['params']>
  query: Output<R['query']>
  body: Output<R['body']>
  file: R['upload'] extends number ? Buffer : undefined
}
export type Sent<R extends Route> = {
  [K in 'params' | 'query' | 'body' as R[K] extends z.ZodType ? K : never]: Input<R[K]>
} & (R['upload'] extends number ? { file: Blob } : unknown)
export type Answered<R extends Route> = R['answer'] extends z.ZodType
  ? z.output<R['answer']>
  : R['answer'] extends 'csv'
    ? string
    : R['answer'] extends 'wav' | 'pdf'
      ? Blob
      : undefined
