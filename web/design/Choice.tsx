import { Select, type SelectProps } from '@mantine/core'
import { IconSelector } from '@tabler/icons-react'

export type ChoiceProps<Value extends string> = Omit<SelectProps, 'data' | 'value' | 'onChange' | 'comboboxProps'> & {
  data: readonly { readonly value: Value; readonly label: string }[]
  value: Value
  onChange: (value: Value) => void
}

/** Exactly one of several. Its list is built when it opens. */
export function Choice<Value extends string>({ data, onChange, ...props }: ChoiceProps<Value>) {
  return (
    <Select
      {...props}
      rightSection={<IconSelector size={16} stroke={1.7} aria-hidden="true" />}
      allowDeselect={false}
      data={[...data]}
      onChange={(value) => {
        const chosen = data.find((option) => option.value === value)
        if (chosen) onChange(chosen.value)
      }}
      comboboxProps={{ keepMounted: false, portalProps: { target: '#overlays' } }}
    />
  )
}
