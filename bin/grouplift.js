#!/usr/bin/env node
// Nothing is imported before the version is known: an older Node would end in a stack trace.
const needed = [20, 19];
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < needed[0] || (major === needed[0] && minor < needed[1])) {
  process.stderr.write(
    `error: found Node ${process.versions.node}, expected ${needed.join('.')} or later.\n  hint: Install a newer Node, such as the current LTS version.\n`,
  );
  process.exitCode = 2;
} else {
  import('../dist/cli.js')
    .then(({ main }) => main(process.argv))
    .then((code) => {
      process.exitCode = code;
    });
}
