/** A sentence whose important words stand between `<b>` and `</b>` in the translations. */
export function Rich({ text }: { text: string }) {
  return text.split(/<\/?b>/).map((part, index) => {
    const key = `${index}-${part}`
    return index % 2 === 1 ? (
      <b key={key}>
        <bdi>{part}</bdi>
      </b>
    ) : (
      <span key={key}>{part}</span>
    )
  })
}
