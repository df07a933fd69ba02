import { openHouseFrom, runCommand } from './provider/commands/run.ts'

/** `npm run office-smart -- <command>`: what the provider does without the web (spec/product 4). */
process.exitCode = await runCommand(process.argv.slice(2), {
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`${line}\n`),
  openHouse: () => openHouseFrom(process.env),
})
