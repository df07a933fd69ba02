import type { Cellar } from '#database/connect.ts'
import { countTrunks } from '../facts.sql.ts'
import { Kept } from '../kept.ts'
import type { Changes } from './changes.ts'
import { onlyQuestion } from './only-question.ts'

/** Is there a way outside? Trunks of the environment are there as long as the process. */
export function keepTrunks(cellar: Cellar, changes: Changes, fixedTrunks: number) {
  const trunks = new Kept<{ any: boolean }>(1, read)

  async function read(): Promise<boolean> {
    const readAt = changes.now()
    const any = fixedTrunks > 0 || (await cellar.asService(countTrunks, onlyQuestion)) > 0
    if (changes.isCurrent('trunks', readAt)) trunks.set('', { any })
    return any
  }

  return {
    any: async (): Promise<boolean> => trunks.get('')?.any ?? read(),
    peek: (): boolean | undefined => trunks.get('')?.any,
    forget: (): void => trunks.clear(),
    growOld: (): void => trunks.growOld(),
  }
}
