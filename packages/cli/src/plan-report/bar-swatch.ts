import { type Html, html } from "../report/html.ts";
import { swatch } from "../report/swatch.ts";

/** Renders the look of a bar, or of a line across bars, for the key of a plot. */
export function barSwatch(colour: string, look: "filled" | "outlined" | "dashed" | "line" = "filled"): Html {
  const ink = `var(--${colour})`;
  const shape =
    look === "line"
      ? html`<path d="M12 1V15" stroke="${ink}" stroke-width="2.5" />`
      : html`<rect
          x="3"
          y="3"
          width="18"
          height="10"
          fill="${look === "filled" ? ink : "var(--page)"}"
          stroke="${ink}"
          stroke-width="1.25"
          stroke-dasharray="${look === "dashed" ? "3 2" : "none"}"
        />`;
  return swatch(shape);
}
