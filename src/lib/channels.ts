import { channel } from "node:diagnostics_channel";

/** A `node:diagnostics_channel` whose messages have one type. Publishing without a listener costs one property read. */
export interface Channel<Message> {
  readonly name: string;
  readonly hasSubscribers: boolean;
  publish(message: Message): void;
  /** Returns a disposer. */
  subscribe(listener: (message: Message) => void): () => void;
}

function createChannel<Message>(name: string): Channel<Message> {
  const inner = channel(name);
  return {
    name,
    get hasSubscribers() {
      return inner.hasSubscribers;
    },
    publish: (message) => inner.publish(message),
    subscribe(listener) {
      // The channel is made here and only typed publishers reach it, so the message is what it says.
      const onMessage = (message: unknown) => listener(message as Message);
      inner.subscribe(onMessage);
      return () => {
        inner.unsubscribe(onMessage);
      };
    },
  };
}

/** One statement that was answered, or that failed. */
export interface StatementMessage {
  /** The request's context: what tells one request's statements from another's. */
  readonly request: object;
  readonly database: string;
  readonly sql: string;
  /** From asking the pool for a connection to having the answer, in milliseconds. */
  readonly ms: number;
  /** Rows of the root field or, for a link, of all parents together; 0 when it failed. */
  readonly rows: number;
}

/** `sluice:statement`: each statement that a request sent. */
export const statementChannel: Channel<StatementMessage> = createChannel("sluice:statement");
