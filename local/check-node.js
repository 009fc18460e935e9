// Plain JavaScript on purpose: it has to run on the old Node that it warns of.
const wanted = 24;
if (Number(process.versions.node.split('.')[0]) < wanted) {
  console.error(`Node ${wanted} is needed, this is ${process.version}. It comes with the project: run \`npm ci\`, then the npm script (\`npm start\`).`);
  process.exit(1);
}
