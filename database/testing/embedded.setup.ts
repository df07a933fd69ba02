import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { makeCellar } from '../cellar.ts'
import { openEmbedded } from '../embedded.ts'
import { migrate } from '../migrate.ts'
import './cellar-source.ts'

/** Keeps one embedded database as tarballs, empty and migrated: beginning from one costs a quarter of a first start. */
export default async function prepare(project: TestProject): Promise<() => Promise<void>> {
  const directory = await mkdtemp(join(tmpdir(), 'office-smart-snapshot-'))
  const connections = await openEmbedded({}, console.error)
  const keep = async (name: string): Promise<string> => {
    const path = join(directory, name)
    await writeFile(path, (await connections.dump()).stream())
    return path
  }
  const empty = await keep('empty.tar')
  await migrate(makeCellar(connections, console.error))
  const migrated = await keep('migrated.tar')
  await connections.close()
  project.provide('cellarSource', { engine: 'embedded', empty, migrated })
  return () => rm(directory, { recursive: true, force: true })
}
