import { useSignal } from "@preact/signals";
import { Refusal } from "../gateway/refusal.ts";
import { send } from "../state/session.ts";
import type { Watched } from "../state/watched.ts";
import { Confirm } from "./confirm.tsx";
import { ResizeFields } from "./resize-fields.tsx";
import { type Numbers, type Verb, verbs } from "./verb-words.ts";

/** What an operator can do with a pool; each is asked about before it is done. */
export function Verbs({ watched }: { readonly watched: Watched }) {
  const asked = useSignal<Verb | undefined>(undefined);
  const isBusy = useSignal(false);
  const complaint = useSignal<string | undefined>(undefined);
  const done = useSignal("");
  const { size, overflow } = watched.settings;
  const numbers = useSignal<Numbers>({ size, overflow });
  const verb = asked.value;

  const ask = (next: Verb) => {
    numbers.value = { size, overflow };
    complaint.value = undefined;
    done.value = "";
    asked.value = next;
  };
  const act = async (chosen: Verb) => {
    isBusy.value = true;
    try {
      await chosen.send(send, watched.database, numbers.value);
      done.value = chosen.done(watched.database, numbers.value);
      asked.value = undefined;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      complaint.value = error.isAboutAccess
        ? `Your role may not do this: it needs the gateway right "verbs". ${error.message}`
        : error.message;
    } finally {
      isBusy.value = false;
    }
  };

  return (
    <div class="verbs">
      {verbs.map((each) => {
        const why = each.unless(watched);
        return (
          <button
            key={each.title}
            type="button"
            aria-disabled={why !== undefined}
            title={why}
            onClick={() => why === undefined && ask(each)}
          >
            {each.title} …
          </button>
        );
      })}
      <output class="done">{done.value}</output>
      {verb && (
        <Confirm
          key={verb.title}
          title={`${verb.title} ${watched.database}?`}
          action={verb.title}
          isDangerous={verb.isDangerous}
          isBusy={isBusy.value}
          complaint={complaint.value}
          onConfirm={() => void act(verb)}
          onCancel={() => {
            asked.value = undefined;
          }}
        >
          {verb.hasNumbers && <ResizeFields numbers={numbers} settings={watched.settings} />}
          <p>{verb.warn(watched)}</p>
        </Confirm>
      )}
    </div>
  );
}
