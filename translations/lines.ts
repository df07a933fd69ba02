/** Several sentences under one key of a translation, one a line: i18next’s types cannot follow lists. */
export const lines = (...sentences: readonly string[]): string => sentences.join('\n')

/** The sentences again. */
export const sentencesOf = (text: string): readonly string[] => text.split('\n').filter(Boolean)
