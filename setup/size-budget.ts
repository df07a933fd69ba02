import { join } from 'node:path'
import { starts } from '#web/shell/starts.ts'
import { readSite } from './built-site.ts'
import { thirdParties } from './third-parties.ts'

/** `node setup/size-budget.ts`, after the build: is each screen as light as promised, and does it stay with us? */

const site = readSite(join(import.meta.dirname, '../dist/web'))

/** Modules that a first visit in Italian asks for later than the page itself. A moved file is an error here. */
const signIn = ['door', 'shell/door-words.it.ts']
const firstRoute = [...signIn, 'portal', 'user/home/HomePage.tsx']
const { file, words } = starts.administrator
const userList = [...signIn, 'portal', `${file}.tsx`, ...words.map((room) => `../translations/it/${room}.ts`)]

const KB = 1_000

const ofKind = (ending: string) => (file: string) => file.endsWith(ending)
const total = (files: readonly string[], weigh: (file: string) => number) =>
  files.reduce((sum, file) => sum + weigh(file), 0)

const atSignIn = site.downloads(signIn)
const atFirstRoute = site.downloads(firstRoute)
const atUserList = site.downloads(userList)

/** What each answer says before its file: security headers above all (spec/security 4.3). */
const headers = 850
const withHeaders = (file: string) => site.served(file) + headers

const budgets: readonly (readonly [name: string, bytes: number, limit: number])[] = [
  ['sign-in, scripts (gzip)', total(atSignIn.filter(ofKind('.js')), site.gzipped), 150 * KB],
  ['sign-in, everything as served', total(atSignIn, site.served), 220 * KB],
  ['first page, everything as served', total(atFirstRoute, site.served), 300 * KB],
  // Answers of the API add 19 KB, the front door's words in a second language 6 KB: less than 300 KB on the wire.
  ['user list, files with their headers', total(atUserList, withHeaders), 265 * KB],
  ['first page, styles (gzip)', total(atFirstRoute.filter(ofKind('.css')), site.gzipped), 25 * KB],
]

const strangers = site.files.flatMap((file) =>
  /\.(?:html|css|js)$/.test(file) ? thirdParties(file, site.text(file)).map((url) => `${file}: ${url}`) : [],
)

for (const [name, bytes, limit] of budgets) {
  const verdict = bytes <= limit ? 'ok' : 'TOO HEAVY'
  console.log(`${name.padEnd(36)}${(bytes / KB).toFixed(1).padStart(7)} of ${limit / KB} KB  ${verdict}`)
}
for (const stranger of strangers) console.log(`fetches from elsewhere: ${stranger}`)

const kept = budgets.every(([, bytes, limit]) => bytes <= limit) && strangers.length === 0
process.exitCode = kept ? 0 : 1
