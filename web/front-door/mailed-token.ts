import { useState } from 'react'

let kept: { readonly path: string; readonly token: string } | null = null

/**
 * The token of a mailed link, from the part of the address that no server sees (`#t=…`). It leaves the address
 * bar and the history at once, and stays only in memory, for the page it came to.
 */
export function useMailedToken(): { token: string | null; drop: () => void } {
  const [token, setToken] = useState(take)
  return {
    token,
    drop() {
      kept = null
      setToken(null)
    },
  }
}

function take(): string | null {
  const path = location.pathname
  const token = new URLSearchParams(location.hash.slice(1)).get('t')
  if (location.hash) history.replaceState(history.state, '', path + location.search)
  if (token && /^[A-Za-z0-9_-]{43}$/.test(token)) kept = { path, token }
  return kept?.path === path ? kept.token : null
}
