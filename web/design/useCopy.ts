import { useState } from 'react'

type Copied = 'copied' | 'selected'

/** Copies a text; where a page may not (no https), marks it on screen so that one key copies it. */
export function useCopy(): [Copied | null, (text: string, shown: HTMLElement | null) => Promise<void>] {
  const [copied, setCopied] = useState<Copied | null>(null)
  async function copy(text: string, shown: HTMLElement | null): Promise<void> {
    try {
      await navigator.clipboard.writeText(text)
      setCopied('copied')
    } catch {
      if (shown) getSelection()?.selectAllChildren(shown)
      setCopied('selected')
    }
  }
  return [copied, copy]
}
