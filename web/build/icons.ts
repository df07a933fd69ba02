import type { Plugin } from 'vite'

const barrel = /import\s*\{([^}]+)\}\s*from\s*['"]@tabler\/icons-react['"];?/g

/** Turns `import { IconPhone } from '@tabler/icons-react'` into imports of those files: not all 6,000 are read. */
export function iconsPlugin(): Plugin {
  return {
    name: 'osw-icons',
    enforce: 'pre',
    transform: {
      filter: { id: /\/web\/.*\.tsx?$/, code: '@tabler/icons-react' },
      handler(code) {
        return code.replaceAll(barrel, (statement, names: string) =>
          names.includes('type ')
            ? statement
            : names
                .split(',')
                .map((name) => name.trim())
                .filter(Boolean)
                .map((name) => `import ${name} from '@tabler/icons-react/dist/esm/icons/${name}.mjs'`)
                .join(';'),
        )
      },
    },
  }
}
