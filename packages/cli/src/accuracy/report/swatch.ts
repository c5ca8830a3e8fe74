import { type Html, html } from "./html.ts";

/** A small drawing in front of an entry of a plot's key; the entry's text says it all. */
export function swatch(shape: Html): Html {
  return html`<svg viewBox="0 0 24 16" aria-hidden="true">${shape}</svg>`;
}
