import { installCommand, missingPackages } from '../switchboard/packages.ts'

/** Calls are tested on the real engine or not at all: loudly left out at a desk without it, a failure where CI says so. */
export default function needPackages(): void {
  const missing = missingPackages()
  if (missing.length === 0) return
  const sentence = `No call was tested, packages are missing. ${installCommand(missing)}`
  if (process.env.CI) throw new Error(sentence)
  console.error(`\n  ${sentence}\n`)
  process.exit(0)
}
