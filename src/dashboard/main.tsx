import "uplot/dist/uPlot.min.css";
import "./styles/index.css";
import { render } from "preact";
import { begin } from "./state/session.ts";
import { App } from "./ui/app.tsx";

render(<App />, document.body);
begin();
