#!/usr/bin/env node
'use strict';
/*
 * Random data for comparing evaluators: deterministic in SEED, in the JSON input format, with the
 * values snapped to where verdicts change.
 *
 *   generate.js SEED N [DIR]            writes DIR/data-SEED-N.json, or to standard output
 *   generate.js SEED N --histogram      counts what the oracle says of it, by rule and verdict
 *   generate.js --dates                 prints the reference dates that suit this data
 */
const fs = require('fs');
const path = require('path');

// ---------------------------------------------------------------- chance (mulberry32)
function chance(seed) {
  let a = seed >>> 0;
  const next = () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = a;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const rnd = {
    hit: (p) => next() < p,
    int: (low, high) => low + Math.floor(next() * (high - low + 1)),
    pick: (list) => list[Math.floor(next() * list.length)],
    /** One of [weight, value] pairs. */
    weighted(pairs) {
      let at = next() * pairs.reduce((sum, [w]) => sum + w, 0);
      for (const [w, value] of pairs) if ((at -= w) < 0) return value;
      return pairs[pairs.length - 1][1];
    },
    /** k different members. */
    some(list, k) {
      const left = list.slice(), out = [];
      while (out.length < k && left.length) out.push(left.splice(Math.floor(next() * left.length), 1)[0]);
      return out;
    },
  };
  return rnd;
}

// ---------------------------------------------------------------- dates
const DAY = 86400000;
const shift = (iso, days) => new Date(Date.parse(`${iso}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
const moveYears = (iso, n) => {
  const moved = `${+iso.slice(0, 4) + n}${iso.slice(4)}`;
  return moved.endsWith('-02-29') && (+moved.slice(0, 4)) % 4 ? moved.replace('-02-29', '-02-28') : moved;
};
const around = (iso) => [shift(iso, -1), iso, shift(iso, 1)];

const FIRST_COLUMN = ['2023-04-01', '2023-07-01', '2023-10-01', '2024-01-01'];
const LATER_COLUMNS = ['2025-04-01', '2025-07-01', '2025-10-01', '2026-04-01', '2026-07-01', '2026-10-01', '2026-01-01',
  '2028-04-01', '2028-07-01', '2028-10-01', '2028-01-01'];
const CELLS = [...FIRST_COLUMN, ...LATER_COLUMNS];
const NO_CELLS = [...CELLS.flatMap((d) => [shift(d, -1), shift(d, 1)]), '2023-01-01', '2023-05-15', '2024-04-01', '2024-07-01',
  '2025-01-01', '2027-01-01', '2027-04-01', '2029-01-01', '2022-04-01', '2024-02-29'];
const NEW_YEARS = [2023, 2024, 2025, 2026, 2027, 2028].flatMap((y) => [`${y}-01-01`, `${y}-12-31`]);
const BOUNDARIES = [...CELLS.flatMap(around), ...NEW_YEARS, '2024-02-29', '2025-02-28', '2025-03-01', '2028-02-29', '2026-02-15'];

/** Reference dates on which this data says the most. */
const REFERENCE_DATES = ['2023-04-01', '2023-12-31', '2024-03-31', '2024-06-30', '2024-12-31', '2025-01-01', '2025-03-31', '2025-04-01',
  '2025-12-31', '2026-01-01', '2026-02-15', '2026-04-01', '2026-10-01', '2026-12-31', '2027-01-01', '2027-06-30', '2027-12-31',
  '2028-01-01', '2028-04-01', '2028-12-31'];

// ---------------------------------------------------------------- vocabulary
const KERNELEMENTEN = ['anders_werken', 'samenwerken_netwerk', 'goede_gesprek', 'uitbreiding_capaciteit'];
const STATUSES = ['gepland', 'ingezet', 'doorontwikkeld', 'gestopt'];
const VERSIONS = ['2023', '2025', '2026-2027', '2028'];
const CODES = {
  anders_werken: ['lean_werken', 'smart_typing', 'ontregel_de_zorg', 'anders_trieren', 'omgaan_met_agressie', 'taakherschikking', 'digivaardig', 'adepd_registreren'],
  goede_gesprek: ['alk_training', 'positieve_gezondheid_mura', 'positieve_gezondheid_iph', 'reablement'],
  samenwerken_netwerk: ['viplive', 'welzijn_op_recept', 'welzijn_op_recept', 'welzijn_op_recept', 'eenmalige_consultatie_specialist', 'eenmalige_consultatie_ggz', 'eenmalige_consultatie_ouderenzorg'],
  uitbreiding_capaciteit: ['extra_poh', 'extra_assistent', 'lean_werken'],
};
const ALL_CODES = Object.values(CODES).flat();
const OTHER_CODES = ['groepsconsult', 'e_consult', 'wijkoverleg', 'lean', 'welzijn'];
const OTHER_RHOS = Array.from({ length: 24 }, (_, i) => `RHO${String(i + 1).padStart(2, '0')}`);
const LSVS = Array.from({ length: 30 }, (_, i) => `LSV${String(i + 1).padStart(2, '0')}`);
const REGIOS = Array.from({ length: 20 }, (_, i) => `REGIO${String(i + 1).padStart(2, '0')}`);
const PRACTICE_BOOLS = ['lerende_omgeving', 'regioplan_aansluiting', 'rho_ondersteuning', 'commitment_leidraad', 'praktijkplan', 'wor_verwijst', 'wor_informeert'];
const RHO_BOOLS = ['projectleider', 'intervisie', 'praktijkplannen', 'interventies', 'monitoring', 'rapportage', 'informatie', 'sociaal_domein', 'tweede_lijn', 'ggz'];
const BASELINED = ['wachttijd', 'verwijzingen', 'diagnostiek', 'medicatie', 'patienttevredenheid', 'werkplezier', 'netwerk'];
const NAMES = ['Praktijk De Linde', 'Huisartsen Plein; 3', 'Café-Noord "oud"', 'Dokters Zuid, IJ', 'Gezondheidscentrum Ü', 'HAP 7'];

// A file needs good practices as much as bad ones: where everything is unknown nothing is tested.
const PROFILES = [
  [45, { yes: 0.995, unknown: 0.004, listUnknown: 0.005, right: 0.97 }],
  [33, { yes: 0.93, unknown: 0.03, listUnknown: 0.03, right: 0.8 }],
  [22, { yes: 0.7, unknown: 0.16, listUnknown: 0.12, right: 0.5 }],
];
// The one row that the rules of UNICUM judge: something of everything.
const MIDDLING = { yes: 0.84, unknown: 0.07, listUnknown: 0.05, right: 0.8 };

// ---------------------------------------------------------------- records
/** Unknown is written in both ways: a null, or no key. */
function put(rnd, row, key, value, pUnknown) {
  if (value === null || rnd.hit(pUnknown)) {
    if (rnd.hit(0.5)) row[key] = null;
  } else row[key] = value;
}
const yesNo = (rnd, pYes) => {
  const yes = rnd.hit(pYes);
  return rnd.hit(0.04) ? (yes ? 'ja' : 'nee') : yes;
};

/** Days near which something changes for this practice. */
function ownDates(start) {
  if (start === null) return BOUNDARIES;
  const out = [];
  for (let n = 0; n <= 4; n++) out.push(...around(moveYears(start, n)));
  return out;
}
function someDate(rnd, start) {
  return rnd.weighted([[5, () => rnd.pick(ownDates(start))], [3, () => rnd.pick(BOUNDARIES)],
    [2, () => shift('2023-01-01', rnd.int(0, 2300))]])();
}
const text = (rnd, pFilled) => (rnd.hit(pFilled) ? rnd.pick(['beschreven', ' x', 'zie bijlage; "A"', '0']) : rnd.pick(['', '', '   ']));

function intervention(rnd, q, start, kernelement) {
  const row = {};
  const codes = rnd.weighted([[12, CODES[kernelement]], [2, OTHER_CODES], [1, ALL_CODES]]);
  put(rnd, row, 'code', rnd.pick(codes), q.unknown);
  put(rnd, row, 'kernelement', kernelement, q.unknown);
  const status = rnd.weighted([[10, 'ingezet'], [8, 'doorontwikkeld'], [rnd.hit(q.right) ? 0.3 : 5, 'gepland'], [3, 'gestopt']]);
  put(rnd, row, 'status', status, q.unknown);
  const early = start !== null && rnd.hit(q.right);
  const gestart = early ? shift(start, rnd.int(-40, 300)) : someDate(rnd, start);
  // a planned one has mostly not started, and a good practice plans ahead
  const gepland = status === 'gepland' && rnd.hit(q.right) ? shift('2026-06-01', rnd.int(0, 900)) : rnd.hit(0.5) ? shift(gestart, -rnd.int(0, 60)) : someDate(rnd, start);
  put(rnd, row, 'gepland', gepland, status === 'gepland' ? q.unknown : 0.4);
  put(rnd, row, 'gestart', status === 'gepland' && rnd.hit(0.85) ? null : gestart, q.unknown);
  const filled = rnd.hit(q.right) ? 0.998 : 0.75;
  for (const field of ['doel', 'activiteiten', 'resultaat']) put(rnd, row, field, text(rnd, filled), q.unknown);
  put(rnd, row, 'reflectie', text(rnd, rnd.hit(q.right) ? 0.99 : 0.5), q.unknown);
  return row;
}
function interventions(rnd, q, start) {
  if (rnd.hit(0.03)) return [];
  const kinds = [];
  for (const k of KERNELEMENTEN.slice(0, 3)) if (rnd.hit(q.right)) kinds.push(...Array(rnd.weighted([[3, 1], [5, 2], [1, 3]])).fill(k));
  for (let extra = rnd.int(0, 2); extra > 0; extra--) kinds.push(rnd.pick(KERNELEMENTEN));
  return rnd.some(kinds, kinds.length).map((k) => intervention(rnd, q, start, k));
}

function intervisieRow(rnd, q, datum) {
  const row = {};
  put(rnd, row, 'datum', datum, q.unknown);
  put(rnd, row, 'thema_mtvp', yesNo(rnd, 0.9), q.unknown);
  put(rnd, row, 'verslag', yesNo(rnd, rnd.hit(q.right) ? 0.97 : 0.6), q.unknown);
  return row;
}
function intervisies(rnd, q, start) {
  if (rnd.hit(0.04)) return [];
  const rows = [];
  for (let y = 2023; y <= 2028; y++) {
    if (!rnd.hit(q.right)) continue;
    const datum = rnd.weighted([[6, `${y}-${rnd.pick(['01', '02', '03', '05', '09', '11'])}-${rnd.pick(['01', '14', '28'])}`],
      [1, `${y}-01-01`], [1, `${y}-12-31`], [2, start === null ? `${y}-04-01` : rnd.pick(around(`${y}${start.slice(4).replace('02-29', '02-28')}`))]]);
    rows.push(intervisieRow(rnd, q, datum));
  }
  if (rnd.hit(0.3)) rows.push(intervisieRow(rnd, q, someDate(rnd, start)));
  return rnd.some(rows, rows.length);
}

function bevestigingRow(rnd, q, jaar, datum) {
  const row = {};
  put(rnd, row, 'jaar', jaar, q.unknown);
  put(rnd, row, 'datum', datum, q.unknown);
  put(rnd, row, 'interventies_genoemd', yesNo(rnd, rnd.hit(q.right) ? 0.99 : 0.7), q.unknown);
  return row;
}
function bevestigingen(rnd, q, start) {
  if (rnd.hit(0.04)) return [];
  const rows = [];
  for (let y = 2025; y <= 2028; y++) {
    if (!rnd.hit(q.right)) continue;
    const datum = rnd.weighted([[8, `${y}-${rnd.pick(['01', '03', '06', '10', '12'])}-${rnd.pick(['01', '15', '31']).replace('31', '28')}`],
      [1, `${y}-12-31`], [1, `${y + 1}-01-01`], [1, `${y + 1}-${rnd.pick(['02', '06'])}-01`]]);
    rows.push(bevestigingRow(rnd, q, y, datum));
  }
  if (rnd.hit(0.15)) rows.push(bevestigingRow(rnd, q, rnd.int(2023, 2028), someDate(rnd, start)));
  return rows;
}

function practice(rnd, i) {
  const q = rnd.weighted(PROFILES);
  const start = rnd.weighted([[66, () => rnd.pick(FIRST_COLUMN)], [22, () => rnd.pick(LATER_COLUMNS)], [9, () => rnd.pick(NO_CELLS)], [2, () => null],
    [1, () => shift('2023-01-01', rnd.int(0, 2300))]])();
  const row = { agb: String(99000000 + i) };
  put(rnd, row, 'naam', rnd.pick(NAMES), 0.1);
  put(rnd, row, 'instroom', start, 0);
  put(rnd, row, 'rho', rnd.weighted([[42, 'UNICUM'], [26, 'ROHA'], [24, rnd.pick(OTHER_RHOS)], [1, 'unicum'], [2, 'WEG01'], [6, null]]), 0);
  put(rnd, row, 'lsv', rnd.weighted([[90, rnd.pick(LSVS)], [4, 'LSVWEG'], [6, null]]), 0);
  put(rnd, row, 'patienten', rnd.weighted([[1, 0], [1, 1], [3, 2095], [20, rnd.int(200, 12000)]]), 0.1);
  for (const name of PRACTICE_BOOLS) put(rnd, row, name, yesNo(rnd, q.yes), q.unknown);
  const lists = { interventie: interventions, intervisie: intervisies, bevestiging: bevestigingen };
  for (const [name, make] of Object.entries(lists)) put(rnd, row, name, make(rnd, q, start), q.listUnknown);
  return row;
}

// ---------------------------------------------------------------- RHO, LSV, region
function regioplan(rnd, leidraad, q) {
  const row = {};
  const adopted = { 2023: '2023-01-30', 2025: '2025-01-01', '2026-2027': '2025-09-30', 2028: '2027-12-31' }[leidraad];
  put(rnd, row, 'leidraad', leidraad, q.unknown);
  put(rnd, row, 'vastgesteld', rnd.weighted([[6, adopted], [2, rnd.pick(BOUNDARIES)]]), q.unknown);
  put(rnd, row, 'met_praktijken', yesNo(rnd, q.yes), q.unknown);
  put(rnd, row, 'geaccordeerd', yesNo(rnd, q.yes), q.unknown);
  return row;
}
function rhoRow(rnd, rho) {
  const q = rho === 'UNICUM' ? MIDDLING : rnd.pick(PROFILES)[1];
  const row = { rho };
  put(rnd, row, 'naam', `Regio-organisatie ${rho}`, 0.1);
  for (const name of RHO_BOOLS) put(rnd, row, name, yesNo(rnd, q.yes), q.unknown);
  const plans = rnd.hit(0.05) ? [] : VERSIONS.filter(() => rnd.hit(0.5 + q.right / 2)).map((v) => regioplan(rnd, v, q));
  if (rnd.hit(0.2)) plans.push(regioplan(rnd, rnd.pick(VERSIONS), q));
  put(rnd, row, 'regioplan', plans, q.listUnknown);
  return row;
}
function lsvRow(rnd, lsv) {
  const row = { lsv, naam: `Steunvereniging ${lsv}` };
  put(rnd, row, 'wor_aanbod', rnd.weighted([[8, true], [2, false]]), 0.15);
  return row;
}
function regioRow(rnd, regio, jaar) {
  const pUnknown = rnd.pick([0, 0, 0.02, 0.15]);
  const right = rnd.pick([0.97, 0.8, 0.5]);
  const row = { regio, jaar };
  put(rnd, row, 'consulten', rnd.hit(right) ? rnd.pick([0, 4.5, 4.59]) : rnd.pick([4.6, 4.61, 5]), pUnknown);
  put(rnd, row, 'patienten_per_fte', rnd.hit(right) ? rnd.pick([2095, 2096, 2300]) : rnd.pick([1800, 2094]), pUnknown);
  for (const name of BASELINED) {
    const tenths = rnd.int(10, 90);
    const better = BASELINED.indexOf(name) < 4 ? -1 : 1;
    put(rnd, row, name, (tenths + (rnd.hit(right) ? better : rnd.pick([0, 0, -better]))) / 10, pUnknown);
    put(rnd, row, `nulmeting_${name}`, tenths / 10, pUnknown);
  }
  return row;
}

// ---------------------------------------------------------------- a file
const CHILD_COLUMNS = {
  interventie: ['code', 'kernelement', 'gepland', 'gestart', 'status', 'doel', 'activiteiten', 'resultaat', 'reflectie'],
  intervisie: ['datum', 'thema_mtvp', 'verslag'],
  bevestiging: ['jaar', 'datum', 'interventies_genoemd'],
};
const DROPPABLE = [
  ...[...PRACTICE_BOOLS, 'rho', 'lsv', 'patienten', 'interventie', 'intervisie', 'bevestiging'].map((c) => ['praktijk', c]),
  ...Object.entries(CHILD_COLUMNS).flatMap(([list, columns]) => columns.map((c) => ['praktijk', list, c])),
  ...[...RHO_BOOLS, 'regioplan'].map((c) => ['rho', c]),
  ...['leidraad', 'vastgesteld', 'met_praktijken', 'geaccordeerd'].map((c) => ['rho', 'regioplan', c]),
  ['lsv', 'wor_aanbod'], ['regio', 'consulten'], ['regio', 'nulmeting_wachttijd'], ['rho'], ['lsv'],
];
/** Takes a whole file, list or column away, for every subject. */
function drop(data, [file, ...keys]) {
  if (keys.length === 0) { delete data[file]; return; }
  for (const row of data[file] || []) {
    if (keys.length === 1) delete row[keys[0]];
    else for (const child of row[keys[0]] || []) delete child[keys[1]];
  }
}
/** Every fourth seed lacks one to three whole columns, lists or files. */
function generate(seed, n) {
  const rnd = chance(seed * 2654435761 + 12345);
  const data = { praktijk: [], rho: [], lsv: [], regio: [] };
  for (let i = 0; i < n; i++) data.praktijk.push(practice(rnd, i));
  for (const rho of ['UNICUM', 'ROHA', ...OTHER_RHOS]) if (!rnd.hit(0.03)) data.rho.push(rhoRow(rnd, rho));
  for (const lsv of LSVS) data.lsv.push(lsvRow(rnd, lsv));
  for (const regio of REGIOS) for (let y = 2022; y <= 2028; y++) if (rnd.hit(y === 2022 || y === 2028 ? 0.2 : 0.7)) data.regio.push(regioRow(rnd, regio, y));
  if (seed % 4 === 0) for (const what of rnd.some(DROPPABLE, rnd.int(1, 3))) drop(data, what);
  return data;
}
/** One record a line: readable, and a difference is easy to find. */
function serialize(data) {
  const files = Object.entries(data).map(([name, rows]) => `"${name}":[\n${rows.map((r) => JSON.stringify(r)).join(',\n')}\n]`);
  return `{${files.join(',\n')}}\n`;
}

// ---------------------------------------------------------------- histogram
function histogram(data, dates) {
  const oracle = require('./verdicts.js');
  const parsed = oracle.load(data);
  const counts = new Map();
  const VERDICTS = ['voldaan', 'niet_voldaan', 'loopt', 'onbekend', 'open_norm', 'niet_van_toepassing'];
  const count = (key, verdict) => {
    if (!counts.has(key)) counts.set(key, new Map());
    const m = counts.get(key);
    m.set(verdict, (m.get(verdict) || 0) + 1);
  };
  const R = oracle.readings();
  oracle.evaluate(parsed, dates, R, (r) => {
    count(`~${r.onderwerp}`, r.reden === null ? r.oordeel : r.reden);
    for (const [id, answer] of Object.entries(r.besluiten || {})) count(`~~${id}`, answer);
    for (const rule of r.regels) {
      count(rule.regel, rule.oordeel);
      if (rule.uit !== null) count(`${rule.regel} uit=${rule.uit}`, rule.oordeel);
    }
  });
  const out = [`${'rule'.padEnd(42)}${VERDICTS.map((v) => v.padStart(20)).join('')}`];
  for (const key of [...counts.keys()].filter((k) => k[0] !== '~').sort()) {
    out.push(`${key.padEnd(42)}${VERDICTS.map((v) => String(counts.get(key).get(v) || 0).padStart(20)).join('')}`);
  }
  for (const key of [...counts.keys()].filter((k) => k[0] === '~').sort()) {
    out.push(`${key.replace(/~/g, '').padEnd(42)}${[...counts.get(key)].sort().map(([v, c]) => `${v} ${c}`).join(', ')}`);
  }
  const sets = oracle.readingSets().slice(1).map(([label, turned]) => {
    const lines = [];
    oracle.evaluate(parsed, dates, R, (r) => lines.push(oracle.formatLine(r)));
    let i = 0, differ = 0;
    oracle.evaluate(parsed, dates, turned, (r) => { if (oracle.formatLine(r) !== lines[i++]) differ++; });
    return `${label} changes ${differ} of ${lines.length} lines`;
  });
  return [...out, ...sets].join('\n') + '\n';
}

const USAGE = 'usage: generate.js SEED N [DIR] | generate.js SEED N --histogram | generate.js --dates\n';
function main(argv) {
  if (argv[0] === '--dates') { process.stdout.write(`${REFERENCE_DATES.join(',')}\n`); return 0; }
  const [seed, n, where] = [Number(argv[0]), Number(argv[1]), argv[2]];
  if (argv.length < 2 || !Number.isInteger(seed) || !Number.isInteger(n) || n < 0 || n > 999999) { process.stderr.write(USAGE); return 2; }
  const data = generate(seed, n);
  if (where === '--histogram') process.stdout.write(histogram(data, REFERENCE_DATES));
  else if (where === undefined) process.stdout.write(serialize(data));
  else {
    fs.mkdirSync(where, { recursive: true });
    const file = path.join(where, `data-${seed}-${n}.json`);
    fs.writeFileSync(file, serialize(data));
    process.stdout.write(`${file}\n`);
  }
  return 0;
}

module.exports = { generate, serialize, histogram, REFERENCE_DATES };

if (require.main === module) process.exitCode = main(process.argv.slice(2));
