/** The report's style sheet: light and dark by the reader's preference, narrow screens, paper. */
export const STYLE = `
:root{color-scheme:light dark;--bg:#fff;--fg:#1b1f24;--soft:#57606a;--line:#d0d7de;--card:#f6f8fa;--link:#0550ae;--high:#b42318;--medium:#8a4b00;--low:#0a6640;
--p:#b42318;--w:#d97706;--t:#8250df;--r:#2f6fde;--l:#5aa9e6;--x:#8c959f;--used:#1a7f37;--needed:#2f6fde;--unused:#d1242f;--unk:#8c959f}
@media(prefers-color-scheme:dark){:root{--bg:#0d1117;--fg:#e6edf3;--soft:#9da7b3;--line:#30363d;--card:#161b22;--link:#79c0ff;--high:#ff8f85;--medium:#f0b354;--low:#63d297;
--p:#ff6a5e;--w:#e3a13c;--t:#bc8cff;--r:#539bf5;--l:#9cd2ff;--x:#6e7681;--used:#3fb950;--needed:#539bf5;--unused:#f85149;--unk:#6e7681}}
*{box-sizing:border-box}
body{margin:0 auto;padding:1.5rem;max-width:80rem;background:var(--bg);color:var(--fg);font:15px/1.5 system-ui,sans-serif}
h1{font-size:1.6rem;line-height:1.25;margin:0 0 .25rem}h2{font-size:1.2rem;margin:2rem 0 .5rem}h3{font-size:1rem;margin:1rem 0 .25rem}
p{margin:.25rem 0}.soft{color:var(--soft)}a{color:var(--link)}code{font:.9em ui-monospace,monospace;overflow-wrap:anywhere}
:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(8.5rem,1fr));gap:.75rem;margin:1rem 0;padding:0;list-style:none}
.tiles li{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:.6rem .8rem}
.tiles b{display:block;font-size:1.5rem;line-height:1.2;font-variant-numeric:tabular-nums}
figure{margin:0;overflow-x:auto}figcaption{color:var(--soft);margin:.25rem 0}svg{display:block;max-width:100%;height:auto}svg text{fill:var(--fg);font:12px system-ui,sans-serif}svg .soft{fill:var(--soft)}.e{text-anchor:end}.m{text-anchor:middle}
.line{fill:none;stroke:var(--unused);stroke-width:2}.axis{fill:none;stroke:var(--line)}.warn{color:var(--medium)}
.p{fill:var(--p)}.w{fill:var(--w)}.t{fill:var(--t)}.r{fill:var(--r)}.l{fill:var(--l)}.x{fill:var(--x)}
.used{fill:var(--used)}.needed{fill:var(--needed)}.unused{fill:var(--unused)}.unk{fill:var(--unk)}
.key{display:flex;flex-wrap:wrap;gap:.25rem 1rem;margin:.25rem 0;padding:0;list-style:none;font-size:.9rem}.key svg{display:inline;vertical-align:-1px;margin-right:.35rem}
.tools{display:flex;flex-wrap:wrap;gap:.75rem;align-items:end;margin:.5rem 0}.tools label{display:grid;font-size:.85rem;color:var(--soft)}
input,select,th button{font:inherit;color:inherit}input,select{background:var(--bg);border:1px solid var(--line);border-radius:6px;padding:.35rem .5rem;min-width:12rem}
.scroll{overflow-x:auto;border:1px solid var(--line);border-radius:8px}table{border-collapse:collapse;width:100%}
th,td{padding:.4rem .6rem;text-align:left;border-bottom:1px solid var(--line);vertical-align:top}tr:last-child>*{border-bottom:0}
thead th{background:var(--card);white-space:nowrap}th button{background:none;border:0;padding:0;font-weight:600;cursor:pointer}
th[aria-sort=ascending] button::after{content:" ▲"}th[aria-sort=descending] button::after{content:" ▼"}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}tbody th{font-weight:600;min-width:11rem;max-width:24rem;overflow-wrap:anywhere}
.risk{font-weight:600;white-space:nowrap}.high{color:var(--high)}.medium{color:var(--medium)}.low{color:var(--low)}.none{color:var(--soft)}
details{border:1px solid var(--line);border-radius:8px;margin:.5rem 0;padding:0 .9rem}details[open]{padding-bottom:.75rem}
summary{cursor:pointer;padding:.55rem 0;font-weight:600;overflow-wrap:anywhere}summary span{font-weight:400}
dl ul,dl ol{margin:0}dl{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1rem;margin:.25rem 0}dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}ul,ol{margin:.25rem 0;padding-left:1.25rem}
.skip{position:absolute;left:-999px}.skip:focus{position:static}[hidden]{display:none!important}
td.d{white-space:nowrap}
@media(max-width:60rem){figure svg{max-width:none;width:46rem}}
@media(max-width:40rem){body{padding:.9rem}dl{grid-template-columns:1fr}dt{margin-top:.35rem}}
@media print{figure svg{max-width:100%;width:100%}:root{--bg:#fff;--fg:#000;--soft:#444;--line:#bbb;--card:#fff;--link:#000}body{max-width:none;padding:0;font-size:10pt}.tools,.skip{display:none}details{break-inside:avoid}table{font-size:7.5pt}th,td{padding:.15rem .3rem}thead th{white-space:normal}tbody th{min-width:0}.scroll,figure{overflow:visible}}
`.trim();
