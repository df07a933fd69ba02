import type { HtmlTagDescriptor, Plugin, Rolldown } from 'vite'
import english from '../../translations/en/shell.ts'
import italian from '../../translations/it/shell.ts'

/** The application chunk and everything it imports: fetched with the page, not after `main` has run. */
function early(bundle: Rolldown.OutputBundle): Set<string> {
  const found = new Set<string>()
  const visit = (fileName: string) => {
    const output = bundle[fileName]
    if (found.has(fileName) || output?.type !== 'chunk') return
    found.add(fileName)
    output.imports.forEach(visit)
  }
  for (const output of Object.values(bundle)) {
    if (output.type === 'chunk' && output.name === 'App') visit(output.fileName)
  }
  return found
}

/** Finishes `index.html`: words for browsers that run no script, and links that start downloads early. */
export function pagePlugin(): Plugin {
  return {
    name: 'osw-page',
    transformIndexHtml: {
      order: 'post',
      handler(html, context) {
        // The brand comes after our stylesheets, because its own one changes their colours.
        const branded = html.replace(/<!--osw-brand-->\s*/, '').replace('</head>', '  <!--osw-brand-->\n  </head>')
        const page = branded.replaceAll(
          /%still\.(\w+)%/g,
          (_, key: keyof typeof italian.still) =>
            `${italian.still[key]}<br><span lang="en">${english.still[key]}</span>`,
        )
        const bundle = context.bundle ?? {}
        const tags: HtmlTagDescriptor[] = []
        for (const { fileName } of Object.values(bundle)) {
          if (!/figtree-latin-wght-normal.*\.woff2$/.test(fileName)) continue
          tags.push({
            tag: 'link',
            attrs: { rel: 'preload', as: 'font', type: 'font/woff2', crossorigin: true, href: `/${fileName}` },
            injectTo: 'head',
          })
        }
        for (const fileName of early(bundle)) {
          if (html.includes(fileName)) continue
          tags.push({
            tag: 'link',
            attrs: { rel: 'modulepreload', crossorigin: true, href: `/${fileName}` },
            injectTo: 'head',
          })
        }
        return { html: page, tags }
      },
    },
  }
}
