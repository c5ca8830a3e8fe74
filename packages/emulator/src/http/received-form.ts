/** A file in a form. */
export interface FormFile {
  readonly name: string;
  /** As its part said it; `text/plain`, the default of forms, where it said nothing. */
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** A multipart form as it was received. */
export class ReceivedForm {
  readonly fields: Map<string, string> = new Map();
  readonly files: Map<string, FormFile> = new Map();
}
