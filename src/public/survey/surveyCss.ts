/** Everything a survey needs to look right, in 3 kB; colours come from its theme. */
export function css(ownTheme: boolean): string {
  return `
:root{color-scheme:light dark;--line:color-mix(in srgb,var(--ink) 24%,var(--card));--ink2:color-mix(in srgb,var(--ink) 74%,var(--card));--sunk:color-mix(in srgb,var(--ink) 5%,var(--card));--bad:#a52c1d}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:17px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
.kiosk{font-size:21px}
.embedded{font-size:16px}.embedded .main{margin-top:10px;padding:0 10px}.embedded header{padding:16px 60px 0 18px}.embedded footer{padding-bottom:14px}.embedded .card{padding:16px;border:0}
header,.main,footer{max-width:660px;margin:0 auto;padding:0 18px}
header{padding-top:26px;font-weight:700;color:var(--ink2);display:flex;flex-wrap:wrap;gap:8px 18px;justify-content:space-between;align-items:center}
header img{max-height:48px;max-width:240px}
header nav{display:flex;flex-wrap:wrap;gap:14px;font-size:15px;font-weight:400}
header b{color:var(--ink)}
.main{margin-top:14px}
footer{padding-top:14px;padding-bottom:40px;font-size:15px;color:var(--ink2)}
.card{background:var(--card);border:1px solid var(--line);border-radius:14px;padding:26px}
h1{font-size:25px;line-height:1.25;letter-spacing:-.02em;margin:0 0 12px}
h1.small{font-size:16px;letter-spacing:0;color:var(--ink2);font-weight:600}
h2{font-size:19px;margin:0 0 12px}
p{margin:0 0 14px;overflow-wrap:anywhere}
.lines{white-space:pre-line}
a{color:var(--accent)}
.steps{display:flex;gap:12px;align-items:center;font-size:14px;color:var(--ink2)}
progress{flex:1;height:6px;appearance:none;border:0;border-radius:6px;overflow:hidden;background:var(--sunk)}
progress::-webkit-progress-bar{background:var(--sunk)}progress::-webkit-progress-value{background:var(--accent)}progress::-moz-progress-bar{background:var(--accent)}
fieldset,.q{border:0;padding:0;margin:0 0 26px;min-width:0}
legend,.label{font-weight:600;font-size:1.1em;padding:0;margin-bottom:8px;display:block}
.hint{color:var(--ink2);font-size:15px;margin:-2px 0 10px}
.opt{font-weight:400;font-size:14px;color:var(--ink2)}
.list{display:grid;gap:8px}
.list label,.one{display:flex;gap:12px;align-items:center;border:1px solid var(--line);border-radius:10px;padding:12px 14px;cursor:pointer;min-height:48px}
.list label:has(:checked),.one:has(:checked){border-color:var(--accent);box-shadow:inset 0 0 0 1px var(--accent)}
.scale{display:flex;flex-wrap:wrap;gap:6px}
.scale label{flex:1 0 40px;min-height:48px;border:1px solid var(--line);border-radius:8px;display:grid;place-items:center;cursor:pointer;position:relative}
.scale input{position:absolute;opacity:0;inset:0;width:100%;height:100%;margin:0;cursor:pointer}
.scale label:has(:checked){background:var(--accent);color:var(--on);border-color:var(--accent);font-weight:700}
.stars label{border:0;font-size:34px;line-height:1;flex:0 0 46px;color:var(--line)}
.stars:has(:checked) label{color:var(--accent);background:none}.stars label:has(:checked)~label{color:var(--line)}
.ends{display:flex;justify-content:space-between;gap:12px;margin-top:4px;font-size:15px;color:var(--ink2)}
table{border-collapse:collapse;width:100%}th,td{padding:8px 4px;border-top:1px solid var(--line);text-align:center;font-weight:400}thead *{border:0}thead th{width:16%;font-size:14px;color:var(--ink2)}tbody th{text-align:left}
td label{display:grid;place-items:center;min-height:44px;cursor:pointer}td span{display:none}
input[type=radio],input[type=checkbox]{accent-color:var(--accent);width:20px;height:20px;flex:none}
input:not([type=radio]):not([type=checkbox]):not([type=file]),textarea,select{width:100%;font:inherit;color:inherit;background:var(--card);border:1px solid var(--line);border-radius:10px;padding:10px 12px;min-height:48px}
.list input[type=text]{flex:1;min-width:0}
.rank{display:grid;grid-template-columns:84px 1fr;gap:8px 12px;align-items:center}
textarea{min-height:110px}
button,.button{display:inline-block;font:inherit;font-weight:650;background:var(--accent);color:var(--on);border:0;border-radius:10px;padding:13px 28px;cursor:pointer;text-decoration:none}
.buttons{display:flex;gap:20px;align-items:center}
:focus-visible,.scale label:has(:focus-visible){outline:3px solid var(--accent);outline-offset:2px}
.error{border-left:4px solid var(--bad);padding:2px 0 2px 14px;margin:0 0 20px}.error p,.error ul{margin:0}.wrong{color:var(--bad);font-weight:600;margin:0 0 8px}
.note{font-size:14px;color:var(--ink2);margin:20px 0 0}
.gone{position:absolute;left:-9999px;width:1px;height:1px;overflow:hidden}
@media(max-width:560px){.card{padding:18px}.m thead{display:none}.m tr{display:grid;padding:8px 0;border-top:1px solid var(--line)}.m th,.m td{border:0;padding:2px 0;text-align:left}.m td label{display:flex;gap:12px;justify-content:start}.m td span{display:inline}}
${ownTheme ? '' : '@media(prefers-color-scheme:dark){:root:root{--paper:#14171f;--card:#1b1f2a;--ink:#e9ebf1;--accent:#8b9dff;--on:#10131c;--bad:#ff9a8b}}'}`;
}
