import { afterAll } from 'vitest'
import { closeCellars } from './fresh-cellar.ts'

afterAll(closeCellars)
