const [major, minor] = process.versions.node.split('.').map(Number) as [number, number];

/** Native modules crash on an older Node, so this file is imported before any of them. */
if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(
    `Vitrine needs Node 22.18 or newer, this is ${process.versions.node}. ` +
      'Run it with `npm start`, which uses the Node that `npm ci` installed.\n',
  );
  process.exit(78);
}
