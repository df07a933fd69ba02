import { test as base, expect, type Page } from '@playwright/test'
import { type AcceptanceHouse, openHouse } from './house.ts'

/**
 * `test` of the stories: a house of one's own for every story, and a page that fails the story when the portal
 * breaks its own content policy, throws, or asks anything of another address.
 */
const testIn = <House extends AcceptanceHouse>(open: () => Promise<House>) =>
  base.extend<{ house: House; watched: undefined }>({
    house: [
      // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the parameter's shape.
      async ({}, use) => {
        const house = await open()
        await use(house)
        await house.close()
      },
      { timeout: 300_000 },
    ],
    watched: [
      async ({ context, house }, use) => {
        const complaints: string[] = []
        const watch = (page: Page) => {
          // Without a network the browser cannot fetch ahead; what that means for a person is a story of its own.
          page.on('pageerror', (error) => {
            if (!/Unable to preload|dynamically imported module/.test(error.message))
              complaints.push(`error on the page: ${error.message}`)
          })
          page.on('console', (message) => {
            if (/Content Security Policy|Trusted ?(Type|HTML|Script)/i.test(message.text()))
              complaints.push(message.text())
          })
          page.on('request', (request) => {
            const { hostname, protocol } = new URL(request.url())
            if (protocol.startsWith('http') && hostname !== 'localhost') complaints.push(`asked ${hostname}`)
          })
        }
        context.on('page', watch)
        context.pages().forEach(watch)
        await use(undefined)
        expect(complaints, `at ${house.portal}`).toEqual([])
      },
      { auto: true },
    ],
  })

export const test = testIn(() => openHouse())

/**
 * `test` of a file whose stories leave the house as the next one needs it: opened before the first, closed after the last.
 * Whoever calls it says so once at the top of the file; a story that fails takes the house with it.
 */
export function testInOneHouse() {
  let opened: Promise<AcceptanceHouse> | undefined
  const shared = testIn(async () => {
    opened ??= openHouse()
    const house = await opened
    return Object.assign(Object.create(house) as AcceptanceHouse, { close: async () => undefined })
  })
  shared.afterAll(async () => (await opened)?.close())
  return shared
}

export { expect, testIn }
