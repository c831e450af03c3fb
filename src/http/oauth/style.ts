/** The stylesheet of the sign-in pages. */
export const style = `:root {
  color-scheme: light dark;
  --back: light-dark(#f3f1ec, #16181b);
  --card: light-dark(#fff, #212429);
  --text: light-dark(#22252a, #e8e6e1);
  --quiet: light-dark(#626770, #a3a8b0);
  --line: light-dark(#cfcabf, #454a52);
  --accent: light-dark(#1d5c4d, #6fc3ab);
  --on-accent: light-dark(#fff, #10231e);
  --problem: light-dark(#a3271f, #ff9d94);
}
* { box-sizing: border-box; }
body {
  margin: 0;
  min-height: 100vh;
  display: grid;
  place-items: center;
  padding: 1rem;
  background: var(--back);
  color: var(--text);
  font: 1rem/1.5 system-ui, sans-serif;
}
main {
  width: min(25rem, 100%);
  padding: 2rem;
  background: var(--card);
  border: 1px solid var(--line);
  border-radius: .75rem;
  overflow-wrap: anywhere;
}
.brand { margin: 0 0 1.5rem; color: var(--accent); font-weight: 650; letter-spacing: .02em; }
h1 { margin: 0 0 .5rem; font-size: 1.5rem; line-height: 1.25; font-weight: 650; }
h1 em { font-style: normal; }
p { margin: 0 0 1rem; }
ul { margin: 0 0 1rem; padding-left: 1.2rem; }
.note { color: var(--quiet); font-size: .9rem; }
.problem { color: var(--problem); font-weight: 550; }
label { display: block; margin: 1rem 0 .25rem; font-weight: 550; }
input, button { font: inherit; color: inherit; border-radius: .5rem; border: 1px solid var(--line); }
input { width: 100%; padding: .6rem .75rem; background: var(--back); }
button { padding: .6rem 1.25rem; background: none; cursor: pointer; }
button.main { background: var(--accent); border-color: var(--accent); color: var(--on-accent); font-weight: 600; }
form > button.main { width: 100%; margin-top: 1.5rem; }
.buttons { display: grid; grid-template-columns: 1fr 1fr; gap: .75rem; margin-top: 1.5rem; }
button.link { border: 0; padding: .75rem 0 0; color: var(--quiet); text-decoration: underline; font-size: .9rem; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
`;
