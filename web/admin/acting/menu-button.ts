/** Marks the “Azioni” of a line, where the focus returns after its dialogs: the entry that opened them has gone. */
export const menuButton = (lineId: string) => ({ 'data-menu-of': lineId })

/** After the dialog has left the page, which would otherwise take the focus along. */
export function returnToMenu(lineId: string): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-menu-of="${lineId}"]`)?.focus())
}
