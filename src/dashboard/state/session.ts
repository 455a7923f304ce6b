import { signal } from "@preact/signals";
import { ask } from "../gateway/ask.ts";
import { type Credentials, forgetCredentials, saveCredentials, savedCredentials } from "../gateway/credentials.ts";
import type { Refusal } from "../gateway/refusal.ts";
import type { TypedDocumentString } from "../generated/operations.ts";
import { Watching } from "./watching.ts";

export type Session =
  | { readonly state: "opening" }
  | { readonly state: "open" }
  /** Who asks has to say who they are; `complaint` where they have, and it did not do. */
  | { readonly state: "signIn"; readonly complaint: string | undefined; readonly isTrying: boolean };

export const session = signal<Session>({ state: "opening" });

let credentials: Credentials = {};
let watching: Watching | undefined;

/** Begins with what this tab knows. */
export function begin(): void {
  session.value = { state: "opening" };
  open(savedCredentials());
}

export function signIn(given: Credentials): void {
  saveCredentials(given);
  session.value = { state: "signIn", complaint: undefined, isTrying: true };
  open(given);
}

export function signOut(): void {
  forgetCredentials();
  leave();
  credentials = {};
  session.value = { state: "signIn", complaint: undefined, isTrying: false };
}

/** Whether there is something to sign out of. */
export function isSignedIn(): boolean {
  return Object.keys(credentials).length > 0;
}

/** Sends an operation with the credentials of this session. */
export function send<Data, Variables>(
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
): Promise<Data> {
  return ask(document, variables, credentials);
}

function open(given: Credentials): void {
  leave();
  credentials = given;
  watching = new Watching({
    credentials,
    onOpen: () => {
      session.value = { state: "open" };
    },
    onRefused: (refusal) => {
      const complaint = isSignedIn() ? complaintOf(refusal) : undefined;
      forgetCredentials();
      leave();
      credentials = {};
      session.value = { state: "signIn", complaint, isTrying: false };
    },
  });
}

function leave(): void {
  watching?.end();
  watching = undefined;
}

function complaintOf({ code, message }: Refusal): string {
  if (code === "UNAUTHENTICATED") return message;
  return `You are known to the gateway, but your role may not look at pools: it needs the gateway right "pools". ${code === "FORBIDDEN" ? message : ""}`.trim();
}
