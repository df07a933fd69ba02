import { localStorageColorSchemeManager } from '@mantine/core'

/** Where the chosen scheme is kept; `public/theme.js` reads the same key before the first paint. */
export const colourScheme = localStorageColorSchemeManager({ key: 'osw-theme' })
