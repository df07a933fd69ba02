import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { makeCellar } from '../cellar.ts'
import { openEmbedded } from '../embedded.ts'
import { migrate } from '../migrate.ts'
import './cellar-source.ts'

/** Migrates one embedded database and keeps its tarball: beginning from it costs a quarter of a first start. */
export default async function prepare(project: TestProject): Promise<() => Promise<void>> {
  const connections = await openEmbedded({}, console.error)
  await migrate(makeCellar(connections, console.error))
  const directory = await mkdtemp(join(tmpdir(), 'office-smart-snapshot-'))
  const snapshot = join(directory, 'migrated.tar')
  await writeFile(snapshot, (await connections.dump()).stream())
  await connections.close()
  project.provide('cellarSource', { engine: 'embedded', snapshot })
  return () => rm(directory, { recursive: true, force: true })
}
