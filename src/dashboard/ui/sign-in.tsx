import { useSignal } from "@preact/signals";
import { signIn } from "../state/session.ts";

const ways = [
  { way: "secret", title: "Admin secret" },
  { way: "token", title: "Token" },
] as const;

type Way = (typeof ways)[number]["way"];

export interface SignInProps {
  readonly complaint: string | undefined;
  /** What was given is being tried. */
  readonly isTrying: boolean;
}

/** Asks who it is. What is given stays in this tab, and in the form until it was accepted. */
export function SignIn({ complaint, isTrying }: SignInProps) {
  const way = useSignal<Way>("secret");
  const secret = useSignal("");
  const role = useSignal("");
  const submit = (event: Event) => {
    event.preventDefault();
    if (isTrying) return;
    const value = secret.value.trim();
    signIn({
      ...(way.value === "secret"
        ? { "x-sluice-admin-secret": value }
        : { authorization: `Bearer ${value.replace(/^Bearer\s+/i, "")}` }),
      ...(role.value.trim() !== "" && { "x-sluice-role": role.value.trim() }),
    });
  };
  return (
    <form class="sign-in" onSubmit={submit} aria-labelledby="sign-in-title">
      <h1 id="sign-in-title">Sign in</h1>
      <p>
        This gateway wants to know who looks at its pools. What you give is sent with each request, and forgotten when
        this tab is closed.
      </p>
      {complaint !== undefined && (
        <p class="complaint" role="alert">
          {complaint}
        </p>
      )}
      <fieldset>
        <legend>With</legend>
        {ways.map(({ way: each, title }) => (
          <label key={each}>
            <input
              type="radio"
              name="way"
              value={each}
              checked={way.value === each}
              onChange={() => {
                way.value = each;
              }}
            />
            {title}
          </label>
        ))}
      </fieldset>
      <label>
        {ways.find((each) => each.way === way.value)?.title}
        <input
          type="password"
          autoComplete="off"
          spellcheck={false}
          required
          value={secret.value}
          onInput={({ currentTarget }) => {
            secret.value = currentTarget.value;
          }}
        />
      </label>
      <label>
        Role, where the credentials leave a choice
        <input
          type="text"
          autoComplete="off"
          spellcheck={false}
          value={role.value}
          onInput={({ currentTarget }) => {
            role.value = currentTarget.value;
          }}
        />
      </label>
      <button type="submit" aria-disabled={isTrying}>
        Sign in
      </button>
    </form>
  );
}
