import { expect, test } from "vitest";
import { warningsOf } from "./loading.ts";

const PROXY = "http://user:canary@proxy.example:3128";

test.each([
  [{ HTTPS_PROXY: PROXY }, ["HTTPS_PROXY"]],
  [{ https_proxy: PROXY, HTTP_PROXY: PROXY }, ["https_proxy", "HTTP_PROXY"]],
  [{ http_proxy: PROXY, NODE_USE_ENV_PROXY: "0" }, ["http_proxy"]],
])("warns for %o of a proxy that Node does not use, without showing it", (env, variables) => {
  const warning = warningsOf({ env }).find(({ code }) => code === "proxy-ignored");

  expect(warning?.variables).toEqual(variables);
  expect(warning?.message).toContain("unless NODE_USE_ENV_PROXY=1 is set, too");
  expect(warning?.message).not.toContain("canary");
});

test.each([
  {},
  { HTTPS_PROXY: "" },
  { HTTPS_PROXY: PROXY, NODE_USE_ENV_PROXY: "1" },
  { HTTPS_PROXY: PROXY, NODE_OPTIONS: "--max-old-space-size=4096 --use-env-proxy" },
])("says nothing for %o", (env) => {
  expect(warningsOf({ env }).map(({ code }) => code)).not.toContain("proxy-ignored");
});
