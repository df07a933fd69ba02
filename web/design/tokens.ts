import type { CSSVariablesResolver } from '@mantine/core'

/** Colours by role (DESIGN.md 2), for both schemes. `build/tokens.ts` writes them into the stylesheet. */
const light = {
  bg: '#f6f4f1', surface: '#ffffff', 'surface-2': '#fbfaf8', fill: '#f1eeea', 'fill-2': '#e8e4df',
  line: '#e6e2dd', 'line-2': '#d5d0ca', field: '#918d87',
  text: '#201e1a', 'text-2': '#56524d', 'text-3': '#6b6762',
  accent: '#0d5b6b', 'accent-fill': '#146f82', 'accent-fill-hover': 'color-mix(in oklch, var(--accent-fill) 84%, black)', 'on-accent': '#ffffff',
  'accent-soft': '#e2f3f8', 'accent-soft-2': '#cde9f1', 'on-accent-soft': '#094653',
  warm: '#9f5e19', 'warm-fill': '#f8aa62', 'warm-soft': '#fff0e0', 'warm-soft-2': '#ffe1c4', 'on-warm': '#6b3f10',
  ok: '#0c683b', 'ok-fill': '#13804a', 'ok-dot': '#2fa465', 'ok-soft': '#e3f6e9', 'on-ok': '#0d512e',
  err: '#ac2026', 'err-fill': '#cb2b31', 'err-fill-hover': '#ac2026', 'on-err-fill': '#ffffff', 'err-soft': '#ffecea', 'on-err': '#881a1d',
  'shadow-pop': '0 1px 2px rgba(32,30,26,.06), 0 12px 32px -8px rgba(32,30,26,.18)',
  'shadow-seg': '0 1px 3px rgba(32,30,26,.16)', seg: '#ffffff', skel: '#ece9e5',
  'tl-ring': '#146f82', 'on-tl-ring': '#ffffff', 'off-track': '#918d87', 'scrim-ink': '#201e1a', 'mark-bg': '#094653',
}

const dark: typeof light = {
  bg: '#12100e', surface: '#1b1916', 'surface-2': '#201d1a', fill: '#26231f', 'fill-2': '#322e2a',
  line: '#2d2a26', 'line-2': '#3d3935', field: '#827d77',
  text: '#f1efec', 'text-2': '#c9c5c0', 'text-3': '#a39e98',
  accent: '#8fcedf', 'accent-fill': '#62b7cd', 'accent-fill-hover': 'color-mix(in oklch, var(--accent-fill) 72%, white)', 'on-accent': '#06222a',
  'accent-soft': '#10313a', 'accent-soft-2': '#164350', 'on-accent-soft': '#b9e1ec',
  warm: '#ffc18b', 'warm-fill': '#e59445', 'warm-soft': '#38260f', 'warm-soft-2': '#503413', 'on-warm': '#ffd7b4',
  ok: '#88d9a5', 'ok-fill': '#2fa465', 'ok-dot': '#5ac485', 'ok-soft': '#12301f', 'on-ok': '#b4eac5',
  err: '#feaea7', 'err-fill': '#f7827a', 'err-fill-hover': '#feaea7', 'on-err-fill': '#12100e', 'err-soft': '#3d1a19', 'on-err': '#ffcfca',
  'shadow-pop': '0 0 0 1px rgba(255,255,255,.04), 0 16px 40px -8px rgba(0,0,0,.7)',
  'shadow-seg': '0 1px 3px rgba(0,0,0,.5)', seg: '#46413c', skel: '#2a2723',
  'tl-ring': '#17758a', 'on-tl-ring': '#ffffff', 'off-track': '#827d77', 'scrim-ink': '#322e2a', 'mark-bg': '#0d4351',
}

/** What Mantine’s own pieces call these roles. */
const asMantine = {
  'color-body': 'var(--bg)', 'color-text': 'var(--text)', 'color-bright': 'var(--text)', 'color-dimmed': 'var(--text-3)',
  'color-default': 'var(--surface)', 'color-default-hover': 'var(--fill)', 'color-default-color': 'var(--text)',
  'color-default-border': 'var(--line-2)', 'color-placeholder': 'var(--text-3)', 'color-anchor': 'var(--accent)',
  'color-error': 'var(--err)', 'color-success': 'var(--ok)', 'primary-color-filled': 'var(--accent-fill)',
}

const named = (prefix: string, values: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [`--${prefix}${name}`, value]))

export const tokens: CSSVariablesResolver = () => ({
  variables: {},
  light: { ...named('', light), ...named('mantine-', asMantine) },
  dark: { ...named('', dark), ...named('mantine-', asMantine) },
})
