import type { ColumnType } from 'kysely'

/** Columns whose value is read and written in different types. */

export type Instant = ColumnType<Date, Date, Date>
export type MaybeInstant = ColumnType<Date | null, Date | null | undefined, Date | null>
export type Json<T> = ColumnType<T, string, string>
export type MaybeJson<T> = ColumnType<T, string | null | undefined, string | null>
