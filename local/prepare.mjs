// What `npm start` and `npm test` need before anything else, on whatever Node the machine has: plain JavaScript, no
// dependency.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';

const fail = (message) => {
  console.error(`\n${message}\n`);
  process.exit(1);
};

const node = Number(process.versions.node.split('.')[0]);
if (node < 20) {
  fail(
    `Node ${process.versions.node} is too old to install the packages: 20 or newer is needed (24 then comes by itself).\n  nvm install 24    or    https://nodejs.org`,
  );
}

const java = spawnSync('java', ['-version'], { encoding: 'utf8' });
const version = /version "(\d+)/.exec(java.stderr ?? '')?.[1];
if (java.error || !version || Number(version) < 17) {
  fail(
    `${version ? `Java ${version} is too old` : 'Java is missing'}: DynamoDB Local needs Java 17 or newer.\n`
      + '  Debian, Ubuntu:  sudo apt-get install -y openjdk-17-jre-headless\n  macOS:           brew install openjdk@17',
  );
}

const installed = 'node_modules/.package-lock.json';
if (!existsSync(installed) || statSync(installed).mtimeMs < statSync('package-lock.json').mtimeMs) {
  console.log('Installing packages (npm ci) …');
  const { status } = spawnSync('npm', ['ci', '--no-fund', '--no-audit', '--loglevel=error'], { stdio: 'inherit' });
  if (status !== 0) fail('The packages could not be installed; npm has said why above.');
}
