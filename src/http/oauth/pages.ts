import type { SignedIn } from '../../auth/sessions.ts';
import { type Html, html } from './html.ts';

/** Scopes in words. */
const scopeTexts: Readonly<Record<string, string>> = {
  catalog: 'Read and change the product catalogue',
  crm: 'Read and change customers',
  user: 'See the users of the portal',
  user_basic: 'See names and addresses of users',
  user_brief: 'See names of users',
};

interface Frame {
  readonly title: string;
  /** Address of the stylesheet. */
  readonly style: string;
  readonly body: Html;
}

const page = ({ title, style, body }: Frame): Html => html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="stylesheet" href="${style}">
</head>
<body>
<main>
<p class="brand">Vitrine</p>
${body}
</main>
</body>
</html>
`;

export interface SignInPage {
  readonly style: string;
  readonly appName: string;
  readonly csrf: string;
  /** What was typed before, and why it did not do. */
  readonly login: string;
  readonly problem?: string | undefined;
}

export const signInPage = ({ style, appName, csrf, login, problem }: SignInPage): Html =>
  page({
    title: 'Sign in',
    style,
    body: html`<h1>Sign in</h1>
<p>to continue to <strong>${appName}</strong></p>
${problem === undefined ? '' : html`<p class="problem" role="alert">${problem}</p>`}
<form method="post">
<input type="hidden" name="csrf" value="${csrf}">
<input type="hidden" name="action" value="signIn">
<label for="login">Login</label>
<input id="login" name="login" value="${login}" autocomplete="username" autocapitalize="none" required autofocus>
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required>
<button class="main">Sign in</button>
</form>`,
  });

export interface ConsentPage {
  readonly style: string;
  readonly appName: string;
  readonly scopes: readonly string[];
  readonly user: SignedIn;
  /** Host that the answer goes to. */
  readonly host: string;
  readonly csrf: string;
}

export const consentPage = ({ style, appName, scopes, user, host, csrf }: ConsentPage): Html =>
  page({
    title: `Allow ${appName}`,
    style,
    body: html`<h1>Allow <em>${appName}</em>?</h1>
<p>It will act for <strong>${`${user.name} ${user.lastName}`.trim()}</strong> (${user.login}) and may:</p>
<ul>${scopes.map((scope) => html`<li>${scopeTexts[scope] ?? scope}</li>`)}</ul>
<p class="note">You go on to ${host}.</p>
<form method="post">
<input type="hidden" name="csrf" value="${csrf}">
<div class="buttons">
<button name="action" value="deny">Deny</button>
<button class="main" name="action" value="allow">Allow</button>
</div>
<button class="link" name="action" value="signOut">Sign in as somebody else</button>
</form>`,
  });

export interface OpenPage {
  readonly style: string;
  readonly appName: string;
  /** Of the script that sends the form; without scripts there is its button. */
  readonly nonce: string;
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
}

export const openPage = ({ style, appName, nonce, action, fields }: OpenPage): Html =>
  page({
    title: appName,
    style,
    body: html`<h1>Opening ${appName}</h1>
<form method="post" action="${action}">
${Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<button class="main">Open</button>
</form>
<script nonce="${nonce}">document.forms[0].submit();</script>`,
  });

export const messagePage = (options: { style: string; title: string; text: string }): Html =>
  page({
    title: options.title,
    style: options.style,
    body: html`<h1>${options.title}</h1>
<p>${options.text}</p>`,
  });
