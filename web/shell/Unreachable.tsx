import type { Problem } from '../api.ts'
import { LoadError } from '../design/LoadError.tsx'
import { useProblemText } from './useProblemText.ts'

/** The server did not say where the session stands: tries again by itself, and on request. */
export function Unreachable({ problem, onRetry }: { problem: Problem; onRetry: () => void }) {
  const say = useProblemText()
  const { requestId } = problem.facts
  return (
    <main id="content" tabIndex={-1}>
      <LoadError
        level={1}
        title={say(problem)}
        code={typeof requestId === 'string' ? requestId : undefined}
        onRetry={onRetry}
      />
    </main>
  )
}
