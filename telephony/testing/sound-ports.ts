import { reserve } from '../switchboard/ports.ts'

/** Between the scripted phones' ports and those of the demo's outside world. */
const [first, blocks, width] = [20_000, 13, 400]

/**
 * First and last port for the sound of one relay, given to nobody else on this machine while this process lives: rtpengine
 * takes a port that another rtpengine has already (SO_REUSEADDR), and each hears half of the other's calls.
 */
export async function freeSoundPorts(): Promise<[first: number, last: number]> {
  for (let tries = 0; tries < blocks; tries += 1) {
    const from = first + width * ((process.pid + tries) % blocks)
    if (await reserve(`sound-${from}`)) return [from, from + width - 2]
  }
  throw new Error(`All ${blocks} blocks of ports for sound are taken`)
}
