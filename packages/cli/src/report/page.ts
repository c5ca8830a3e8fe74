import { html, Html } from "./html.ts";

/** The parts of a page. */
export interface PageParts {
  /** The title of the window. */
  readonly title: string;
  /**
   * CSS that this page needs beside that of every report.
   *
   * @default none
   */
  readonly style?: string;
  /**
   * The origins that the page may load images from, such as `https://PROJECT.supabase.co`.
   *
   * @default none
   */
  readonly imageOrigins?: readonly string[];
  readonly header: Html;
  readonly main: Html;
  /** The version of `vg`. */
  readonly version: string;
  readonly madeAt: Date;
}

/**
 * Renders one self-contained HTML page: no script, and no font, style or image from elsewhere but from the given origins.
 *
 * Its policy refuses what it does not need, so that even a changed page makes no other request.
 */
export function renderPage(parts: PageParts): string {
  const { title, style = "", imageOrigins = [], header, main, version, madeAt } = parts;
  const images = ["data:", ...imageOrigins].join(" ");
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; style-src 'unsafe-inline'; img-src ${images}; base-uri 'none'; form-action 'none'"
        />
        <link rel="icon" href="data:," />
        <title>${title}</title>
        <style>
          ${new Html(PAGE_STYLE + style)}
        </style>
      </head>
      <body>
        <a class="skip" href="#content">Skip to the content</a>
        <header>${header}</header>
        <main id="content" tabindex="-1">${main}</main>
        <footer>
          <p>Made by vg ${version} on <time datetime="${madeAt.toISOString()}">${formatDay(madeAt)}</time>.</p>
        </footer>
      </body>
    </html> `;
  return page.text;
}

/** A section that the list of sections leads to: its id, and its title. */
export type PageSection = readonly [id: string, title: string];

/** Renders the list of the page's sections. */
export function sectionList(sections: readonly PageSection[]): Html {
  return html`<nav aria-label="Sections">
    <ul>
      ${sections.map(([id, title]) => html`<li><a href="#${id}">${title}</a></li>`)}
    </ul>
  </nav>`;
}

/** Renders one of the facts at the head of a page. */
export function fact(name: string, value: string, remark: string): Html {
  return html`<div>
    <dt>${name}</dt>
    <dd>${value} <small>${remark}</small></dd>
  </div>`;
}

/** Formats a day in words, UTC: `26 November 2026`. */
function formatDay(date: Date): string {
  return new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" }).format(date);
}

/** The style sheet of every report: light and dark by the reader's own choice, no font or image from elsewhere. */
const PAGE_STYLE = `
:root {
  color-scheme: light dark;
  --page: #ffffff; --panel: #f6f8fa; --ink: #1b1f24; --muted: #57606a; --rule: #d0d7de; --link: #0550ae;
  --good: #116329; --bad: #a40e26;
  --axis: #6e7781; --grid: #e6eaef; --band: #dbe9fb; --within: #0a5cbd; --outside: #c2410c;
  --clip: #0a5cbd; --old: #57606a; --new: #0f766e; --new-band: #d6f0ec;
  --model-1: #0a5cbd; --model-2: #b93c0a; --model-3: #0f766e; --model-4: #6d28d9; --model-5: #8a5606; --model-6: #a8155a;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --page: #0d1117; --panel: #161b22; --ink: #e6edf3; --muted: #9da7b3; --rule: #30363d; --link: #79b8ff;
    --good: #56d364; --bad: #ff8f88;
    --axis: #848d97; --grid: #21262d; --band: #15294a; --within: #6cb2ff; --outside: #ffa066;
    --clip: #6cb2ff; --old: #9da7b3; --new: #4fd1bd; --new-band: #0f3733;
    --model-1: #6cb2ff; --model-2: #ffa066; --model-3: #4fd1bd; --model-4: #c4a5ff; --model-5: #e3b341; --model-6: #ff8fc0;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--page); color: var(--ink);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif;
}
header, main, footer { max-width: 74rem; margin: 0 auto; padding: 0 1.5rem; }
header { padding-top: 2.5rem; }
a { color: var(--link); }
a:focus-visible, [tabindex]:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 3px; }
.skip { position: absolute; left: -99rem; }
.skip:focus { position: static; display: inline-block; margin: 0.5rem 1.5rem; }
h1 { font-size: clamp(1.6rem, 4vw, 2.2rem); line-height: 1.2; margin: 0.25rem 0 0.75rem; }
h2 { font-size: 1.25rem; margin: 0 0 0.75rem; }
.kicker { color: var(--muted); margin: 0; overflow-wrap: anywhere; }
.lead { font-size: 1.1rem; max-width: 52rem; margin: 0 0 1.5rem; overflow-wrap: anywhere; }
.good { color: var(--good); }
.bad { color: var(--bad); }
.lines { white-space: pre-line; }
.warning { border-left: 4px solid var(--outside); padding-left: 0.75rem; max-width: 52rem; }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(10rem, 1fr)); gap: 1rem; margin: 0 0 1.5rem; }
.facts div { background: var(--panel); border: 1px solid var(--rule); border-radius: 8px; padding: 0.75rem 1rem; }
.facts dt { color: var(--muted); font-size: 0.875rem; }
.facts dd { margin: 0; font-size: 1.35rem; font-weight: 600; font-variant-numeric: tabular-nums; }
.facts dd small { display: block; font-size: 0.875rem; font-weight: 400; color: var(--muted); }
nav ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; list-style: none; margin: 0; padding: 0.75rem 0; border-block: 1px solid var(--rule); }
section { margin: 2.25rem 0; }
.plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 30rem), 1fr)); gap: 0 2.5rem; }
.plots section { margin: 2.25rem 0 0; }
figure { margin: 0; }
figure svg { display: block; width: 100%; height: auto; max-width: 33rem; }
figcaption { max-width: 33rem; }
figcaption p { margin: 0.5rem 0 0; }
.key { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; list-style: none; margin: 0 0 0.5rem; padding: 0; font-size: 0.9rem; }
.key li { display: flex; align-items: center; gap: 0.45rem; }
.key svg { width: 1.5rem; height: 1rem; flex: none; }
pre { background: var(--panel); border: 1px solid var(--rule); border-radius: 8px; padding: 0.9rem 1.1rem; margin: 0.75rem 0; overflow-x: auto; font: 0.95rem/1.5 ui-monospace, "Cascadia Mono", "Liberation Mono", monospace; }
.scroll { overflow: auto; max-height: 40rem; border: 1px solid var(--rule); border-radius: 8px; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
caption { text-align: left; color: var(--muted); padding: 0.75rem 1rem; }
th, td { text-align: left; padding: 0.4rem 1rem; border-top: 1px solid var(--rule); white-space: nowrap; }
td.wide { white-space: normal; min-width: 20rem; }
thead th { position: sticky; top: 0; background: var(--panel); }
tbody th { font-weight: 400; overflow-wrap: anywhere; white-space: normal; min-width: 11rem; }
.number { text-align: right; }
.method { display: grid; grid-template-columns: max-content 1fr; gap: 0.35rem 1.5rem; margin: 0; }
.method dt { color: var(--muted); }
.method dd { margin: 0; overflow-wrap: anywhere; }
@media (max-width: 40rem) { .method { grid-template-columns: 1fr; gap: 0; } .method dd { margin-bottom: 0.5rem; } }
footer { color: var(--muted); font-size: 0.9rem; padding-bottom: 2.5rem; }
@media print { .scroll { max-height: none; overflow: visible; } nav, .skip { display: none; } section { break-inside: avoid; } }
@media (forced-colors: active) { figure svg { forced-color-adjust: none; background: var(--page); } }
`;
