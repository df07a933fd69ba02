/** Reading an answer as text takes this mark away; without it a spreadsheet garbles accents. */
const mark = '\ufeff'

/** Hands a CSV text to the browser’s downloads. */
export function saveFile(name: string, text: string): void {
  const whole = text.startsWith(mark) ? text : mark + text
  saveBlob(name, new Blob([whole], { type: 'text/csv;charset=utf-8' }))
}

/** Hands a file to the browser’s downloads. */
export function saveBlob(name: string, file: Blob): void {
  const address = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
