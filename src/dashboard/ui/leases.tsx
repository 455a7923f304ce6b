import type { DetailsQuery } from "../generated/operations.ts";
import { lasting } from "../words/times.ts";
import { Sql } from "./sql.tsx";
import { Table } from "./table.tsx";

type Lease = NonNullable<DetailsQuery["pool"]>["leases"][number];

/** Who holds connections now. */
export function Leases({ leases }: { readonly leases: readonly Lease[] | undefined }) {
  return (
    <section class="panel whole" aria-labelledby="leases">
      <h2 id="leases">Longest leases</h2>
      {leases?.length === 0 && <p class="none">Nobody holds a connection.</p>}
      {leases && leases.length > 0 && (
        <Table
          label="Longest leases"
          columns={[
            { title: "Held", isNumber: true },
            { title: "Transaction" },
            { title: "Operation" },
            { title: "Statement" },
          ]}
        >
          {leases.map(({ since, ms, inTransaction, operation, statement }) => (
            <tr key={`${since} ${statement}`}>
              <td class="number">{ms < 1_000 ? `${Math.round(ms)} ms` : lasting(ms)}</td>
              <td>{inTransaction ? "open" : "–"}</td>
              <td>{operation ?? "–"}</td>
              <td>{statement === null ? "–" : <Sql text={statement} />}</td>
            </tr>
          ))}
        </Table>
      )}
    </section>
  );
}
