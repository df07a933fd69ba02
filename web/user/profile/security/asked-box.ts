import { createContext, useContext } from 'react'

export const boxes = ['password', 'pin', 'email'] as const
export type Box = (typeof boxes)[number]

export const isBox = (name: string): name is Box => boxes.some((box) => box === name)

/** A box of Sicurezza that something else on the page, or its address (`/profilo#pin`), asks to open. */
export type AskedBox = { readonly asked: Box | null; readonly ask: (box: Box | null) => void }

export const AskedBoxContext = createContext<AskedBox>({ asked: null, ask() {} })

export const useAskedBox = (): AskedBox => useContext(AskedBoxContext)
