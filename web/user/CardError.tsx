import type { Problem } from '../api.ts'
import { LoadError } from '../design/LoadError.tsx'

/** A part of the page that could not be read, with the code that finds the failure in the server’s log. */
export function CardError({ title, problem, onRetry }: { title: string; problem: Problem; onRetry: () => void }) {
  const { requestId } = problem.facts
  return <LoadError title={title} code={typeof requestId === 'string' ? requestId : undefined} onRetry={onRetry} />
}
