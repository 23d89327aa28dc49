/**
 * The style sheet of all pages. It differs from that of official sites of the State, so that no reader confuses them. Its rules
 * apply inside elements of the class `site`: applications such as the editor of the explorer have their own style sheet.
 */
export const STYLE = `
:root {
  color-scheme: light dark;
  --paper: #fbfaf7; --raised: #ffffff; --ink: #1f2628; --muted: #566063; --line: #d9d6cd; --accent: #135e58; --tint: #e9f1ef;
  --serif: Charter, "Bitstream Charter", "Sitka Text", Cambria, Georgia, "Liberation Serif", serif;
  --mono: ui-monospace, "Cascadia Mono", Menlo, Consolas, "Liberation Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root { --paper: #15191a; --raised: #1c2223; --ink: #e6e8e4; --muted: #a5aeae; --line: #384041; --accent: #7fd1c5; --tint: #1d2c2b; }
}
.site, .site * { box-sizing: border-box; }
html { scroll-behavior: smooth; scroll-padding-top: 1.5rem; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); }
.site { color: var(--ink); font: 1.0625rem/1.6 system-ui, "Segoe UI", "Liberation Sans", sans-serif; overflow-wrap: break-word; }
main > .site, .site .band { width: min(100% - 2 * clamp(1rem, 4vw, 2.5rem), 68rem); margin-inline: auto; }
main > .site { padding-block: clamp(1.5rem, 5vw, 3.5rem) 4rem; }
main:focus { outline: none; }
.site h1, .site h2, .site h3 { font-family: var(--serif); font-weight: 600; line-height: 1.2; text-wrap: balance; hyphens: auto; }
.site h1 { font-size: clamp(1.9rem, 1.3rem + 2.6vw, 3.1rem); letter-spacing: -0.015em; margin: 0 0 1rem; max-width: 22em; }
.site h2 { font-size: 1.6rem; margin: 0 0 0.75rem; }
.site h3 { font-size: 1.2rem; margin: 2rem 0 0.5rem; }
.site p, .site ul, .site ol, .site dl { margin: 0 0 1rem; }
main > .site p, main > .site dd { max-width: 44rem; }
.site section { margin-top: 3.5rem; }
.site a { color: var(--accent); text-decoration-thickness: 1px; text-underline-offset: 0.2em; }
.site a:hover { text-decoration-thickness: 2px; }
.site :focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; border-radius: 2px; }
.site code, .site pre, .site textarea { font-family: var(--mono); font-size: 0.9em; }
.site pre { max-width: 44rem; background: var(--tint); padding: 1rem 1.25rem; border-radius: 6px; white-space: pre-wrap; overflow-wrap: anywhere; }
main > .site > h2 { margin-top: 3rem; }
.site .lead { font-size: 1.2rem; line-height: 1.55; }
.site .muted, .site .more { color: var(--muted); font-size: 0.9375rem; }
.site .skip { position: absolute; left: -999rem; background: var(--accent); color: var(--paper); padding: 0.75rem 1.25rem; }
.site .skip:focus { left: 0; top: 0; z-index: 1; }

.site .band { display: flex; flex-wrap: wrap; gap: 0.25rem 2.5rem; justify-content: space-between; align-items: baseline; }
.site header.band { padding-block: 1.1rem; border-bottom: 1px solid var(--line); }
.site header .name { margin: 0; font: 600 1.0625rem/1.4 var(--serif); }
.site header .name a { color: inherit; text-decoration: none; }
.site header .name a:hover { text-decoration: underline; }
.site .band ul { list-style: none; display: flex; flex-wrap: wrap; gap: 0 clamp(0.9rem, 3vw, 1.5rem); margin: 0; padding: 0; font-size: 0.9375rem; }
.site .band li a { display: inline-block; padding-block: 0.35rem; }
.site [aria-current="page"] { font-weight: 600; }
.site header [aria-current] { color: inherit; text-decoration: none; box-shadow: 0 2px 0 var(--accent); }
.site footer.band { border-top: 1px solid var(--line); padding-block: 1.5rem 3rem; color: var(--muted); font-size: 0.9375rem; }
.site footer.band p { margin: 0 0 0.5rem; max-width: 42rem; }

.site .figures { list-style: none; display: grid; grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr)); padding: 0; margin: 2.5rem 0 1rem; border-block: 1px solid var(--line); }
.site .figures li { padding: 1rem 1rem 1rem 0; color: var(--muted); }
.site .figures a { color: var(--muted); text-decoration: none; display: block; }
.site .figures a:hover { text-decoration: underline; }
.site .figures strong { display: block; font: 600 2.4rem/1.1 var(--serif); color: var(--accent); font-variant-numeric: lining-nums; }
.site .words { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 13rem), 1fr)); gap: 1.25rem 2.5rem; margin-bottom: 1.5rem; }
.site .words dd { margin: 0; }
.site dt { font-weight: 600; }
.site .cards { list-style: none; padding: 0; display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 19rem), 1fr)); gap: 1.25rem; }
.site .cards li { background: var(--raised); border: 1px solid var(--line); border-radius: 6px; padding: 1.25rem; display: flex; flex-direction: column; }
.site .cards h2, .site .cards h3 { font-size: 1.2rem; margin: 0 0 0.5rem; }
.site .cards p { margin: 0 0 0.75rem; }
.site .cards .muted { margin: auto 0 0; }
.site label { font-weight: 600; }
.site form p { margin-bottom: 0.5rem; }
.site textarea { width: 100%; max-width: 44rem; padding: 0.75rem 1rem; line-height: 1.5; color: inherit; background: var(--raised); border: 1px solid var(--muted); border-radius: 6px; }
.site button { font: inherit; font-weight: 600; padding: 0.55rem 1.5rem; margin-right: 0.75rem; color: var(--paper); background: var(--accent); border: 0; border-radius: 6px; cursor: pointer; }

.site .search { display: flex; flex-wrap: wrap; gap: 0.75rem 1.25rem; align-items: end; margin: 1.5rem 0; }
.site .search p { margin: 0; display: grid; gap: 0.25rem; }
.site .search p:first-child { flex: 1 1 16rem; }
.site input[type="search"], .site input[type="date"], .site select { font: inherit; width: 100%; padding: 0.5rem 0.75rem; color: inherit; background: var(--raised); border: 1px solid var(--muted); border-radius: 6px; }
.site .filters { font-size: 0.9375rem; margin-bottom: 1.5rem; }
.site .filters h2 { font: inherit; font-weight: 600; margin: 0 0 0.5rem; }
.site .filters details { border-top: 1px solid var(--line); }
.site .filters summary { font-weight: 600; padding-block: 0.5rem; }
.site .filters ul { list-style: none; padding: 0; max-height: 18rem; overflow: auto; }
.site .filters li > * { display: flex; justify-content: space-between; gap: 1rem; padding: 0.3rem 0.25rem; }
.site .filters a { text-decoration: none; }
.site .filters a:hover { text-decoration: underline; }
.site .filters [aria-current] { font-weight: 600; background: var(--tint); }
.site .filters .none { color: var(--muted); }
.site .chips { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: 0.5rem; font-size: 0.9375rem; }
.site .chips a { display: inline-block; padding: 0.2rem 0.75rem; border: 1px solid var(--accent); border-radius: 1rem; text-decoration: none; }
.site .hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.site .items { list-style: none; padding: 0; }
.site .items > li { border-top: 1px solid var(--line); padding-block: 1rem; }
.site .items h2 { font-size: 1.25rem; margin: 0 0 0.25rem; }
.site .items p { margin: 0 0 0.25rem; }
.site .pages ul { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: 0.25rem 0.5rem; }
.site .pages a { display: inline-block; padding: 0.35rem 0.75rem; border-radius: 6px; }
.site .pages [aria-current] { background: var(--tint); text-decoration: none; font-weight: 600; }
@media (min-width: 62rem) {
  .site .with-filters { display: grid; grid-template-columns: 17rem minmax(0, 1fr); gap: 2.5rem; align-items: start; }
  .site .with-filters > * { grid-row: 1; }
  .site .with-filters .filters { grid-column: 1; }
  .site .with-filters .results { grid-column: 2; }
  .site .to-filters { display: none; }
}

.site .notice { background: var(--tint); border-left: 4px solid var(--accent); padding: 0.6rem 1rem; }
.site .records { list-style: none; padding: 0; }
.site .records li { padding-block: 0.3rem; }
.site .timeline { display: block; margin: 0 0 1rem; overflow: visible; }
.site .timeline rect { fill: var(--phase, var(--muted)); }
.site .timeline text { font-size: 0.875rem; fill: #ffffff; }
.site .timeline .year { fill: var(--muted); font-size: 0.8125rem; }
.site .timeline circle { fill: var(--accent); }
.site .timeline line { stroke: var(--line); }
.site .phase-investigation { --phase: #6a5acd; } .site .phase-construction { --phase: #1f6fb2; } .site .phase-acceleration { --phase: #0a7a5c; }
.site .phase-consolidation { --phase: #4f7a12; } .site .phase-reintegration { --phase: #8a6100; } .site .phase-opere { --phase: #135e58; }
.site .phase-transfere { --phase: #a34716; } .site .phase-abandon, .site .phase-abandon-investigation, .site .phase-inconnue { --phase: #666f73; }
.site .changes { list-style: none; padding: 0; }
.site .changes > li { border-top: 1px solid var(--line); padding-block: 0.75rem; }
.site .changes p { margin: 0; }
.site .changes ul { margin: 0.25rem 0 0; padding-left: 1.2rem; }
.site .changes del { color: var(--muted); } .site .changes ins { text-decoration: none; background: var(--tint); }
.site .text { max-width: 44rem; }

.site .figure img { display: block; width: 100%; max-width: 52.5rem; height: auto; }

.site .trail ol { list-style: none; padding: 0; margin: 0 0 1.5rem; font-size: 0.9375rem; color: var(--muted); }
.site .trail li { display: inline; }
.site .trail li + li::before { content: "›" / ""; padding-inline: 0.6rem; }
.site .trail [aria-current] { font-weight: 400; }
.site .facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 13.5rem), 1fr)); gap: 1rem 2rem; margin: 2rem 0 0; padding: 1.25rem 0; border-block: 1px solid var(--line); }
.site .facts dt { font-size: 0.9375rem; font-weight: 400; color: var(--muted); }
.site .facts dd { margin: 0; }
.site .facts .all { grid-column: 1 / -1; }
.site .contents { margin-top: 2.5rem; }
.site .contents h2 { font: inherit; font-weight: 600; margin-bottom: 0.5rem; }
.site .contents ul { list-style: none; padding: 0; margin: 0; font-size: 0.9375rem; }
.site .contents a { display: inline-block; padding-block: 0.2rem; }
@media (min-width: 62rem) {
  .site .with-contents { display: grid; grid-template-columns: 12rem minmax(0, 1fr); gap: 2.5rem; }
  .site .with-contents .contents { position: sticky; top: 1.5rem; align-self: start; margin-top: 3.5rem; max-height: calc(100vh - 3rem); overflow: auto; }
}
.site .files { list-style: none; padding: 0; margin-bottom: 1.75rem; display: grid; grid-template-columns: minmax(0, 1fr); gap: 0.75rem; }
.site .sum { display: block; color: var(--muted); font-size: 0.8125rem; line-height: 1.4; overflow-wrap: anywhere; }
.site abbr { text-decoration: none; }
.site .releases { list-style: none; padding: 0; }
.site .releases ul { list-style: none; padding-left: 1.2rem; }
.site .releases a { overflow-wrap: anywhere; }
.site summary { cursor: pointer; padding-block: 0.25rem; }

.site .wide { overflow-x: auto; margin: 0 0 1.75rem; border: 1px solid var(--line); border-radius: 6px; background: var(--raised); }
.site table { border-collapse: collapse; width: 100%; font-size: 0.9375rem; line-height: 1.45; }
.site caption { text-align: left; font-weight: 600; padding: 0.75rem; }
.site th, .site td { text-align: left; vertical-align: top; padding: 0.5rem 0.75rem; border-top: 1px solid var(--line); }
.site thead th { background: var(--tint); font-weight: 600; white-space: nowrap; }
.site tbody th { font-weight: 400; white-space: nowrap; }
.site td.prose { min-width: 15rem; }
.site .cell { width: max-content; max-width: 20rem; overflow-wrap: anywhere; }
.site .example .cell { max-width: 10rem; }
.site .more { display: block; margin-top: 0.25rem; }

@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
@media print {
  :root { --paper: #fff; --raised: #fff; --tint: #fff; --ink: #000; --muted: #333; --line: #999; --accent: #000; }
  html { font-size: 9pt; }
  .site .skip, .site nav, .site form, .site .band ul, .site .sample { display: none; }
  .site .with-contents { display: block; }
  .site .wide { overflow: visible; border: 0; }
  .site thead th, .site tbody th { white-space: normal; }
  .site td.prose { min-width: 0; }
  .site .cell { width: auto; }
  .site h2, .site h3, .site caption { break-after: avoid; }
  .site tr, .site .cards li { break-inside: avoid; }
}
`;
