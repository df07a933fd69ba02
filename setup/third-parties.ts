/** Finds places of built files that would fetch from another host. Links and XML names are no fetches. */

const anotherHost = String.raw`(?:(?:https?|wss?):)?\/\/(?!localhost\b)[\w-]+\.[^"'\x60)\s]+`

const fetches: Readonly<Record<string, readonly RegExp[]>> = {
  html: [
    new RegExp(String.raw`<(?!a\b)\w+\b[^>]*\b(?:src|srcset|data|poster)=["'](${anotherHost})`, 'g'),
    new RegExp(String.raw`<link\b[^>]*\bhref=["'](${anotherHost})`, 'g'),
  ],
  css: [new RegExp(String.raw`(?:url\(|@import)\s*["']?(${anotherHost})`, 'g')],
  js: [
    new RegExp(
      String.raw`\b(?:fetch|import|importScripts|sendBeacon|Worker|WebSocket|EventSource)\(\s*["'\x60](${anotherHost})`,
      'g',
    ),
    new RegExp(String.raw`\bfrom\s*["'](${anotherHost})`, 'g'),
    new RegExp(String.raw`\.src\s*=\s*["'\x60](${anotherHost})`, 'g'),
  ],
}

export function thirdParties(file: string, text: string): string[] {
  const kind = file.slice(file.lastIndexOf('.') + 1)
  return (fetches[kind] ?? []).flatMap((pattern) => [...text.matchAll(pattern)].map((match) => match[1] ?? ''))
}
