import { defineConfig } from "sluice";
import demo from "../demo/sluice.config.ts";
import { extend } from "./extend.ts";
import type { SluiceTypes } from "./sluice-types.ts";

/** The demo with a checkout: `npm start -- --config examples/checkout/sluice.config.ts`. */
export default defineConfig<SluiceTypes>({ ...demo, extend });
