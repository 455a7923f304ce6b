import { useSignal } from "@preact/signals";
import { Refusal } from "../gateway/refusal.ts";
import { type DetailsQuery, ResetStatementsDocument } from "../generated/operations.ts";
import { send } from "../state/session.ts";
import { count, milliseconds } from "../words/numbers.ts";
import { lasting } from "../words/times.ts";
import { Confirm } from "./confirm.tsx";
import { Sql } from "./sql.tsx";
import { Table } from "./table.tsx";

type Statement = NonNullable<DetailsQuery["pool"]>["statements"][number];

export interface StatementsProps {
  readonly database: string;
  readonly statements: readonly Statement[] | undefined;
}

const columns = [
  { title: "Operations" },
  { title: "Total", isNumber: true },
  { title: "Count", isNumber: true },
  { title: "Mean ms", isNumber: true },
  { title: "Max ms", isNumber: true },
  { title: "Rows", isNumber: true },
  { title: "Errors", isNumber: true },
  { title: "Statement" },
] as const;

/** Which statements cost the time. */
export function Statements({ database, statements }: StatementsProps) {
  return (
    <section class="panel whole" aria-labelledby="statements">
      <h2 id="statements">
        Slowest statements <span class="unit">by the time they took in total</span>
        {statements && statements.length > 0 && <CountAnew database={database} />}
      </h2>
      {statements?.length === 0 && <p class="none">None was sent since they are counted.</p>}
      {statements && statements.length > 0 && (
        <Table label="Slowest statements" columns={columns}>
          {statements.map((each) => (
            <tr key={each.statement}>
              <td class="operations">{each.operations.length > 0 ? each.operations.join(", ") : "–"}</td>
              <td class="number">{each.totalMs < 1_000 ? `${Math.round(each.totalMs)} ms` : lasting(each.totalMs)}</td>
              <td class="number">{count(each.count)}</td>
              <td class="number">{milliseconds(each.meanMs)}</td>
              <td class="number">{milliseconds(each.maxMs)}</td>
              <td class="number">{count(each.rows)}</td>
              <td class={each.errors === "0" ? "number" : "number critical"}>{count(each.errors)}</td>
              <td>
                <Sql text={each.statement} />
              </td>
            </tr>
          ))}
        </Table>
      )}
    </section>
  );
}

function CountAnew({ database }: { readonly database: string }) {
  const isAsked = useSignal(false);
  const complaint = useSignal<string | undefined>(undefined);
  const act = async () => {
    try {
      await send(ResetStatementsDocument, { database });
      isAsked.value = false;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      complaint.value = error.message;
    }
  };
  return (
    <>
      <button
        type="button"
        class="quiet"
        onClick={() => {
          complaint.value = undefined;
          isAsked.value = true;
        }}
      >
        Count anew …
      </button>
      {isAsked.value && (
        <Confirm
          title={`Count the statements of ${database} anew?`}
          action="Count anew"
          isDangerous={false}
          isBusy={false}
          complaint={complaint.value}
          onConfirm={() => void act()}
          onCancel={() => {
            isAsked.value = false;
          }}
        >
          <p>What was counted of its statements is forgotten, for everybody who looks. Nothing else changes.</p>
        </Confirm>
      )}
    </>
  );
}
