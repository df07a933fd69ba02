export type Toast = {
  readonly id: number
  readonly text: string
  readonly tone: 'done' | 'error'
  /** Takes it back; the notice then stays 10 seconds instead of 6. */
  readonly undo?: (() => void) | undefined
}

let shown: readonly Toast[] = []
let next = 1
const listeners = new Set<() => void>()

function change(toasts: readonly Toast[]): void {
  shown = toasts
  for (const listener of listeners) listener()
}

/** The notices on screen, for `Toasts`. */
export const toasts = {
  current: () => shown,
  subscribe(listener: () => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  close: (id: number) => change(shown.filter((toast) => toast.id !== id)),
}

/** Says that something is done, with a way back when there is one. */
export function toastDone(text: string, undo?: () => void): void {
  change([...shown.slice(-2), { id: next++, text, tone: 'done', undo }])
}

/** Says what did not happen; stays until it is closed. */
export function toastError(text: string): void {
  change([...shown.slice(-2), { id: next++, text, tone: 'error' }])
}
