let open = false
const listeners = new Set<() => void>()

function set(next: boolean): void {
  open = next
  for (const listener of listeners) listener()
}

/** Whether to ask for the mailed code as soon as the portal is open; forgotten when the page is loaded again. */
export const codeOffer = {
  isOpen: (): boolean => open,
  open: () => set(true),
  close: () => set(false),
  subscribe(listener: () => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}
