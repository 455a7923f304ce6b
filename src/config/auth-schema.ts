import { z } from "zod";
import { asymmetric, symmetric } from "./algorithms.ts";
import type { Authenticate } from "./authenticate.ts";
import { claimSteps } from "./claim-path.ts";
import { keySetUrlProblem, publicKeyProblem, secretProblem } from "./keys.ts";
import { flag, group, list, text, whole } from "./values.ts";

const algorithms = [...asymmetric, ...symmetric] as const;

/** Of a role's name; it stands in headers and in messages. */
export const longestRole = 128;

const issuerRule = "must be a text, or a list of texts";
const claimRule = 'must be the path of a claim, "app.role", or a list of its steps';
const roleRule = `must be the name of a role, 1 to ${longestRole} characters`;
const adminSecretRule =
  "must be 16 to 1,024 characters of ASCII without a space at an end; make one with: openssl rand -base64 32";

const claimPath = z
  .union([text(claimRule), z.array(text(claimRule), claimRule).min(1, claimRule)], claimRule)
  .refine((claim) => !claimSteps(claim).includes(""), claimRule);

const texts = z.union([text(issuerRule), list(text(issuerRule), issuerRule).min(1, issuerRule)], issuerRule);

export const jwtSchema = group({
  jwksUrl: checked(keySetUrlProblem)
    .optional()
    .describe("Where the issuer publishes its keys, which are fetched again when they change."),
  secret: checked(secretProblem)
    .optional()
    .describe("What the issuer signs with, too, as a text of at least 32 bytes."),
  publicKey: checked(publicKeyProblem).optional().describe("The issuer's public key or certificate, as PEM."),
  algorithms: z
    .array(z.enum(algorithms, `must be one of ${algorithms.join(", ")}`), "must be a list of algorithms")
    .min(1, "must name an algorithm")
    .optional()
    .describe("Those that tokens may be signed with. Default: all that fit the key."),
  issuer: texts.optional().describe("What iss must be, or one of several. Default: not looked at."),
  audience: texts.optional().describe("What aud must hold, or one of several. Default: not looked at."),
  clockTolerance: whole(0, 300_000)
    .default(5_000)
    .describe("By how many milliseconds the clocks of the issuer and the gateway may differ."),
  roleClaim: claimPath.default("role").describe("The claim that holds the role."),
  rolesClaim: claimPath
    .optional()
    .describe("The claim that holds a list of roles, from which x-sluice-role may choose."),
  allowAdmin: flag().default(false).describe('Whether a token may give the role "admin".'),
});

export const authSchema = group({
  jwt: jwtSchema.optional().describe("How tokens are verified, and what they say about the role."),
  adminSecret: text(adminSecretRule)
    .regex(/^(?=.{16,1024}$)[!-~]([ -~]*[!-~])?$/, adminSecretRule)
    .optional()
    .describe("Who sends it as x-sluice-admin-secret is admin."),
  anonymousRole: text(roleRule)
    .max(longestRole, roleRule)
    .optional()
    .describe("The role of requests without credentials. Default: they are refused."),
  authenticate: z
    .custom<Authenticate>((value) => typeof value === "function", "must be a function")
    .optional()
    .describe("In code: a function that says who asks, from the headers."),
});

function checked(problem: (value: string) => string | undefined) {
  return z.string("must be a text").superRefine((value, context) => {
    const message = problem(value);
    if (message !== undefined) context.addIssue({ code: "custom", message });
  });
}
