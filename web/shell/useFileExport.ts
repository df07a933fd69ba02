import { asProblem } from '../api.ts'
import { saveFile } from '../design/save-file.ts'
import { toastDone, toastError } from '../design/toast.ts'
import { delicate } from './step-up.ts'
import { useProblemText } from './useProblemText.ts'
import { useSubmit } from './useSubmit.ts'

type File = { name: string /** Asks the server for its text. */; load: () => Promise<string>; done: string }

/** Fetches a file and hands it to the browser’s downloads; asks for the password where the server wants it again. */
export function useFileExport(): { busy: boolean; save: (file: File) => void } {
  const say = useProblemText()
  const { busy, submit } = useSubmit()
  async function download({ name, load, done }: File): Promise<void> {
    try {
      saveFile(name, await delicate(load))
      toastDone(done)
    } catch (error) {
      const problem = asProblem(error)
      // Closing the question for the password is an answer, not a failure.
      if (problem.code !== 'step-up') toastError(say(problem))
    }
  }
  return { busy, save: (file) => void submit(() => download(file)) }
}
