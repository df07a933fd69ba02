import { execFile } from 'node:child_process'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { freePort, isFree } from './ports.ts'

const ports = join(import.meta.dirname, 'ports.ts')

/** What a process is given that begins its search where another one did. */
async function givenTo(pid: number): Promise<number> {
  const script = `Object.defineProperty(process, 'pid', { value: ${pid} })
    const { freePort } = await import(${JSON.stringify(ports)})
    process.stdout.write(String(await freePort()))`
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script])
  return Number(stdout)
}

test('a port is given once, also when nobody listens there yet', async () => {
  const first = await freePort()
  const second = await freePort()
  expect(second).not.toBe(first)
  expect(await isFree('127.0.0.1', first)).toBe(true)
  expect([first, second]).not.toContain(await givenTo(process.pid))
})

test('a port where somebody listens is passed over', async () => {
  const server = createServer()
  const port = (await freePort()) + 1
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  expect(await isFree('127.0.0.1', port)).toBe(false)
  expect(await freePort()).not.toBe(port)
  server.close()
})
