import type { ProtocolErrorData } from './errors.ts';

/** What travels: requests one way, answers and events the other. Plain data only. */
export type RequestMessage = {
  readonly id: number;
  readonly method: string;
  readonly params: unknown;
};
type ResponseMessage =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly error: ProtocolErrorData };
type EventMessage = { readonly event: string; readonly data: unknown };
export type ServerMessage = ResponseMessage | EventMessage;

/** One end of a connection; IPC, WebSocket and memory each bring one. */
export interface Transport<Out, In> {
  send(message: Out): void;
  onMessage(listener: (message: In) => void): void;
  onClose(listener: () => void): void;
  close(): void;
}

export type ClientTransport = Transport<RequestMessage, ServerMessage>;
export type ServerTransport = Transport<ServerMessage, RequestMessage>;
