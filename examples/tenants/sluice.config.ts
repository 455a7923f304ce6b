import { defineConfig } from "sluice";
import demo from "../demo/sluice.config.ts";
import { roles } from "./roles.ts";

/** The demo for customers and the branches that serve them: `npm start -- --config examples/tenants/sluice.config.ts`. */
export default defineConfig({
  ...demo,
  auth: { jwt: { secret: process.env.JWT_SECRET }, anonymousRole: "visitor" },
  roles,
});
