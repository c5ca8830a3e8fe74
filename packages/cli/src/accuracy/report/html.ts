import { htmlEscape } from "escape-goat";

/** A piece of HTML that is safe to put into another. */
export class Html {
  readonly text: string;

  /** Wraps HTML as it stands: of our own making, or a plot's SVG. */
  constructor(text: string) {
    this.text = text;
  }
}

/** What may stand in a template: texts and numbers are escaped, HTML is not, `undefined` is nothing. */
export type HtmlValue = Html | string | number | undefined | readonly HtmlValue[];

/** A template of HTML that escapes every value put into it but HTML itself; its own indentation is taken off. */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  const raw = strings.map((text) => text.replaceAll(/\n\s+/g, "\n"));
  return new Html(String.raw({ raw }, ...values.map(textOf)));
}

function textOf(value: HtmlValue): string {
  if (value === undefined) return "";
  if (value instanceof Html) return value.text;
  if (typeof value === "object") return value.map(textOf).join("");
  return htmlEscape(String(value));
}
