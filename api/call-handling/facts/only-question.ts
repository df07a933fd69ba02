/** A transaction of one reading statement: one message to the database (decision 0002). */
export const onlyQuestion = { readOnly: true, once: true }
