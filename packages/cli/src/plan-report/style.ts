/** The rules of a plan's report beside the style sheet of every report. */
export const PLAN_STYLE = `
figure .wide svg, figure .narrow svg { max-width: none; }
.wide + .narrow { display: none; }
@media (max-width: 48rem) {
  .wide { display: none; }
  .wide + .narrow { display: block; max-width: 30rem; }
  header, main, footer { padding-inline: 1rem; }
}
.facts { grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr)); gap: 0.75rem; }
section > p { max-width: 52rem; }
figcaption, section .plots figcaption { max-width: 52rem; color: var(--muted); font-size: 0.9rem; }

code { font: 0.95em ui-monospace, "Cascadia Mono", "Liberation Mono", monospace; }
th small { display: block; color: var(--muted); font-weight: 400; }
tbody th { min-width: 9rem; }
.scroll a { overflow-wrap: anywhere; }
tfoot th, tfoot td { font-weight: 600; border-top: 2px solid var(--axis); }
.own th, .own td { font-weight: 600; background: var(--band); }
.plots { align-items: start; }
.plots th, .plots td { padding-inline: 0.5rem; }
.plots .scroll { max-height: 31rem; }
.plots tbody th { min-width: 8rem; }
.number small { display: block; color: var(--muted); font-weight: 400; white-space: normal; overflow-wrap: anywhere; min-width: 7rem; }
.findings { list-style: none; margin: 0; padding: 0; max-width: 60rem; }
.findings li { border-left: 4px solid var(--outside); padding: 0 0 0 0.75rem; margin: 0 0 0.9rem; overflow-wrap: anywhere; }
.findings span { margin-left: 0.5rem; }
.findings p { margin: 0; }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 17rem), 1fr)); gap: 1.25rem; list-style: none; margin: 0; padding: 0; }
.card { background: var(--panel); border: 1px solid var(--rule); border-radius: 8px; padding: 0 1rem 1rem; overflow: hidden; overflow-wrap: anywhere; min-width: 0;  scroll-margin-top: 1rem; }
.card.over { border: 2px dashed var(--outside); }
.card:target { outline: 3px solid var(--link); outline-offset: 2px; }
.card p { margin: 0 0 0.5rem; }
.card small { display: block; color: var(--muted); font-size: 0.875rem; }
.shots { display: flex; gap: 1px; margin: 0 -1rem 0.75rem; background: var(--rule); border-bottom: 1px solid var(--rule); }
.card .shot { flex: 1 1 0; min-width: 0; margin: 0; background: var(--page); color: var(--muted); font-size: 0.875rem; }
.card p.shot { aspect-ratio: 16 / 9; display: grid; place-items: center; text-align: center; padding: 0.5rem 1rem; }
.card p.lost { color: var(--bad); }
.shot b { display: block; font-weight: 400; }
.shot img { display: block; width: 100%; height: auto; aspect-ratio: 16 / 9; object-fit: contain; background: var(--page); color: var(--muted); overflow: hidden; }
.shot figcaption { padding: 0.25rem 1rem; font-size: 0.8rem; }
.head { display: flex; justify-content: space-between; align-items: baseline; gap: 1rem; margin: 0 0 0.4rem; }
.head h3, .head h4 { font-size: 1rem; margin: 0; }
.head b { font-size: 1.2rem; font-variant-numeric: tabular-nums; }
.card .badge { display: inline-block; color: var(--bad); border: 1px solid; border-radius: 4px; padding: 0 0.4rem; font-size: 0.875rem; }
.prompt { white-space: pre-line; margin: 0 0 0.5rem; }
.prompt summary { cursor: pointer; }
.warnings { margin: 0; padding: 0 0 0 0.75rem; border-left: 4px solid var(--outside); list-style: none; font-size: 0.9rem; }
.warnings li + li { margin-top: 0.4rem; }
.cut { max-width: none; margin: 1.5rem 0; padding: 0.5rem 0 0; border-top: 3px solid var(--bad); }
.cut strong { color: var(--bad); }
.group { border: 1px solid var(--rule); border-radius: 8px; margin: 0 0 0.75rem; padding: 0.6rem 1rem; }
.group > summary { cursor: pointer; }
.group h3 { display: inline; font-size: 1rem; margin: 0 0.5rem 0 0; }
.group > span, .group > summary span { color: var(--muted); font-variant-numeric: tabular-nums; }
.group > .cards { margin: 1rem 0 0.5rem; }
.group .card { content-visibility: auto; contain-intrinsic-size: auto 26rem; }
summary:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 3px; }
@media (max-width: 48rem) { th, td { padding-inline: 0.6rem; } tbody th { min-width: 6.5rem; } .card p.shot { aspect-ratio: auto; } }
@media print { details::details-content { content-visibility: visible; block-size: auto; } .group .card { content-visibility: visible; } .card { break-inside: avoid; } }
`;
