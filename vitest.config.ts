import { defineConfig } from "vitest/config";

// `import "sluice"` means the sources, here as in development. Node itself resolves what vitest does not transform.
const conditions = ["@sluice/source", "module", "node", "development|production"];
const shared = {
  environment: "node" as const,
  testTimeout: 30_000,
  hookTimeout: 60_000,
  // What a page shows comes with the next second, or the one after it.
  expect: { poll: { timeout: 15_000 } },
  execArgv: ["--conditions=@sluice/source"],
};

export default defineConfig({
  test: {
    projects: [
      {
        resolve: { conditions },
        ssr: { resolve: { conditions } },
        test: { ...shared, name: "unit", include: ["test/{unit,types,docs}/**/*.test.ts"] },
      },
      {
        resolve: { conditions },
        ssr: { resolve: { conditions } },
        test: {
          ...shared,
          name: "postgres",
          include: ["test/{integration,access,golden,fuzz,e2e}/**/*.test.ts"],
          globalSetup: "test/support/global-setup.ts",
        },
      },
      {
        resolve: { conditions },
        ssr: { resolve: { conditions } },
        test: {
          ...shared,
          name: "faults",
          // Each test looks for what it leaves behind, so that files need no process of their own.
          isolate: false,
          // They wait more than they work.
          maxWorkers: Number(process.env.FAULTS_AT_ONCE ?? 4),
          // What is waited for comes, however busy the machine is.
          expect: { poll: { timeout: 10_000, interval: 20 } },
          include: ["test/faults/**/*.test.ts"],
          globalSetup: "test/support/global-setup.ts",
        },
      },
    ],
  },
});
