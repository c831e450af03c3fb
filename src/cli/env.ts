import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { AUTH_SERVER } from '../auth/authBlock.ts';
import { loadConfig } from '../config.ts';
import { exits, Failure } from './failure.ts';
import { printOne } from './output.ts';

type Shell = 'sh' | 'fish' | 'powershell';

/** How each shell sets a variable; the values are in single quotes. */
const assignments: { readonly [shell in Shell]: (name: string, value: string) => string } = {
  sh: (name, value) => `export ${name}='${value.replaceAll("'", "'\\''")}'`,
  fish: (name, value) => `set -gx ${name} '${value.replace(/['\\]/g, '\\$&')}'`,
  powershell: (name, value) => `$env:${name} = '${value.replaceAll("'", "''")}'`,
};

export function addEnvCommand(program: Command): void {
  program
    .command('env')
    .description('print the variables that make clients trust the certificate')
    .addOption(
      new Option('--shell <shell>', 'whose words')
        .choices(['sh', 'fish', 'powershell'])
        .default('sh'),
    )
    .option('--json', 'print JSON')
    .action(({ shell, json = false }: { shell: Shell; json?: boolean }) => {
      const config = loadConfig();
      const ca = join(resolve(config.data), 'tls', 'ca.pem');
      if (!existsSync(ca)) {
        throw new Failure('CONFIG', exits.config, `${ca} is not there yet: start the portal once`);
      }
      const base = config.publicUrl ?? `https://localhost:${config.httpsPort}`;
      const variables = {
        NODE_EXTRA_CA_CERTS: ca,
        REQUESTS_CA_BUNDLE: ca,
        SSL_CERT_FILE: ca,
        CURL_CA_BUNDLE: ca,
        BITRIX24_PHP_SDK_DEFAULT_AUTH_SERVER_URL: `${base}/${AUTH_SERVER}/`,
      };
      if (json) return printOne(variables, true);
      const lines = Object.entries(variables).map(([name, value]) =>
        assignments[shell](name, value),
      );
      const notes = [
        '# Node adds this authority to those that it knows; Python, curl and OpenSSL know no other then.',
        `# PHP: php -d curl.cainfo='${ca}' -d openssl.cafile='${ca}'`,
        '# eval "$(npx vitrine env)"',
      ];
      process.stdout.write(`${[...lines, ...notes].join('\n')}\n`);
    });
}
