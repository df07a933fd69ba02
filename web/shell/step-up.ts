import { asProblem, type ScreenCode } from '../api.ts'

const needsPassword: readonly ScreenCode[] = ['step-up', 'session.remembered']

let answer: ((given: boolean) => void) | null = null
const listeners = new Set<() => void>()

/** Whether the password is being asked for; `StepUpDialog` follows it. */
export const stepUp = {
  asking: (): boolean => answer !== null,
  subscribe(listener: () => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  settle(given: boolean): void {
    answer?.(given)
    answer = null
    for (const listener of listeners) listener()
  },
}

function askPassword(): Promise<boolean> {
  stepUp.settle(false)
  return new Promise((resolve) => {
    answer = resolve
    for (const listener of listeners) listener()
  })
}

/**
 * Does something the server may want the password for (spec/security 2.7): asks for it then, and does it again.
 * `await delicate(() => api('POST /api/me/pin', { body }))`
 * @throws {Problem} the first refusal, when the person would rather not
 */
export async function delicate<T>(send: () => Promise<T>): Promise<T> {
  try {
    return await send()
  } catch (error) {
    const problem = asProblem(error)
    if (!needsPassword.includes(problem.code) || !(await askPassword())) throw problem
    return await send()
  }
}
