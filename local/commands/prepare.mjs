/**
 * Begins every command of package.json, on whatever Node the machine has and before anything is installed: plain
 * JavaScript, no dependency. `node local/commands/prepare.mjs <file> …` answers `--help` with what the file says at its head.
 * Otherwise it looks whether what the command needs is there, and runs the file with the Node that the packages bring.
 * `npm start` and `npm test` install the packages; the others say how.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const [file, ...words] = process.argv.slice(2);
const command = process.env.npm_lifecycle_event;

const fail = (message) => {
  console.error(`\n${message}\n`);
  process.exit(1);
};

if (words.includes('--help') || words.includes('-h')) {
  const [, head] = /\/\*\*([\s\S]*?)\*\//.exec(readFileSync(join(root, file), 'utf8'));
  console.log(head.split('\n').map((line) => line.replace(/^\s*\* ?/, '').trimEnd()).join('\n').trim());
  process.exit(0);
}

const node = Number(process.versions.node.split('.')[0]);
if (node < 20) {
  fail(
    `Node ${process.versions.node} is too old to install the packages: 20 or newer is needed (24 then comes by itself).\n  nvm install 24    or    https://nodejs.org`,
  );
}

const installs = command === 'start' || command === 'test';

if (installs) {
  const java = spawnSync('java', ['-version'], { encoding: 'utf8' });
  const version = /version "(\d+)/.exec(java.stderr ?? '')?.[1];
  if (java.error || !version || Number(version) < 17) {
    fail(
      `${version ? `Java ${version} is too old` : 'Java is missing'}: DynamoDB Local needs Java 17 or newer.\n`
        + '  Debian, Ubuntu:  sudo apt-get install -y openjdk-17-jre-headless\n  macOS:           brew install openjdk@17',
    );
  }
}

const installed = join(root, 'node_modules/.package-lock.json');
if (
  !existsSync(installed)
  || (installs && statSync(installed).mtimeMs < statSync(join(root, 'package-lock.json')).mtimeMs)
) {
  if (!installs) fail(`The packages are not installed yet. Install them, then try this again:\n  npm ci`);
  console.log('Installing packages (npm ci) …');
  const { status } = spawnSync('npm', ['ci', '--no-fund', '--no-audit', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) fail('The packages could not be installed; npm has said why above.');
}

const run = spawn(join(root, 'node_modules/.bin/node'), [join(root, file), ...words], { stdio: 'inherit' });
// A terminal's Ctrl-C reaches both; whoever ends this process alone means the command.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => run.kill(signal));
run.on('error', (error) => fail(error.message));
run.on('exit', (code, signal) => process.exit(signal ? 1 : code));
