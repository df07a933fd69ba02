import { Client } from 'pg'
import type { TestProject } from 'vitest/node'
import { startThrowawayPostgres } from '#setup/throwaway-postgres.ts'
import { connect } from '../connect.ts'
import { migrate } from '../migrate.ts'
import './cellar-source.ts'

const MIGRATED = 'migrated'

/** Starts a cluster for this run and migrates the database that every test file gets a copy of. */
export default async function prepare(project: TestProject): Promise<() => Promise<void>> {
  const cluster = await startThrowawayPostgres()
  try {
    const client = new Client(cluster.url)
    await client.connect()
    await client.query(`create database ${MIGRATED}`)
    await client.end()
    const cellar = await connect({ databaseUrl: cluster.urlOf(MIGRATED) })
    await migrate(cellar)
    await cellar.close()
  } catch (error) {
    await cluster.stop()
    throw error
  }
  project.provide('cellarSource', { engine: 'postgres', url: cluster.url, empty: 'template1', migrated: MIGRATED })
  return () => cluster.stop()
}
