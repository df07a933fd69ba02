export { default as access } from '#translations/en/access.ts'
export { default as problems } from '#translations/en/problems.ts'
export { default as shell } from '#translations/en/shell.ts'
