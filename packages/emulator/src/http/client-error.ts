/** Tells whether Fastify refused a request as wrong: a body that is no JSON, a field that is missing. */
export function isClientError(error: unknown): error is Error {
  return (
    error instanceof Error && "statusCode" in error && typeof error.statusCode === "number" && error.statusCode < 500
  );
}
