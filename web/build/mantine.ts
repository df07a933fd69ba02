import type { Plugin } from 'vite'

/**
 * Leaves out Mantine's own `<style>` of colours and sizes, which the CSP forbids (tokens.ts has put them into the
 * stylesheet) and which computes all of them once more as soon as its file is there.
 */
export function mantinePlugin(): Plugin {
  return {
    name: 'osw-mantine',
    enforce: 'pre',
    load: {
      filter: { id: /@mantine\/core\/esm\/core\/MantineProvider\/MantineCssVariables\/MantineCssVariables\.mjs$/ },
      handler: () => 'export function MantineCssVariables() { return null }',
    },
  }
}
