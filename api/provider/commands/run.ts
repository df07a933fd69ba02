import { userInfo } from 'node:os'
import { parseArgs } from 'node:util'
import { Refusal } from '#domain/provider/refusal.ts'
import { isLanguage } from '#translations/index.ts'
import { buildHouse, type RunningHouse } from '../../build.ts'
import { readConfig } from '../../config.ts'
import { activate } from './activate.ts'
import { auditCheck } from './audit-check.ts'
import { type Command, type Console, type ExitCode, type Typed, UsageError } from './command.ts'
import { rotatePassword } from './rotate-password.ts'
import { seed } from './seed.ts'
import { staffAdd } from './staff-add.ts'
import { supportRestore } from './support-restore.ts'
import { trunk } from './trunk.ts'
import { fill, refusalSentence, wordsIn } from './words.ts'

const commands: Readonly<Record<string, Command>> = {
  activate,
  'support-restore': supportRestore,
  'rotate-password': rotatePassword,
  trunk,
  'staff-add': staffAdd,
  'audit-check': auditCheck,
  seed,
}

export type Surroundings = {
  readonly out: (line: string) => void
  readonly err: (line: string) => void
  /** Opens the cellar and what is above it, without the HTTP server. */
  readonly openHouse: () => Promise<RunningHouse>
}

/** The same parts as the server’s, from the same environment; its log would only disturb a terminal. */
export const openHouseFrom = (env: NodeJS.ProcessEnv): Promise<RunningHouse> =>
  buildHouse(readConfig({ LOG_LEVEL: 'silent', ...env }))

/** Runs one command of the provider and answers its exit code; only what nobody foresaw is thrown. */
export async function runCommand(argv: readonly string[], { out, err, openHouse }: Surroundings): Promise<ExitCode> {
  const language = languageOf(argv)
  const words = wordsIn(language)
  const [name, ...rest] = argv
  if (name === undefined || argv.includes('--help')) {
    for (const line of words.help) out(line)
    return name === undefined ? 2 : 0
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command) {
    err(fill(words.usage.unknownCommand, { command: name }))
    return 2
  }
  const console: Console = { out, err, words, language, operator: userInfo().username }
  try {
    const work = await command.prepare(typedFor(command, rest, console), console)
    const house = await opened(openHouse, console)
    if (!house) return 3
    try {
      return await work(house)
    } finally {
      await house.close()
    }
  } catch (error) {
    if (error instanceof UsageError) err(error.message)
    else if (error instanceof Refusal) err(refusalSentence(words, error))
    else throw error
    return error instanceof UsageError ? 2 : 1
  }
}

function languageOf(argv: readonly string[]): 'it' | 'en' {
  const joined = argv.find((word) => word.startsWith('--language='))?.slice('--language='.length)
  const tag = joined ?? argv[argv.indexOf('--language') + 1]
  return argv.some((word) => word.startsWith('--language')) && isLanguage(tag) ? tag : 'it'
}

function typedFor(command: Command, args: string[], { words }: Console): Typed {
  try {
    const options = { ...command.options, language: { type: 'string' } } as const
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
    return { words: positionals, options: values as Typed['options'] }
  } catch (error) {
    throw new UsageError(fill(words.usage.unknownOption, { detail: error instanceof Error ? error.message : '' }))
  }
}

/** Says why the portal cannot be opened: most of the time because the server has its embedded database open. */
async function opened(
  openHouse: Surroundings['openHouse'],
  { err, words }: Console,
): Promise<RunningHouse | undefined> {
  try {
    return await openHouse()
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    err(/is in use by another process/.test(detail) ? words.usage.inUse : fill(words.usage.notOpen, { detail }))
    return undefined
  }
}
