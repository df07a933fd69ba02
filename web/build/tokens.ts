import {
  convertCssVariables,
  DEFAULT_THEME,
  deepMerge,
  defaultCssVariablesResolver,
  mergeMantineTheme,
} from '@mantine/core'
import type { Plugin } from 'vite'
import { palette, theme } from '../design/theme.ts'
import { tokens } from '../design/tokens.ts'

/** Ramps of Mantine that the palette does not have; nothing may refer to them. */
const unused = Object.keys(DEFAULT_THEME.colors).filter((color) => !(color in palette))

function withoutUnused(variables: Record<string, string>): Record<string, string> {
  const isUnused = (name: string) => unused.some((color) => name.startsWith(`--mantine-color-${color}-`))
  return Object.fromEntries(Object.entries(variables).filter(([name]) => !isUnused(name)))
}

/** The variables that `MantineProvider` would put into a `<style>`, which the CSP forbids. */
export function stylesheetOfTokens(): string {
  const whole = mergeMantineTheme(DEFAULT_THEME, theme)
  const { variables, light, dark } = deepMerge(defaultCssVariablesResolver(whole), tokens(whole))
  const css = convertCssVariables(
    { variables: withoutUnused(variables), light: withoutUnused(light), dark: withoutUnused(dark) },
    ':root',
  )
  // No heavier than `:root`, so that the server’s `/brand.css`, which comes later, may change a colour.
  return css.replace(/:root(\[[^\]]+\])/g, ':root:where($1)')
}

const place = '/* osw-tokens */'

/** Fills `design/tokens.css`. */
export function tokensPlugin(): Plugin {
  return {
    name: 'osw-tokens',
    enforce: 'pre',
    transform(code, id) {
      return id.endsWith('/design/tokens.css') ? code.replace(place, stylesheetOfTokens) : undefined
    },
  }
}
