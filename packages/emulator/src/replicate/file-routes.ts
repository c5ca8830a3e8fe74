import type { FastifyInstance } from "fastify";
import { receiveBodies } from "../http/request-body.ts";
import { fileJson, type FileStore } from "./files.ts";
import { readUpload } from "./read-upload.ts";
import { fileNotFound } from "./replicate-errors.ts";

interface FileRoute {
  readonly Params: { readonly id: string };
}

/** Uploading, showing, listing and removing files. */
export function fileRoutes(app: FastifyInstance, files: FileStore, baseUrl: () => string, maxBytes: number): void {
  receiveBodies(app, maxBytes);

  app.post("/v1/files", { config: { routeName: "files.create" } }, async (request, reply) => {
    const file = files.add(readUpload(request.body));
    return reply.code(201).send(fileJson(file, baseUrl()));
  });

  app.get("/v1/files", { config: { routeName: "files.list" } }, async () => ({
    next: null,
    previous: null,
    results: files.list().map((file) => fileJson(file, baseUrl())),
  }));

  app.get<FileRoute>("/v1/files/:id", { config: { routeName: "files.get" } }, async (request) => {
    const file = files.find(request.params.id);
    if (file === undefined) throw fileNotFound();
    return fileJson(file, baseUrl());
  });

  app.delete<FileRoute>("/v1/files/:id", { config: { routeName: "files.remove" } }, async (request, reply) => {
    if (!files.remove(request.params.id)) throw fileNotFound();
    return reply.code(204).send();
  });
}
