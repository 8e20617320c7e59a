/** The styles of a page: light and dark, desktop, phone and paper. Nothing is loaded. */
export const STYLE = `
:root { --back: #f3f5f7; --card: #ffffff; --text: #1a1e2b; --quiet: #545b6e; --line: #dfe3ea; --track: #eceff3; --accent: #1f6549; --s0: #cfe5da; --s1: #a9d3bf; --s2: #7fbda1; --s3: #55a482; --s4: #338765; --s5: #1f6a4c; --s6: #104732; }
@media (prefers-color-scheme: dark) { :root { --back: #12151b; --card: #1b1f27; --text: #eef0f5; --quiet: #aeb5c5; --line: #333946; --track: #2a303b; --accent: #8fdcb8; --s0: #24473a; --s1: #2c5c4a; --s2: #35745c; --s3: #418f70; --s4: #55ab88; --s5: #77c8a4; --s6: #b0ecd0; } }
* { box-sizing: border-box; }
body { margin: 0; padding: 32px 20px 56px; background: var(--back); color: var(--text); font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, Helvetica, Arial, sans-serif; font-variant-numeric: tabular-nums; }
main { max-width: 1040px; margin: 0 auto; }
h1 { margin: 0; font-size: 30px; line-height: 1.2; letter-spacing: -0.01em; }
h2 { margin: 0 0 12px; font-size: 20px; }
h3 { margin: 0; font-size: 16px; }
p { margin: 0; }
.when { margin: 6px 0 24px; color: var(--quiet); }
.box { margin: 20px 0 0; padding: 24px; background: var(--card); border: 1px solid var(--line); border-radius: 14px; }
.quiet, small, caption, thead th { color: var(--quiet); }
small { font-size: 13px; font-weight: 400; }
caption, .hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(170px, 1fr)); gap: 16px; margin: 0; }
.card { padding: 16px 20px; background: var(--card); border: 1px solid var(--line); border-radius: 14px; }
.card dt { color: var(--quiet); font-size: 14px; }
.card dd { margin: 0; font-size: 28px; line-height: 1.25; font-weight: 650; overflow-wrap: anywhere; }
.card dd.quiet { font-size: 14px; line-height: 1.5; font-weight: 400; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: 10px 8px; text-align: left; vertical-align: top; border-top: 1px solid var(--line); font-weight: 400; overflow-wrap: anywhere; }
thead th { border-top: 0; font-size: 13px; vertical-align: bottom; overflow-wrap: normal; }
tbody th { font-weight: 600; }
.n { text-align: right; }
.funnel .wide { width: 46%; }
.track { display: block; height: 18px; margin: 3px 0; border-radius: 5px; background: var(--track); overflow: hidden; }
.track.thin { height: 6px; margin: 6px 0 0; border-radius: 3px; }
.bar { display: block; height: 100%; min-width: 2px; }
.grid { font-size: 15px; }
.s0 { background: var(--s0); } .s1 { background: var(--s1); } .s2 { background: var(--s2); } .s3 { background: var(--s3); } .s4 { background: var(--s4); } .s5 { background: var(--s5); } .s6 { background: var(--s6); }
.columns { display: flex; gap: 8px; height: 260px; margin: 12px 0 0; padding: 0; list-style: none; }
.columns li { flex: 1 1 0; min-width: 0; display: flex; flex-direction: column; font-size: 13px; }
.area { flex: 1 1 0; display: flex; flex-direction: column; justify-content: flex-end; align-items: center; }
.columns b { font-weight: 600; line-height: 22px; }
.column { flex: none; display: flex; flex-direction: column; width: 100%; max-width: 56px; border-radius: 5px 5px 0 0; overflow: hidden; }
.column i { flex: 0 0 0; min-height: 0; }
.month { width: 100%; padding-top: 4px; border-top: 1px solid var(--line); color: var(--quiet); text-align: center; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; flex: none; }
.legend { display: flex; flex-wrap: wrap; gap: 4px 16px; margin: 16px 0 0; padding: 0; list-style: none; font-size: 13px; color: var(--quiet); }
.legend i { display: inline-block; width: 12px; height: 12px; margin-right: 6px; border-radius: 3px; vertical-align: -1px; }
details { margin: 16px 0 0; }
summary { cursor: pointer; color: var(--accent); font-weight: 600; }
details table { margin-top: 8px; }
.stuck { margin: 28px 0 0; }
a { color: var(--accent); }
bdi a { color: inherit; }
.list { margin: 12px 0 0; padding: 12px 0 0; border-top: 1px solid var(--line); }
.people { display: grid; grid-template-columns: repeat(auto-fill, minmax(250px, 1fr)); gap: 10px 20px; margin: 10px 0 0; padding: 0; list-style: none; font-size: 14px; line-height: 1.4; }
.people bdi, .people small { display: block; overflow-wrap: anywhere; }
.people .name { font-weight: 600; }
.pill { display: inline-block; min-width: 26px; padding: 0 8px; border-radius: 13px; background: var(--accent); color: var(--card); font-size: 14px; line-height: 26px; text-align: center; }
.how { font-size: 15px; } .how li { margin: 6px 0; }
@media (max-width: 720px) {
body { padding: 24px 12px 40px; } .box { padding: 18px 16px; } h1 { font-size: 25px; }
.cards { grid-template-columns: 1fr 1fr; gap: 12px; } .card { padding: 14px; } .card dd { font-size: 23px; }
.funnel thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); } .funnel tr { display: grid; grid-template-columns: 1fr auto; padding: 10px 0; border-top: 1px solid var(--line); } .funnel tr:first-child { border-top: 0; } .funnel th, .funnel td { padding: 0; border: 0; } .funnel .wide { order: 1; grid-column: 1 / -1; width: auto; } .funnel .part, .funnel .week { order: 2; color: var(--quiet); font-size: 13px; } .funnel .part { text-align: left; } .funnel .part:not(:empty)::after { content: " " attr(data-label); } .funnel .week:not(:empty)::after { content: " " attr(data-label); }
.grid thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.grid tr { display: block; padding: 10px 0; border-top: 1px solid var(--line); } .grid th, .grid td { display: block; padding: 2px 0; border: 0; text-align: left; }
.grid td { display: grid; grid-template-columns: 1fr auto 30%; gap: 10px; align-items: center; } .grid td::before { content: attr(data-label); color: var(--quiet); font-size: 13px; } .grid .track { margin: 0; }
.columns { gap: 3px; } .columns li { font-size: 11px; }
}
@media print { body { padding: 0; background: #fff; } .box, .card { break-inside: avoid; } }
`;
