export { default as access } from '#translations/it/access.ts'
export { default as problems } from '#translations/it/problems.ts'
export { default as shell } from '#translations/it/shell.ts'
