#!/usr/bin/env node
'use strict';
// Holds the engine's verdicts against the oracle's, line by line, for every reading.
//
//     compare.js ENGINE POLICIES DATA.json D1,D2,…
//
// ENGINE is the program of verdicts.c. Prints the first differences and the totals; ends with 1 when
// there is one, when a line is missing on either side, or when a reading was not compared.
const { spawn } = require('child_process');
const readline = require('readline');
const oracle = require('./verdicts.js');

const SHOWN = 12;

/** The parts of a line that differ, for people. */
function difference(ours, theirs) {
  const a = ours.split(' '), b = theirs.split(' ');
  const onlyA = a.filter((x) => !b.includes(x)), onlyB = b.filter((x) => !a.includes(x));
  return `${a.slice(0, 3).join(' ')}\n    engine ${onlyA.join(' ')}\n    oracle ${onlyB.join(' ')}`;
}

async function main([engine, policies, path, dates]) {
  if (dates === undefined) {
    process.stderr.write('usage: compare.js ENGINE POLICIES DATA.json D1,D2,…\n');
    return 2;
  }
  const data = oracle.loadFile(path);
  const settings = new Map(oracle.readingSets());
  const waiting = new Set(settings.keys());
  const totals = { lines: 0, rules: 0, different: 0 };

  const report = (label, ours, theirs) => {
    totals.different++;
    if (totals.different <= SHOWN) console.log(`${label}: ${difference(ours, theirs)}`);
  };
  const compareSetting = (label, lines) => {
    if (!waiting.delete(label)) { report(label, 'a reading', 'no such reading, or twice'); return; }
    let at = 0;
    oracle.evaluate(data, dates.split(','), settings.get(label), (result) => {
      const theirs = oracle.formatLine(result), ours = lines[at++];
      totals.lines++;
      totals.rules += result.regels.length;
      if (ours !== theirs) report(label, ours === undefined ? '(no line)' : ours, theirs);
    });
    for (; at < lines.length; at++) report(label, lines[at], '(no line)');
  };

  const child = spawn(engine, [policies, path, dates], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => child.on('close', resolve));
  let label = null, lines = [];
  for await (const line of readline.createInterface({ input: child.stdout })) {
    const space = line.indexOf(' ');
    if (line.slice(0, space) !== label) {
      if (label !== null) compareSetting(label, lines);
      label = line.slice(0, space);
      lines = [];
    }
    lines.push(line.slice(space + 1));
  }
  if (label !== null) compareSetting(label, lines);
  const status = await ended;
  if (status !== 0) console.log(`the engine ended with ${status}`);
  for (const missing of waiting) console.log(`the engine did not answer for ${missing}`);
  console.log(`${path}: ${totals.lines} results, ${totals.rules} rules, ${totals.different} differences`);
  return status !== 0 || waiting.size > 0 || totals.different > 0 ? 1 : 0;
}

main(process.argv.slice(2)).then((code) => { process.exitCode = code; });
