import { type Ref, useEffect, useImperativeHandle, useState } from 'react'
import type { useSubmit } from '../../../shell/useSubmit.ts'
import type { Profile } from '../../my-profile.ts'
import { type Box, useAskedBox } from './asked-box.ts'

/** What Conferma in a box calls. The fields live only while the box is open, so Annulla forgets them. */
export type BoxForm = { readonly confirm: () => void }

export type BoxProps = { profile: Profile; onDirty: (box: Box, dirty: boolean) => void }

export type BoxFormProps = BoxProps & {
  ref: Ref<BoxForm>
  submitting: ReturnType<typeof useSubmit>
  onDone: () => void
}

/** Open or not; something else on the page may ask for it. */
export function useBox(box: Box): [open: boolean, setOpen: (open: boolean) => void] {
  const { asked, ask } = useAskedBox()
  const [open, setOpen] = useState(false)
  useEffect(() => {
    if (asked !== box) return
    setOpen(true)
    ask(null)
  }, [asked, ask, box])
  return [open, setOpen]
}

/** Ties the fields of a box to its Conferma, and tells whether something in them is not confirmed yet. */
export function useBoxForm(
  ref: Ref<BoxForm>,
  box: Box,
  confirm: () => void,
  dirty: boolean,
  onDirty: BoxProps['onDirty'],
) {
  useImperativeHandle(ref, () => ({ confirm }))
  useEffect(() => onDirty(box, dirty), [onDirty, box, dirty])
  useEffect(() => () => onDirty(box, false), [onDirty, box])
}
