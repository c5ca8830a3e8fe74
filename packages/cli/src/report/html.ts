import { htmlEscape } from "escape-goat";

/** A piece of HTML that is safe to put into another. */
export class Html {
  readonly text: string;

  /** Wraps HTML without escaping it: our own, or a plot's SVG. */
  constructor(text: string) {
    this.text = text;
  }
}

/** The values of a template: texts and numbers are escaped, HTML is not, `undefined` is nothing. */
export type HtmlValue = Html | string | number | undefined | readonly HtmlValue[];

/** Makes HTML from a template; every value but HTML itself is escaped, and the template's indentation is removed. */
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
