/** What we use of the package `smpp`, which has no types of its own. Names are those of SMPP 3.4. */
declare module 'smpp' {
  import type { EventEmitter } from 'node:events'
  import type { Server as NetServer } from 'node:net'

  export type Message = string | Buffer | { udh?: Buffer; message: string | Buffer }

  export interface Fields {
    command_status?: number
    system_id?: string
    password?: string
    system_type?: string
    interface_version?: number
    source_addr_ton?: number
    source_addr_npi?: number
    source_addr?: string
    dest_addr_ton?: number
    dest_addr_npi?: number
    destination_addr?: string
    esm_class?: number
    registered_delivery?: number
    data_coding?: number
    short_message?: Message
    message_payload?: Message
    message_id?: string
    message_state?: number
    final_date?: Date | string
    error_code?: number
    user_message_reference?: number
    receipted_message_id?: string
  }

  export class PDU implements Fields {
    constructor(command: string, fields?: Fields)
    command: string
    command_status: number
    sequence_number: number
    system_id?: string
    password?: string
    source_addr?: string
    destination_addr?: string
    esm_class?: number
    data_coding?: number
    short_message?: Message
    message_payload?: Message
    message_id?: string
    message_state?: number
    user_message_reference?: number
    receipted_message_id?: string
    isResponse(): boolean
    response(fields?: Fields): PDU
  }

  export interface Session extends EventEmitter {
    /** False when the socket takes nothing any more: the PDU was not written. */
    send(pdu: PDU, answered?: (pdu: PDU) => void): boolean
    close(done?: () => void): void
    destroy(done?: () => void): void
  }

  export interface ConnectOptions {
    host: string
    port: number
    tls?: boolean
    servername?: string
    minVersion?: 'TLSv1.2'
    rejectUnauthorized?: boolean
  }

  export interface Server extends NetServer {
    sessions: Session[]
  }

  const smpp: {
    connect(options: ConnectOptions): Session
    createServer(options: { key?: string; cert?: string }, listener: (session: Session) => void): Server
    PDU: typeof PDU
    encodings: { default: string }
  }
  export default smpp
}
