import { type Html, html } from "./html.ts";

/** Renders the small drawing before an entry of a plot's key; a screen reader needs only the entry's text. */
export function swatch(shape: Html): Html {
  return html`<svg viewBox="0 0 24 16" aria-hidden="true">${shape}</svg>`;
}
