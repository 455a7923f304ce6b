import { SignJWT } from "jose";

// Prints a token for an hour: `npx node examples/tenants/token.ts '{"role": "customer", "customer_id": 3315}'`.
const [claims = "{}"] = process.argv.slice(2);
const secret = process.env.JWT_SECRET;
if (!secret) throw new Error("JWT_SECRET is not set.");
const token = new SignJWT(JSON.parse(claims)).setProtectedHeader({ alg: "HS256" }).setExpirationTime("1 hour");
console.log(await token.sign(new TextEncoder().encode(secret)));
