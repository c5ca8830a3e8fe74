import * as fc from "fast-check";
import { expect, test } from "vitest";
import { registryEnvironment, registryFrom } from "../src/registry.ts";

const TOKEN = "a-token-that-nobody-may-see";

test.each([
  ["http://localhost:4873", "http://localhost:4873/"],
  ["https://packages.example/npm/private/", "https://packages.example/npm/private/"],
])("VG_REGISTRY=%s is %s", (address, url) => {
  expect(registryFrom({ VG_REGISTRY: address, VG_REGISTRY_TOKEN: TOKEN })).toEqual({ url, token: TOKEN });
});

test.each([
  [undefined, TOKEN, ["VG_REGISTRY is not set"]],
  ["", TOKEN, ["VG_REGISTRY is not set"]],
  ["packages.example", TOKEN, ["VG_REGISTRY is not an http or https URL"]],
  ["ftp://packages.example/", TOKEN, ["VG_REGISTRY is not an http or https URL"]],
  [`https://user:${TOKEN}@packages.example/`, TOKEN, ["VG_REGISTRY has more than a host"]],
  ["https://packages.example/?a=1", TOKEN, ["VG_REGISTRY has more than a host"]],
  ["https://packages.example/", undefined, ["VG_REGISTRY_TOKEN is not set"]],
  ["https://packages.example/", `${TOKEN}\n`, ["VG_REGISTRY_TOKEN has white space in it"]],
  [undefined, undefined, ["VG_REGISTRY is not set", "VG_REGISTRY_TOKEN is not set"]],
])("VG_REGISTRY=%j with VG_REGISTRY_TOKEN=%j is refused", (address, token, problems) => {
  const env = { VG_REGISTRY: address, VG_REGISTRY_TOKEN: token };

  for (const problem of problems) expect(() => registryFrom(env)).toThrow(problem);
  expect(() => registryFrom(env)).not.toThrow(TOKEN);
});

test("no value of the two variables is ever shown in an error", () => {
  fc.assert(
    fc.property(fc.string({ minLength: 8 }), fc.string({ minLength: 8 }), (address, token) => {
      const env = { VG_REGISTRY: `x${address}`, VG_REGISTRY_TOKEN: ` ${token}` };

      expect(() => registryFrom(env)).toThrow("VG_REGISTRY_TOKEN has white space in it");
      expect(() => registryFrom(env)).not.toThrow(token);
      expect(() => registryFrom(env)).not.toThrow(address);
    }),
  );
});

test("the token is handed to pnpm by the name of its variable", () => {
  const env = registryEnvironment({ url: "http://localhost:4873/", token: TOKEN }, { PATH: "/bin" });

  expect(env).toEqual({
    PATH: "/bin",
    VG_REGISTRY_TOKEN: TOKEN,
    pnpm_config__auth: '{"http://localhost:4873/":{"@vg":{"authToken":"${VG_REGISTRY_TOKEN}"}}}',
  });
});
