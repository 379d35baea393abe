#!/usr/bin/env node
'use strict';
/*
 * A second, independent reading of domain.md: the verdicts, computed the plain
 * way. It shares nothing with the engine, knows no policy language and is
 * meant to be read beside the text. Numbered remarks "README n" refer to the
 * list of decisions in README.md in this folder.
 *
 *   verdicts.js DATA.json --on D1,D2,… [--reading lezing=keuze]… | [--reading all]
 *   verdicts.js --self-test
 */
const fs = require('fs');

// ---------------------------------------------------------------- strong Kleene
// "Strong Kleene logic": nee < unknown < ja makes "and" the least, "or" the greatest.
const F = 0, U = 1, T = 2;
const OPEN = 3; // only as the value of a whole condition: see andOpen
const not = (a) => 2 - a;
const and = (a, b) => (a < b ? a : b);
const or = (a, b) => (a > b ? a : b);
const bool = (b) => (b ? T : F);
const is = (value, wanted) => (value === null ? U : bool(value === wanted));

/** "Over no rows "every" is ja"; a list that is unknown (null) leaves it unknown. */
function every(list, test) {
  if (list === null) return U;
  let result = T;
  for (let i = 0; i < list.length; i++) result = and(result, test(list[i]));
  return result;
}
/** "at least n" is ja when n are certain, nee when n are out of reach, else unknown. */
function atLeast(n, list, test) {
  if (list === null) return U;
  let certain = 0, possible = 0;
  for (let i = 0; i < list.length; i++) {
    const v = test(list[i]);
    if (v === T) certain++;
    if (v !== F) possible++;
  }
  return certain >= n ? T : possible < n ? F : U;
}
const some = (list, test) => atLeast(1, list, test);
/** "open beside a datum that could decide is unknown": nee and unknown win from open. */
const andOpen = (a) => (a === T ? OPEN : a);

// ---------------------------------------------------------------- dates
// A date is the whole number yyyymmdd: it compares as the date does.
const year = (d) => Math.floor(d / 10000);
const monthDay = (d) => d % 10000;
const isLeap = (y) => (y % 4 === 0 && y % 100 !== 0) || y % 400 === 0;
const MONTH_DAYS = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const monthLength = (y, m) => (m === 2 && isLeap(y) ? 29 : MONTH_DAYS[m]);

function parseDate(text) {
  const m = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!m) throw new Error(`not an ISO date: ${text}`);
  const [y, mo, d] = [+m[1], +m[2], +m[3]];
  if (mo < 1 || mo > 12 || d < 1 || d > monthLength(y, mo)) throw new Error(`no such day: ${text}`);
  return y * 10000 + mo * 100 + d;
}
const isoCache = new Map();
function iso(d) {
  let s = isoCache.get(d);
  if (s === undefined) {
    const t = String(d).padStart(8, '0');
    s = `${t.slice(0, 4)}-${t.slice(4, 6)}-${t.slice(6)}`;
    isoCache.set(d, s);
  }
  return s;
}
/** 29 February + 1 year = 28 February (README 3). */
function addYears(d, n) {
  const e = d + 10000 * n;
  return monthDay(e) === 229 && !isLeap(year(e)) ? e - 1 : e;
}
function dayBefore(d) {
  if (d % 100 > 1) return d - 1;
  const y = year(d), m = Math.floor(monthDay(d) / 100);
  return m === 1 ? (y - 1) * 10000 + 1231 : y * 10000 + (m - 1) * 100 + monthLength(y, m - 1);
}
/** Day `a` on or before day `b`, strictly before, on or after; `a` may be unknown. */
const onOrBefore = (a, b) => (a === null ? U : bool(a <= b));
const before = (a, b) => (a === null ? U : bool(a < b));
const onOrAfter = (a, b) => (a === null ? U : bool(a >= b));

// ---------------------------------------------------------------- Tabel 1
const VERSIONS = ['2023', '2025', '2026-2027', '2028'];
const TABEL_1 = [ // one row per group: [version, first day]; group 4 skips 2025 (fn 8)
  null,
  [['2023', 20230401], ['2025', 20250401], ['2026-2027', 20260401], ['2028', 20280401]],
  [['2023', 20230701], ['2025', 20250701], ['2026-2027', 20260701], ['2028', 20280701]],
  [['2023', 20231001], ['2025', 20251001], ['2026-2027', 20261001], ['2028', 20281001]],
  [['2023', 20240101], ['2026-2027', 20260101], ['2028', 20280101]],
].map((row) => row && row.map(([V, van]) => ({ V, van, rank: VERSIONS.indexOf(V) })));
const LAST_DAY = 20281231; // "The agreements, and with them this table, end on 31-12-2028"
const KADER_FROM = 20250101;

const INTAKE = new Map(); // decision 2: every cell gives group and first version
TABEL_1.forEach((row, group) => row && row.forEach((cell) => INTAKE.set(cell.van, { group, version: cell.V })));
/** Reading instroommoment: which cells are intake moments. */
const isIntake = {
  elke_cel: (d) => INTAKE.has(d),
  vier_cohorten: (d) => INTAKE.has(d) && INTAKE.get(d).version === '2023',
};
function nearestIntakes(d, R) { // decision 3: "the nearest intake moments before and after, those that exist"
  const moments = [...INTAKE.keys()].filter(isIntake[R.instroommoment]).sort((a, b) => a - b);
  return [moments.filter((m) => m < d).pop(), moments.find((m) => m > d)].filter((m) => m !== undefined).map(iso);
}
/** The cell a group is under on D: half-open periods (decision 1); null outside the agreements. */
function cellOn(row, D) {
  if (D > LAST_DAY) return null;
  for (let i = row.length - 1; i >= 0; i--) if (row[i].van <= D) return row[i];
  return null;
}
/** The version in force for a practice on D, null before its start. */
const versionOn = (p, D) => (D < p.instroom ? null : cellOn(p.row, D));

// ---------------------------------------------------------------- readings
const READINGS = { // id: [default, the other]
  instroommoment: ['elke_cel', 'vier_cohorten'],
  groeijaarbegrip: ['eigen_jaar', 'kalenderjaar'],
  jaarbegrip: ['kalenderjaar', 'eigen_jaar'],
  regioplanduur: ['per_groep', 'kalender'],
  praktijkplanplicht: ['verplicht', 'vrij'],
  toelichtingsvelden: ['verplicht', 'voorbeelden'],
  interventielijst: ['open', 'gesloten'],
};
/** All defaults, with the given readings turned. */
function readings(turned = {}) {
  const R = {};
  for (const id of Object.keys(READINGS)) R[id] = READINGS[id][0];
  for (const [id, choice] of Object.entries(turned)) {
    if (!READINGS[id] || !READINGS[id].includes(choice)) throw new Error(`no such reading: ${id}=${choice}`);
    R[id] = choice;
  }
  return R;
}
/** The default and each reading turned alone: [label, readings]. */
function readingSets() {
  return [['standaard', readings()],
    ...Object.keys(READINGS).map((id) => [`${id}=${READINGS[id][1]}`, readings({ [id]: READINGS[id][1] })])];
}

// Reading groeijaarbegrip: what jaar n is, and when it ends.
const GROEIJAAR = {
  eigen_jaar: { // decision 5: whole years since the practice's own start, plus one
    n: (start, D) => year(D) - year(start) + (monthDay(D) >= monthDay(start) ? 1 : 0),
    end: (start, n) => dayBefore(addYears(start, n)),
  },
  kalenderjaar: {
    n: (start, D) => year(D) - year(start) + 1,
    end: (start, n) => (year(start) + n - 1) * 10000 + 1231,
  },
};
const endOfGroeijaar = (n) => (p, R) => GROEIJAAR[R.groeijaarbegrip].end(p.instroom, n);

// Reading jaarbegrip: the year of a yearly duty; a year is named by the calendar year it begins in.
const JAAR = {
  kalenderjaar: {
    of: (start, d) => year(d),
    begin: (start, y) => y * 10000 + 101,
    end: (start, y) => y * 10000 + 1231,
  },
  eigen_jaar: {
    of: (start, d) => (monthDay(d) >= monthDay(start) ? year(d) : year(d) - 1),
    begin: (start, y) => y * 10000 + monthDay(start),
    end: (start, y) => dayBefore((y + 1) * 10000 + monthDay(start)),
  },
};

// ---------------------------------------------------------------- layers
// member: whether the practice is one of the layer's (three-valued).
// on(p, D, R): null where the layer does not hold for p on D, else {V, van, rank}.
const LAYERS = {
  leidraad: { member: () => T, on: (p, D) => versionOn(p, D) },
  // kader: "the calendar", 1-1-2025 to 31-12-2028
  kader: { member: () => T, on: (p, D) => (D < KADER_FROM ? null : versionOn(p, D)) },
  // "the others those of the RHO UNICUM under 2026-2027 (reading regioplanduur)"
  unicum: {
    member: (p) => is(p.rho, 'UNICUM'),
    on(p, D, R) {
      const now = versionOn(p, D);
      if (now === null) return null;
      if (R.regioplanduur === 'per_groep') return now.V === '2026-2027' ? now : null;
      const y = year(D);
      return y === 2026 || y === 2027
        ? { V: now.V, rank: now.rank, van: Math.max(p.instroom, 20260101) } : null;
    },
  },
  // "The roha_ rules bind practices of the RHO ROHA under leidraad 2023"; regioplanduur leaves it alone
  roha: {
    member: (p) => is(p.rho, 'ROHA'),
    on(p, D) {
      const now = versionOn(p, D);
      return now !== null && now.V === '2023' ? now : null;
    },
  },
};

// ---------------------------------------------------------------- terms
const UNDER_WAY = new Set(['ingezet', 'doorontwikkeld']);
const IMPLEMENTED = new Set(['ingezet', 'doorontwikkeld', 'gestopt']);
const statusIn = (i, set) => (i.status === null ? U : bool(set.has(i.status)));
/** "Under way on D: gestart on or before D, and status ingezet or doorontwikkeld." */
const underWay = (i, D) => and(onOrBefore(i.gestart, D), statusIn(i, UNDER_WAY));
/** "Implemented on D: gestart on or before D, and status ingezet, doorontwikkeld or gestopt." */
const implemented = (i, D) => and(onOrBefore(i.gestart, D), statusIn(i, IMPLEMENTED));
const implementedOf = (n, kernelement) => ({ p, D }) =>
  atLeast(n, p.interventie, (i) => and(is(i.kernelement, kernelement), implemented(i, D)));

const UNICUM_LIST = new Map([ // code -> first day on the list
  'lean_werken', 'smart_typing', 'ontregel_de_zorg', 'anders_trieren', 'omgaan_met_agressie',
  'taakherschikking', 'digivaardig', 'adepd_registreren',
  'alk_training', 'positieve_gezondheid_mura', 'positieve_gezondheid_iph',
  'viplive', 'welzijn_op_recept', 'eenmalige_consultatie_specialist', 'eenmalige_consultatie_ggz',
  'eenmalige_consultatie_ouderenzorg',
].map((code) => [code, 0]));
UNICUM_LIST.set('reablement', 20260101); // "from 1-1-2026 (judged on D)"
const onList = (code, D) => (code === null ? U : bool(UNICUM_LIST.has(code) && UNICUM_LIST.get(code) <= D));

const always = () => T;
const column = (name) => ({ p }) => p[name];

// ---------------------------------------------------------------- rules of a practice
// geldt: binds, apart from the layer. eis: the condition on D. uiterlijk: the deadline.
// Both get {p, D, R, V, van, rank, groeijaar}; a yearly eis also {begin, end, jaar}.
const PRACTICE_RULES = {
  // ---- leidraad
  // takes part in a learning environment through MTVP intervisie | from 2023 | the column
  lerende_omgeving: { laag: 'leidraad', soort: 'minimale_horde', terugvordering: true, eis: column('lerende_omgeving') },
  // follows the regional plan, with RHO support | from 2023 | both columns
  regioplan_aansluiting: {
    laag: 'leidraad', soort: 'minimale_horde', terugvordering: true,
    eis: ({ p }) => and(p.regioplan_aansluiting, p.rho_ondersteuning),
  },
  // commits to the leidraad | from 2023 | the column
  commitment_leidraad: { laag: 'leidraad', soort: 'minimale_horde', eis: column('commitment_leidraad') },
  // for each of the three an interventie of it is implemented | from 2023 | last day of jaar 2
  groeimodel_kernelementen: {
    laag: 'leidraad', soort: 'groeimodel', uiterlijk: endOfGroeijaar(2),
    eis: (c) => and(implementedOf(1, 'anders_werken')(c),
      and(implementedOf(1, 'samenwerken_netwerk')(c), implementedOf(1, 'goede_gesprek')(c))),
  },
  // from 2025, groeijaar 3 or more | at least 1 under way, and at least <no value> of them doorontwikkeld
  doorontwikkeling: {
    laag: 'leidraad', vanaf: '2025', soort: 'groeimodel',
    geldt: ({ groeijaar }) => bool(groeijaar >= 3),
    eis: ({ p, D }) => andOpen(some(p.interventie, (i) => underWay(i, D))),
  },
  // from 2023 | no interventie has status gepland and gepland before D
  uitvoering_plan: {
    laag: 'leidraad', soort: 'naleving', terugvordering: true,
    eis: ({ p, D }) => not(some(p.interventie, (i) => and(is(i.status, 'gepland'), before(i.gepland, D)))),
  },
  // ---- kader
  // a regioplan of its RHO has leidraad = V and vastgesteld on or before D
  regioplan_vigerend: {
    laag: 'kader', soort: 'declaratievoorwaarde',
    eis: ({ p, D, V }) => some(p.regioplan, (r) => and(is(r.leidraad, V), onOrBefore(r.vastgesteld, D))),
  },
  // ---- regioplan UNICUM 2026-2027
  // has a praktijkplan | the column | reading praktijkplanplicht: vrij never binds
  praktijkplan: {
    laag: 'unicum', soort: 'minimale_horde',
    geldt: ({ R }) => bool(R.praktijkplanplicht === 'verplicht'), eis: column('praktijkplan'),
  },
  // yearly from the year of van: an intervisie with thema_mtvp dated in that year | last day of that year
  intervisie_jaarlijks: {
    laag: 'unicum', soort: 'naleving', terugvordering: true, jaarlijks: true,
    eis: ({ p, D, begin, end }) => some(p.intervisie, (v) =>
      and(v.thema_mtvp, and(onOrAfter(v.datum, begin), and(onOrBefore(v.datum, end), onOrBefore(v.datum, D))))),
  },
  // every intervisie with thema_mtvp, dated on or after van, has verslag; those dated after D do not count
  intervisie_verslag: {
    laag: 'unicum', soort: 'naleving',
    eis: ({ p, D, van }) => every(p.intervisie, (v) =>
      or(not(and(v.thema_mtvp, and(onOrAfter(v.datum, van), onOrBefore(v.datum, D)))), v.verslag)),
  },
  // yearly: a bevestiging with that jaar and interventies_genoemd; one dated after D does not count
  bevestiging_jaarlijks: {
    laag: 'unicum', soort: 'naleving', jaarlijks: true,
    eis: ({ p, D, jaar }) => some(p.bevestiging, (b) =>
      and(is(b.jaar, jaar), and(b.interventies_genoemd, onOrBefore(b.datum, D)))),
  },
  // every interventie under way has doel, activiteiten, resultaat, and reflectie where gestart + 1 year <= D;
  // reading toelichtingsvelden voorbeelden: at least one of the four, reflectie also when not yet due
  toelichting_interventies: {
    laag: 'unicum', soort: 'naleving',
    eis: ({ p, D, R }) => every(p.interventie, (i) => or(not(underWay(i, D)), EXPLAINED[R.toelichtingsvelden](i, D))),
  },
  // binds if an interventie welzijn_op_recept is not gestopt | wor_aanbod of the practice's LSV
  wor_aanbod: {
    laag: 'unicum', soort: 'naleving',
    geldt: ({ p }) => some(p.interventie, (i) => and(is(i.code, 'welzijn_op_recept'), not(is(i.status, 'gestopt')))),
    eis: column('wor_aanbod'),
  },
  // binds if an interventie welzijn_op_recept is under way | wor_verwijst and wor_informeert
  wor_deelname: {
    laag: 'unicum', soort: 'naleving',
    geldt: ({ p, D }) => some(p.interventie, (i) => and(is(i.code, 'welzijn_op_recept'), underWay(i, D))),
    eis: ({ p }) => and(p.wor_verwijst, p.wor_informeert),
  },
  // every interventie under way: code on the list, or uitbreiding_capaciteit, or gestart before van;
  // reading interventielijst: open never binds
  interventie_uit_regioplan: {
    laag: 'unicum', soort: 'naleving',
    geldt: ({ R }) => bool(R.interventielijst === 'gesloten'),
    eis: ({ p, D, van }) => every(p.interventie, (i) => or(not(underWay(i, D)),
      or(onList(i.code, D), or(is(i.kernelement, 'uitbreiding_capaciteit'), before(i.gestart, van))))),
  },
  // ---- regioplan ROHA 2023
  // at least 1, at least 2 anders_werken implemented | last day of jaar 1, of jaar 2
  roha_anders_werken_1: { laag: 'roha', soort: 'groeimodel', uiterlijk: endOfGroeijaar(1), eis: implementedOf(1, 'anders_werken') },
  roha_anders_werken_2: { laag: 'roha', soort: 'groeimodel', uiterlijk: endOfGroeijaar(2), eis: implementedOf(2, 'anders_werken') },
  // at least 1 goede_gesprek implemented | last day of jaar 1
  roha_goede_gesprek_1: { laag: 'roha', soort: 'groeimodel', uiterlijk: endOfGroeijaar(1), eis: implementedOf(1, 'goede_gesprek') },
  // at least 1 started on or before D and doorontwikkeld, where one that is gestopt leaves it unknown | jaar 2
  roha_goede_gesprek_2: {
    laag: 'roha', soort: 'groeimodel', uiterlijk: endOfGroeijaar(2),
    eis: ({ p, D }) => some(p.interventie, (i) => and(is(i.kernelement, 'goede_gesprek'),
      and(onOrBefore(i.gestart, D), i.status === 'gestopt' ? U : is(i.status, 'doorontwikkeld')))),
  },
  // at least 2 samenwerken_netwerk implemented | last day of jaar 2
  roha_netwerk_2: { laag: 'roha', soort: 'groeimodel', uiterlijk: endOfGroeijaar(2), eis: implementedOf(2, 'samenwerken_netwerk') },
};
const EXPLAINED = {
  verplicht: (i, D) => and(and(i.doel, i.activiteiten), and(i.resultaat,
    or(not(i.gestart === null ? U : bool(addYears(i.gestart, 1) <= D)), i.reflectie))),
  voorbeelden: (i) => or(or(i.doel, i.activiteiten), or(i.resultaat, i.reflectie)),
};
const byId = (table) => Object.keys(table).sort().map((id) => {
  const rule = { geldt: always, uiterlijk: null, jaarlijks: false, vanaf: '2023', soort: null, terugvordering: false, ...table[id], id };
  rule.rank = VERSIONS.indexOf(rule.vanaf);
  return rule;
});
const PRACTICE = byId(PRACTICE_RULES);

// ---------------------------------------------------------------- verdict of one rule
/** Condition ja, nee (up to and including the deadline, or after it), unknown, open. */
function verdictOf(value, deadline, D) {
  if (value === T) return 'voldaan';
  if (value === U) return 'onbekend';
  if (value === OPEN) return 'open_norm';
  return deadline !== null && D <= deadline ? 'loopt' : 'niet_voldaan';
}

/** null where the rule is not listed; else {regel, oordeel, uiterlijk, uit, jaren}. */
function judgePracticeRule(rule, c) {
  const { p, D, R } = c;
  const layer = LAYERS[rule.laag];
  const member = layer.member(p);
  if (member === F) return null;
  let at = layer.on(p, D, R);
  if (at !== null && at.rank < rule.rank) at = null; // binds from a later version
  if (rule.jaarlijks) return judgeYearly(rule, c, layer, member, at !== null);

  const deadline = rule.uiterlijk === null ? null : rule.uiterlijk(p, R);
  let uit = null;
  if (at === null) {
    // "A duty falls due if its rule binds on the deadline day. From then on it is judged on every later D."
    if (deadline === null || deadline >= D) return null;
    at = layer.on(p, deadline, R);
    if (at === null) return null;
    uit = at.V;
  }
  c.V = at.V; c.van = at.van;
  const binds = and(member, rule.geldt(c)); // "one false part decides"
  if (binds === F) return { rule, regel: rule.id, oordeel: 'niet_van_toepassing', uiterlijk: null, uit: null, jaren: null };
  const oordeel = binds === U ? 'onbekend' : verdictOf(rule.eis(c), deadline, D);
  return { rule, regel: rule.id, oordeel, uiterlijk: deadline, uit, jaren: null };
}

const YEAR_GROUP = { niet_voldaan: 'gemist', onbekend: 'onbekend', loopt: 'lopend', voldaan: 'voldaan' };
/** One duty a year: those that fell due, and the running one while the rule binds on D. */
function judgeYearly(rule, c, layer, member, bindsNow) {
  const { p, D, R } = c;
  const J = JAAR[R.jaarbegrip];
  const last = J.of(p.instroom, D);
  const jaren = { gemist: [], onbekend: [], lopend: [], voldaan: [] };
  let uiterlijk = null, uit = null;
  for (let y = year(p.instroom); y <= last; y++) {
    const end = J.end(p.instroom, y);
    // ended: as on its deadline day; running: as on D
    const at = layer.on(p, end < D ? end : D, R);
    if (at === null || y < J.of(p.instroom, at.van)) continue;
    c.V = at.V; c.van = at.van; c.jaar = y; c.begin = J.begin(p.instroom, y); c.end = end;
    const verdict = member === U ? 'onbekend' : verdictOf(rule.eis(c), end, D);
    jaren[YEAR_GROUP[verdict]].push(y);
    uiterlijk = end;
    if (!bindsNow) uit = at.V;
  }
  if (uiterlijk === null) return null;
  const oordeel = jaren.gemist.length ? 'niet_voldaan' : jaren.onbekend.length ? 'onbekend'
    : jaren.lopend.length ? 'loopt' : 'voldaan';
  return { rule, regel: rule.id, oordeel, uiterlijk, uit, jaren };
}

// ---------------------------------------------------------------- verdict of a subject, decisions
const has = (rules, verdict) => rules.some((r) => r.oordeel === verdict);
/** voldoet_niet, onbekend, voldoet; niet_bepaald where no rule binds. */
function overall(result) {
  const rules = result.regels;
  if (rules.every((r) => r.oordeel === 'niet_van_toepassing')) {
    result.oordeel = 'niet_bepaald';
    result.reden = 'geen_regels';
  } else {
    result.oordeel = has(rules, 'niet_voldaan') ? 'voldoet_niet' : has(rules, 'onbekend') ? 'onbekend' : 'voldoet';
  }
  return result;
}
/** "one niet_voldaan → …; else one onbekend → onbekend; else …" over the rules picked. */
function decide(rules, pick, unmet, met) {
  let unknown = false;
  for (const r of rules) {
    if (!pick(r.rule)) continue;
    if (r.oordeel === 'niet_voldaan') return unmet;
    if (r.oordeel === 'onbekend') unknown = true;
  }
  return unknown ? 'onbekend' : met;
}
const isHorde = (rule) => rule.soort === 'minimale_horde';
const DECISIONS = {
  mag_starten: (rules) => decide(rules, isHorde, 'nee', 'ja'),
  declaratie_beletsel: (rules, D) => (D < KADER_FROM ? 'niet_van_toepassing'
    : decide(rules, (rule) => isHorde(rule) || rule.id === 'regioplan_vigerend', 'ja', 'nee')),
  terugvordering_mogelijk: (rules) => decide(rules, (rule) => rule.terugvordering, 'ja', 'nee'),
};

/** tarief_mtvp in cents: € 3,23 in 2025; no value for other years. */
const tariefCents = (D) => (year(D) === 2025 ? 323n : null);
/** patienten × tarief, exactly; null where unknown. */
function quarterlyMax(p, D) {
  const tarief = tariefCents(D);
  if (p.patienten === null || tarief === null) return null;
  const cents = BigInt(p.patienten) * tarief;
  return `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`;
}

/** "Where no plan of a practice's RHO binds on D, the result says so" (README 5). */
function notJudged(p, D, R, V) {
  if (p.rho === null) return [`regioplan van onbekende RHO bij ${V}`];
  const covered = (LAYERS.unicum.member(p) === T && LAYERS.unicum.on(p, D, R) !== null)
    || (LAYERS.roha.member(p) === T && LAYERS.roha.on(p, D, R) !== null);
  return covered ? [] : [`regioplan ${p.rho} bij ${V}`];
}

// ---------------------------------------------------------------- practice
/** Reasons for niet_bepaald, the first that holds (decision 4). */
function whyUndetermined(p, D, R) {
  if (p.instroom === null) return 'instroom_onbekend';
  if (!isIntake[R.instroommoment](p.instroom)) return 'geen_instroommoment';
  if (D < p.instroom) return 'nog_niet_ingestroomd';
  if (D > LAST_DAY) return 'geen_leidraad_van_kracht';
  return null;
}
function judgePraktijk(p, D, R) {
  const reden = whyUndetermined(p, D, R);
  const result = {
    onderwerp: 'praktijk', sleutel: p.agb, peildatum: D, oordeel: 'niet_bepaald', reden,
    leidraad: null, groep: null, groeijaar: null, regels: [],
  };
  if (reden !== null) {
    if (reden === 'geen_instroommoment') result.dichtstbij = nearestIntakes(p.instroom, R);
    return result;
  }
  const now = versionOn(p, D);
  result.leidraad = now.V;
  result.groep = p.group;
  result.groeijaar = GROEIJAAR[R.groeijaarbegrip].n(p.instroom, D);
  const c = { p, D, R, groeijaar: result.groeijaar, V: now.V, van: now.van, jaar: 0, begin: 0, end: 0 };
  for (let i = 0; i < PRACTICE.length; i++) {
    const r = judgePracticeRule(PRACTICE[i], c);
    if (r !== null) result.regels.push(r);
  }
  overall(result);
  result.besluiten = {};
  for (const id of Object.keys(DECISIONS)) result.besluiten[id] = DECISIONS[id](result.regels, D);
  result.bedrag = quarterlyMax(p, D);
  result.niet_beoordeeld = notJudged(p, D, R, now.V);
  return result;
}

// ---------------------------------------------------------------- RHO
const inForceForSomeGroup = (V, D) => TABEL_1.some((row) => row && cellOn(row, D) !== null && cellOn(row, D).V === V);
const ofRho = (name) => ({ s }) => s[name];
const isKader = (s, D) => D >= KADER_FROM && D <= LAST_DAY;
const isUnicum = (s, D) => s.rho === 'UNICUM' && (year(D) === 2026 || year(D) === 2027);
const RHO_RULES = {
  // a regioplan with met_praktijken, vastgesteld on or before D and a leidraad in force on D for at least one group
  rho_regioplan: {
    geldt: isKader,
    eis: ({ s, D }) => some(s.regioplan, (r) => and(r.met_praktijken, and(onOrBefore(r.vastgesteld, D),
      r.leidraad === null ? U : bool(inForceForSomeGroup(r.leidraad, D))))),
  },
  rho_informatie: { geldt: isKader, eis: ofRho('informatie') },
  // there is a regioplan vastgesteld on or before D and each such is geaccordeerd
  rho_geaccordeerd: {
    geldt: isUnicum,
    eis: ({ s, D }) => and(some(s.regioplan, (r) => onOrBefore(r.vastgesteld, D)),
      every(s.regioplan, (r) => or(not(onOrBefore(r.vastgesteld, D)), r.geaccordeerd))),
  },
  rho_samenwerking: { geldt: isUnicum, eis: ({ s }) => and(s.sociaal_domein, and(s.tweede_lijn, s.ggz)) },
  rho_projectleider: { geldt: isUnicum, eis: ofRho('projectleider') },
  rho_intervisie: { geldt: isUnicum, eis: ofRho('intervisie') },
  rho_praktijkplannen: { geldt: isUnicum, eis: ofRho('praktijkplannen') },
  rho_interventies: { geldt: isUnicum, eis: ofRho('interventies') },
  rho_monitoring: { geldt: isUnicum, eis: ofRho('monitoring') },
  rho_rapportage: { geldt: isUnicum, eis: ofRho('rapportage') },
};
const RHO = byId(RHO_RULES);

// ---------------------------------------------------------------- region
const compare = (test) => (a, b) => (a === null || b === null ? U : bool(test(a, b)));
const less = compare((a, b) => a < b), notMore = compare((a, b) => a <= b);
const more = compare((a, b) => a > b), notLess = compare((a, b) => a >= b);
const againstBaseline = (name, test) => ({ s }) => test(s[name], s[`nulmeting_${name}`]);
const inYears = (s) => s.jaar >= 2023 && s.jaar <= 2027; // "for the years 2023-2027"
const REGIO_RULES = {
  consulten: { eis: ({ s }) => less(s.consulten, 4.6) }, // below 4,6 per patient per year
  praktijkgrootte: { eis: ({ s }) => notLess(s.patienten_per_fte, 2095) }, // at least 2095 per fte
  wachttijd: { eis: againstBaseline('wachttijd', notMore) }, // equal or lower
  verwijzingen: { eis: againstBaseline('verwijzingen', less) }, // lower
  diagnostiek: { eis: againstBaseline('diagnostiek', less) },
  medicatie: { eis: againstBaseline('medicatie', less) },
  patienttevredenheid: { eis: againstBaseline('patienttevredenheid', more) }, // higher
  werkplezier: { eis: againstBaseline('werkplezier', more) },
  netwerk: { eis: againstBaseline('netwerk', more) }, // more intensive
};
const REGIO = byId(REGIO_RULES).map((rule) => ({ ...rule, geldt: inYears }));

/** RHO and region: rules without readings, deadlines or unknown applicability. */
function judgeSimple(onderwerp, sleutel, rules, s, D) {
  const regels = rules.filter((rule) => rule.geldt(s, D)).map((rule) => ({
    rule, regel: rule.id, oordeel: verdictOf(rule.eis({ s, D }), null, D), uiterlijk: null, uit: null, jaren: null,
  }));
  return overall({ onderwerp, sleutel, peildatum: D, oordeel: null, reden: null, regels });
}
const judgeRho = (s, D) => judgeSimple('rho', s.rho, RHO, s, D);
const judgeRegio = (s) => judgeSimple('regio', `${s.regio}/${s.jaar}`, REGIO, s, s.jaar * 10000 + 1231);

// ---------------------------------------------------------------- the canonical line
const dash = (value) => (value === null ? '-' : value);
const YEAR_GROUPS = Object.values(YEAR_GROUP);
function formatRule(r) {
  let s = `${r.regel}:${r.oordeel}`;
  if (r.uiterlijk !== null) s += `:uiterlijk=${iso(r.uiterlijk)}`;
  if (r.uit !== null) s += `:uit=${r.uit}`;
  if (r.jaren !== null) {
    s += ':jaren=';
    for (const group of YEAR_GROUPS) if (r.jaren[group].length) s += `${group}(${r.jaren[group].join('+')})`;
  }
  return s;
}
function formatLine(result) {
  let s = `${result.onderwerp} ${result.sleutel} ${result.peildatum === null ? '-' : iso(result.peildatum)} oordeel=${result.oordeel}`;
  if (result.reden !== null) s += ` reden=${result.reden}`;
  if (result.leidraad !== undefined) {
    s += ` leidraad=${dash(result.leidraad)} groep=${dash(result.groep)} groeijaar=${dash(result.groeijaar)}`;
  }
  if (result.besluiten !== undefined) {
    const b = result.besluiten;
    s += ` besluiten=mag_starten:${b.mag_starten},declaratie_beletsel:${b.declaratie_beletsel},terugvordering_mogelijk:${b.terugvordering_mogelijk}`;
    s += ` bedrag=${result.bedrag === null ? '?' : result.bedrag}`;
    if (result.niet_beoordeeld.length) s += ` nb=${result.niet_beoordeeld.join('+').replace(/ /g, '_')}`;
  }
  s += ' |';
  for (const r of result.regels) s += ` ${formatRule(r)}`;
  return s;
}

// ---------------------------------------------------------------- data in
const absent = (v) => v === undefined || v === null;
const YES = new Set(['ja', 'j', 'waar', 'true', '1']), NO = new Set(['nee', 'n', 'onwaar', 'false', '0']);
function readBool(v) {
  if (absent(v) || v === '') return U;
  if (v === true) return T;
  if (v === false) return F;
  const word = String(v).toLowerCase();
  if (YES.has(word)) return T;
  if (NO.has(word)) return F;
  throw new Error(`not ja or nee: ${v}`);
}
const readDate = (v) => (absent(v) || v === '' ? null : parseDate(v));
/** Text column: whether it is filled. Unknown only where the key is absent or null; spaces are empty. */
const readFilled = (v) => (absent(v) ? U : bool(!/^ *$/.test(v)));
const readCode = (v) => (absent(v) || v === '' ? null : String(v));
const readNumber = (v) => (absent(v) || v === '' ? null : Number(v));
const readList = (v, readRow) => (absent(v) ? null : v.map(readRow));
const readMember = (members) => (v) => {
  const code = readCode(v);
  if (code !== null && !members.includes(code)) throw new Error(`not one of ${members}: ${v}`);
  return code;
};
const readKernelement = readMember(['anders_werken', 'samenwerken_netwerk', 'goede_gesprek', 'uitbreiding_capaciteit']);
const readStatus = readMember(['gepland', 'ingezet', 'doorontwikkeld', 'gestopt']);
const readVersion = readMember(VERSIONS);

const readIntervention = (r) => ({
  code: readCode(r.code), kernelement: readKernelement(r.kernelement), gepland: readDate(r.gepland),
  gestart: readDate(r.gestart), status: readStatus(r.status), doel: readFilled(r.doel),
  activiteiten: readFilled(r.activiteiten), resultaat: readFilled(r.resultaat), reflectie: readFilled(r.reflectie),
});
const readIntervisie = (r) => ({ datum: readDate(r.datum), thema_mtvp: readBool(r.thema_mtvp), verslag: readBool(r.verslag) });
const readBevestiging = (r) => ({ jaar: readNumber(r.jaar), datum: readDate(r.datum), interventies_genoemd: readBool(r.interventies_genoemd) });
const readRegioplan = (r) => ({
  leidraad: readVersion(r.leidraad), vastgesteld: readDate(r.vastgesteld),
  met_praktijken: readBool(r.met_praktijken), geaccordeerd: readBool(r.geaccordeerd),
});
const PRACTICE_BOOLS = ['lerende_omgeving', 'regioplan_aansluiting', 'rho_ondersteuning', 'commitment_leidraad',
  'praktijkplan', 'wor_verwijst', 'wor_informeert'];
const RHO_BOOLS = ['projectleider', 'intervisie', 'praktijkplannen', 'interventies', 'monitoring', 'rapportage',
  'informatie', 'sociaal_domein', 'tweede_lijn', 'ggz'];
const BASELINED = ['wachttijd', 'verwijzingen', 'diagnostiek', 'medicatie', 'patienttevredenheid', 'werkplezier', 'netwerk'];
const REGIO_NUMBERS = ['consulten', 'patienten_per_fte', ...BASELINED, ...BASELINED.map((n) => `nulmeting_${n}`)];
const fields = (row, names, read) => Object.fromEntries(names.map((n) => [n, read(row[n])]));

function readRho(r) {
  return { rho: readCode(r.rho), ...fields(r, RHO_BOOLS, readBool), regioplan: readList(r.regioplan, readRegioplan) };
}
function readPraktijk(r, rhos, lsvs) {
  const p = {
    agb: String(r.agb), instroom: readDate(r.instroom), rho: readCode(r.rho), lsv: readCode(r.lsv),
    patienten: readNumber(r.patienten), ...fields(r, PRACTICE_BOOLS, readBool),
    interventie: readList(r.interventie, readIntervention),
    intervisie: readList(r.intervisie, readIntervisie),
    bevestiging: readList(r.bevestiging, readBevestiging),
  };
  // "A reference with no row: its data is unknown"; so is that of an unknown reference
  const rho = p.rho === null ? undefined : rhos.get(p.rho);
  p.regioplan = rho === undefined ? null : rho.regioplan;
  p.wor_aanbod = p.lsv !== null && lsvs.has(p.lsv) ? lsvs.get(p.lsv) : U;
  const intake = p.instroom === null ? undefined : INTAKE.get(p.instroom);
  p.group = intake === undefined ? null : intake.group;
  p.row = intake === undefined ? null : TABEL_1[intake.group];
  return p;
}
/** From the JSON of a data file (an object) to what the judges take. */
function load(json) {
  const rho = (json.rho || []).map(readRho);
  const rhos = new Map(rho.map((r) => [r.rho, r]));
  const lsvs = new Map((json.lsv || []).map((r) => [readCode(r.lsv), readBool(r.wor_aanbod)]));
  return {
    rho,
    praktijk: (json.praktijk || []).map((r) => readPraktijk(r, rhos, lsvs)),
    regio: (json.regio || []).map((r) => ({ regio: readCode(r.regio), jaar: readNumber(r.jaar), ...fields(r, REGIO_NUMBERS, readNumber) })),
  };
}
const loadFile = (path) => load(JSON.parse(fs.readFileSync(path === '-' ? 0 : path, 'utf8')));

// ---------------------------------------------------------------- running
/**
 * Calls visit(result) for each practice and RHO on each date, then once for each region.
 * dates: ISO strings or yyyymmdd numbers; 'instroom' judges each practice on its own intake date.
 */
function evaluate(data, dates, R, visit) {
  for (const date of dates) {
    if (date === 'instroom') {
      for (const p of data.praktijk) visit(judgePraktijk(p, p.instroom, R));
      continue;
    }
    const D = typeof date === 'number' ? date : parseDate(date);
    for (const p of data.praktijk) visit(judgePraktijk(p, D, R));
    for (const s of data.rho) visit(judgeRho(s, D));
  }
  for (const s of data.regio) visit(judgeRegio(s));
}

function writer(fd) {
  let buffer = '';
  const flush = () => {
    const bytes = Buffer.from(buffer, 'utf8');
    buffer = '';
    for (let at = 0; at < bytes.length;) {
      try {
        at += fs.writeSync(fd, bytes, at);
      } catch (e) {
        if (e.code === 'EPIPE') process.exit(0);
        if (e.code !== 'EAGAIN') throw e;
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2); // reader is slow: a short rest
      }
    }
  };
  return { line(s) { buffer += s + '\n'; if (buffer.length > 1 << 20) flush(); }, flush };
}

const USAGE = 'usage: verdicts.js DATA.json --on D1,D2,… [--reading lezing=keuze]… | [--reading all]\n'
  + '       verdicts.js --self-test\n';

function main(argv) {
  let path = null, dates = [], all = false;
  const turned = {};
  for (let i = 0; i < argv.length; i++) {
    if (argv[i] === '--self-test') return selfTest() ? 0 : 1;
    if (argv[i] === '--on') dates = dates.concat(argv[++i].split(','));
    else if (argv[i] === '--reading') {
      const value = argv[++i];
      if (value === 'all') all = true;
      else turned[value.split('=')[0]] = value.split('=')[1];
    } else if (path === null && argv[i] !== '--help') path = argv[i];
    else { process.stderr.write(USAGE); return 2; }
  }
  if (path === null) { process.stderr.write(USAGE); return 2; }
  const data = loadFile(path);
  const out = writer(1);
  const sets = all ? readingSets().map(([label, R]) => [`${label} `, R]) : [['', readings(turned)]];
  for (const [prefix, R] of sets) evaluate(data, dates, R, (result) => out.line(prefix + formatLine(result)));
  out.flush();
  return 0;
}

module.exports = {
  load, loadFile, parseDate, iso, readings, readingSets, READINGS,
  judgePraktijk, judgeRho, judgeRegio, evaluate, formatRule, formatLine,
};

// ---------------------------------------------------------------- self-test
// Small cases worked by hand from domain.md. A case gives a practice that differs from GOOD, a date
// and what is expected: fields of the line, and under `regels` the rest of a rule's token (null: not listed).
const GOOD = {
  agb: '99000001', instroom: '2023-04-01', rho: 'OVERIG', lsv: 'LSV1', patienten: 2500,
  lerende_omgeving: true, regioplan_aansluiting: true, rho_ondersteuning: true, commitment_leidraad: true,
  praktijkplan: true, wor_verwijst: true, wor_informeert: true, interventie: [], intervisie: [], bevestiging: [],
};
const work = (kernelement, gestart, status, more = {}) => ({
  kernelement, gestart, status, code: 'eigen_code', gepland: null, doel: 'x', activiteiten: 'x', resultaat: 'x', reflectie: 'x', ...more,
});
const THREE = (gestart) => ['anders_werken', 'samenwerken_netwerk', 'goede_gesprek'].map((k) => work(k, gestart, 'ingezet'));
const talk = (datum, more = {}) => ({ datum, thema_mtvp: true, verslag: true, ...more });
const welzijn = (status, gestart = '2025-01-01') => work('samenwerken_netwerk', gestart, status, { code: 'welzijn_op_recept' });
const plan = (leidraad, vastgesteld, more = {}) => ({ leidraad, vastgesteld, met_praktijken: true, geaccordeerd: true, ...more });
const UNICUM_4 = { rho: 'UNICUM', instroom: '2024-01-01' }; // group 4: under UNICUM 2026-2027 from 1-1-2026
const UNICUM_1 = { rho: 'UNICUM', instroom: '2023-04-01' }; // group 1: from 1-4-2026
const NO_TEXT = { doel: '', activiteiten: '', resultaat: '', reflectie: '' };

const CASES = [
  // Tabel 1 and its periods
  ['groups 1-3 under 2025, group 4 under 2026-2027 on 15-2-2026', {}, '2026-02-15', { leidraad: '2025', groep: 1, groeijaar: 3 }],
  ['the same, group 2', { instroom: '2023-07-01' }, '2026-02-15', { leidraad: '2025', groep: 2 }],
  ['the same, group 3', { instroom: '2023-10-01' }, '2026-02-15', { leidraad: '2025', groep: 3 }],
  ['the same, group 4', { instroom: '2024-01-01' }, '2026-02-15', { leidraad: '2026-2027', groep: 4, groeijaar: 3 }],
  ['group 4 skips 2025', { instroom: '2024-01-01' }, '2025-12-31', { leidraad: '2023', groeijaar: 2 }],
  ['half-open: the date itself is under the next', { instroom: '2024-01-01' }, '2026-01-01', { leidraad: '2026-2027', groeijaar: 3 }],
  ['group 1, last day of 2023', {}, '2025-03-31', { leidraad: '2023', groeijaar: 2 }],
  ['group 1, first day of 2025', {}, '2025-04-01', { leidraad: '2025', groeijaar: 3 }],
  ['a later cell is an intake moment', { instroom: '2025-04-01' }, '2026-04-01', { leidraad: '2026-2027', groep: 1, groeijaar: 2 }],
  ['last day of the agreements', { instroom: '2024-01-01' }, '2028-12-31', { leidraad: '2028', groeijaar: 5 }],
  // niet_bepaald
  ['no cell, after the first column', { instroom: '2024-04-01' }, '2026-01-01', { oordeel: 'niet_bepaald', reden: 'geen_instroommoment', dichtstbij: '2024-01-01 2025-04-01', leidraad: null, regels: { lerende_omgeving: null } }],
  ['no cell, within the first column', { instroom: '2023-05-15' }, '2026-01-01', { dichtstbij: '2023-04-01 2023-07-01' }],
  ['no cell, before the first', { instroom: '2022-01-01' }, '2026-01-01', { dichtstbij: '2023-04-01' }],
  ['no cell, after the last', { instroom: '2029-01-01' }, '2026-01-01', { dichtstbij: '2028-10-01' }],
  ['start unknown', { instroom: null }, '2026-01-01', { reden: 'instroom_onbekend' }],
  ['the day before the start', {}, '2023-03-31', { reden: 'nog_niet_ingestroomd' }],
  ['the first that holds', { instroom: '2023-05-15' }, '2023-01-01', { reden: 'geen_instroommoment' }],
  ['after the agreements', {}, '2029-01-01', { reden: 'geen_leidraad_van_kracht' }],
  ['vier_cohorten', { instroom: '2025-04-01' }, '2026-01-01', { reden: 'geen_instroommoment', dichtstbij: '2024-01-01' }, { instroommoment: 'vier_cohorten' }],
  // hordes
  ['two columns, one nee decides', { regioplan_aansluiting: null, rho_ondersteuning: false }, '2024-01-01', { oordeel: 'voldoet_niet', mag_starten: 'nee', terugvordering_mogelijk: 'ja', regels: { regioplan_aansluiting: 'niet_voldaan' } }],
  ['two columns, one unknown', { rho_ondersteuning: null }, '2024-01-01', { oordeel: 'onbekend', mag_starten: 'onbekend', regels: { regioplan_aansluiting: 'onbekend' } }],
  // groeimodel
  ['loopt on the last day of jaar 2', {}, '2025-03-31', { oordeel: 'voldoet', regels: { groeimodel_kernelementen: 'loopt:uiterlijk=2025-03-31' } }],
  ['niet_voldaan the day after', {}, '2025-04-01', { oordeel: 'voldoet_niet', regels: { groeimodel_kernelementen: 'niet_voldaan:uiterlijk=2025-03-31' } }],
  ['groeijaar as calendar year', {}, '2025-01-01', { groeijaar: 3, regels: { groeimodel_kernelementen: 'niet_voldaan:uiterlijk=2024-12-31' } }, { groeijaarbegrip: 'kalenderjaar' }],
  ['own year, start in October', { instroom: '2023-10-01' }, '2025-01-01', { groeijaar: 2, regels: { groeimodel_kernelementen: 'loopt:uiterlijk=2025-09-30' } }],
  ['met late: not yet', { interventie: THREE('2025-06-01') }, '2025-05-31', { regels: { groeimodel_kernelementen: 'niet_voldaan:uiterlijk=2025-03-31' } }],
  ['met late: voldaan from then on', { interventie: THREE('2025-06-01') }, '2025-06-01', { oordeel: 'voldoet', regels: { groeimodel_kernelementen: 'voldaan:uiterlijk=2025-03-31', doorontwikkeling: 'open_norm' } }],
  ['stopped counts as implemented', { interventie: [...THREE('2024-01-01').slice(1), work('anders_werken', '2024-01-01', 'gestopt')] }, '2024-02-01', { regels: { groeimodel_kernelementen: 'voldaan:uiterlijk=2025-03-31' } }],
  ['planned does not', { interventie: [...THREE('2024-01-01').slice(1), work('anders_werken', '2024-01-01', 'gepland')] }, '2024-02-01', { regels: { groeimodel_kernelementen: 'loopt:uiterlijk=2025-03-31' } }],
  ['status unknown', { interventie: [...THREE('2024-01-01').slice(1), work('anders_werken', '2024-01-01', null)] }, '2024-02-01', { regels: { groeimodel_kernelementen: 'onbekend:uiterlijk=2025-03-31' } }],
  ['status unknown, started later', { interventie: [...THREE('2024-01-01').slice(1), work('anders_werken', '2024-02-02', null)] }, '2024-02-01', { regels: { groeimodel_kernelementen: 'loopt:uiterlijk=2025-03-31' } }],
  ['list unknown', { interventie: undefined }, '2024-02-01', { regels: { groeimodel_kernelementen: 'onbekend:uiterlijk=2025-03-31', uitvoering_plan: 'onbekend' } }],
  // doorontwikkeling
  ['not in leidraad 2023', {}, '2025-03-31', { regels: { doorontwikkeling: null } }],
  ['jaar 1 under 2025', { instroom: '2025-04-01' }, '2025-04-01', { regels: { doorontwikkeling: 'niet_van_toepassing' } }],
  ['none under way', { interventie: [work('goede_gesprek', '2024-01-01', 'gestopt')] }, '2025-04-01', { regels: { doorontwikkeling: 'niet_voldaan' } }],
  ['unknown whether one is', { interventie: [work('goede_gesprek', null, 'ingezet')] }, '2025-04-01', { regels: { doorontwikkeling: 'onbekend' } }],
  ['one under way: open', { interventie: [work('goede_gesprek', '2025-04-01', 'ingezet')] }, '2025-04-01', { regels: { doorontwikkeling: 'open_norm' } }],
  // uitvoering_plan
  ['planned for today', { interventie: [work('goede_gesprek', null, 'gepland', { gepland: '2024-02-01' })] }, '2024-02-01', { regels: { uitvoering_plan: 'voldaan' } }],
  ['planned for yesterday', { interventie: [work('goede_gesprek', null, 'gepland', { gepland: '2024-01-31' })] }, '2024-02-01', { terugvordering_mogelijk: 'ja', regels: { uitvoering_plan: 'niet_voldaan' } }],
  ['planned, day unknown', { interventie: [work('goede_gesprek', null, 'gepland')] }, '2024-02-01', { regels: { uitvoering_plan: 'onbekend' } }],
  ['planned earlier, status unknown', { interventie: [work('goede_gesprek', null, null, { gepland: '2024-01-31' })] }, '2024-02-01', { regels: { uitvoering_plan: 'onbekend' } }],
  // regioplan_vigerend
  ['before the kader', {}, '2024-12-31', { declaratie_beletsel: 'niet_van_toepassing', regels: { regioplan_vigerend: null } }],
  ['plan of the version in force', { plannen: [plan('2023', '2024-06-01')] }, '2025-01-01', { declaratie_beletsel: 'nee', regels: { regioplan_vigerend: 'voldaan' } }],
  ['plan of another version', { plannen: [plan('2025', '2024-06-01')] }, '2025-01-01', { oordeel: 'voldoet_niet', mag_starten: 'ja', declaratie_beletsel: 'ja', regels: { regioplan_vigerend: 'niet_voldaan' } }],
  ['plan adopted after D', { plannen: [plan('2023', '2025-01-02')] }, '2025-01-01', { regels: { regioplan_vigerend: 'niet_voldaan' } }],
  ['plan, day of adoption unknown', { plannen: [plan('2023', null)] }, '2025-01-01', { declaratie_beletsel: 'onbekend', regels: { regioplan_vigerend: 'onbekend' } }],
  ['RHO without row', { rho: 'WEG' }, '2025-01-01', { nb: 'regioplan WEG bij 2023', regels: { regioplan_vigerend: 'onbekend' } }],
  // yearly
  ['2027 missed, seen in 2028', { ...UNICUM_4, intervisie: [talk('2026-05-01')] }, '2028-06-01', { terugvordering_mogelijk: 'ja', nb: 'regioplan UNICUM bij 2028', regels: { praktijkplan: null, intervisie_jaarlijks: 'niet_voldaan:uiterlijk=2027-12-31:uit=2026-2027:jaren=gemist(2027)voldaan(2026)' } }],
  ['2027 still running on its last day', { ...UNICUM_4, intervisie: [talk('2026-05-01')] }, '2027-12-31', { nb: '', terugvordering_mogelijk: 'nee', regels: { intervisie_jaarlijks: 'loopt:uiterlijk=2027-12-31:jaren=lopend(2027)voldaan(2026)' } }],
  ['group 1, 2028 runs till it leaves', { ...UNICUM_1, intervisie: [talk('2026-05-01'), talk('2027-05-01')] }, '2028-03-31', { regels: { intervisie_jaarlijks: 'loopt:uiterlijk=2028-12-31:jaren=lopend(2028)voldaan(2026+2027)' } }],
  ['group 1, 2028 lapses', { ...UNICUM_1, intervisie: [talk('2026-05-01'), talk('2027-05-01')] }, '2028-04-01', { regels: { intervisie_jaarlijks: 'voldaan:uiterlijk=2027-12-31:uit=2026-2027:jaren=voldaan(2026+2027)' } }],
  ['in the year of van, before van', { ...UNICUM_1, intervisie: [talk('2026-02-01')] }, '2026-04-01', { regels: { intervisie_jaarlijks: 'voldaan:uiterlijk=2026-12-31:jaren=voldaan(2026)' } }],
  ['own year: that one was in 2025', { ...UNICUM_1, intervisie: [talk('2026-02-01')] }, '2026-04-01', { regels: { intervisie_jaarlijks: 'loopt:uiterlijk=2027-03-31:jaren=lopend(2026)' } }, { jaarbegrip: 'eigen_jaar' }],
  ['own year: both ended', { ...UNICUM_1, intervisie: [talk('2026-05-01'), talk('2028-03-31')] }, '2028-04-01', { regels: { intervisie_jaarlijks: 'voldaan:uiterlijk=2028-03-31:uit=2026-2027:jaren=voldaan(2026+2027)' } }, { jaarbegrip: 'eigen_jaar' }],
  ['per_groep: group 1 not yet', UNICUM_1, '2026-02-15', { nb: 'regioplan UNICUM bij 2025', regels: { intervisie_jaarlijks: null } }],
  ['kalender: group 1 already', UNICUM_1, '2026-02-15', { nb: '', leidraad: '2025', regels: { intervisie_jaarlijks: 'loopt:uiterlijk=2026-12-31:jaren=lopend(2026)' } }, { regioplanduur: 'kalender' }],
  ['kalender: over in 2028', UNICUM_1, '2028-01-01', { nb: 'regioplan UNICUM bij 2026-2027', regels: { intervisie_jaarlijks: 'niet_voldaan:uiterlijk=2027-12-31:uit=2026-2027:jaren=gemist(2026+2027)' } }, { regioplanduur: 'kalender' }],
  ['per_groep: goes on in 2028', UNICUM_1, '2028-01-01', { regels: { intervisie_jaarlijks: 'niet_voldaan:uiterlijk=2028-12-31:jaren=gemist(2026+2027)lopend(2028)' } }],
  ['kalender with own years: the one begun in 2025', UNICUM_1, '2026-04-01', { regels: { intervisie_jaarlijks: 'niet_voldaan:uiterlijk=2027-03-31:jaren=gemist(2025)lopend(2026)' } }, { regioplanduur: 'kalender', jaarbegrip: 'eigen_jaar' }],
  ['intervisie without date', { ...UNICUM_4, intervisie: [talk(null)] }, '2026-06-01', { terugvordering_mogelijk: 'onbekend', regels: { intervisie_jaarlijks: 'onbekend:uiterlijk=2026-12-31:jaren=onbekend(2026)' } }],
  ['intervisie after D does not count', { ...UNICUM_4, intervisie: [talk('2026-06-02')] }, '2026-06-01', { regels: { intervisie_jaarlijks: 'loopt:uiterlijk=2026-12-31:jaren=lopend(2026)' } }],
  ['confirmed late: not yet', { ...UNICUM_4, bevestiging: [{ jaar: 2026, datum: '2027-02-01', interventies_genoemd: true }] }, '2027-01-31', { regels: { bevestiging_jaarlijks: 'niet_voldaan:uiterlijk=2027-12-31:jaren=gemist(2026)lopend(2027)' } }],
  ['confirmed late', { ...UNICUM_4, bevestiging: [{ jaar: 2026, datum: '2027-02-01', interventies_genoemd: true }] }, '2027-02-01', { regels: { bevestiging_jaarlijks: 'loopt:uiterlijk=2027-12-31:jaren=lopend(2027)voldaan(2026)' } }],
  ['confirmed, day unknown', { ...UNICUM_4, bevestiging: [{ jaar: 2026, datum: null, interventies_genoemd: true }] }, '2027-02-01', { regels: { bevestiging_jaarlijks: 'onbekend:uiterlijk=2027-12-31:jaren=onbekend(2026)lopend(2027)' } }],
  // verslag
  ['no report, but before van', { ...UNICUM_1, intervisie: [talk('2026-03-31', { verslag: false })] }, '2026-04-01', { regels: { intervisie_verslag: 'voldaan' } }],
  ['no report, on van', { ...UNICUM_1, intervisie: [talk('2026-04-01', { verslag: false })] }, '2026-04-01', { regels: { intervisie_verslag: 'niet_voldaan' } }],
  ['no report, after D', { ...UNICUM_1, intervisie: [talk('2026-04-02', { verslag: false })] }, '2026-04-01', { regels: { intervisie_verslag: 'voldaan' } }],
  ['kalender: van is 1-1-2026', { ...UNICUM_1, intervisie: [talk('2026-03-31', { verslag: false })] }, '2026-04-01', { regels: { intervisie_verslag: 'niet_voldaan' } }, { regioplanduur: 'kalender' }],
  // toelichting
  ['reflectie not yet due', { ...UNICUM_4, interventie: [work('goede_gesprek', '2025-06-02', 'ingezet', { reflectie: '' })] }, '2026-06-01', { regels: { toelichting_interventies: 'voldaan' } }],
  ['reflectie due', { ...UNICUM_4, interventie: [work('goede_gesprek', '2025-06-02', 'ingezet', { reflectie: '' })] }, '2026-06-02', { regels: { toelichting_interventies: 'niet_voldaan' } }],
  ['spaces are empty', { ...UNICUM_4, interventie: [work('goede_gesprek', '2025-06-02', 'ingezet', { doel: '  ' })] }, '2026-06-02', { regels: { toelichting_interventies: 'niet_voldaan' } }],
  ['absent text is unknown', { ...UNICUM_4, interventie: [work('goede_gesprek', '2025-06-02', 'ingezet', { doel: null })] }, '2026-06-02', { regels: { toelichting_interventies: 'onbekend' } }],
  ['stopped needs none', { ...UNICUM_4, interventie: [work('goede_gesprek', '2025-06-02', 'gestopt', NO_TEXT)] }, '2026-06-02', { regels: { toelichting_interventies: 'voldaan' } }],
  ['voorbeelden: reflectie alone, not due', { ...UNICUM_4, interventie: [work('goede_gesprek', '2026-05-01', 'ingezet', { ...NO_TEXT, reflectie: 'x' })] }, '2026-06-02', { regels: { toelichting_interventies: 'voldaan' } }, { toelichtingsvelden: 'voorbeelden' }],
  ['voorbeelden: none', { ...UNICUM_4, interventie: [work('goede_gesprek', '2026-05-01', 'ingezet', NO_TEXT)] }, '2026-06-02', { regels: { toelichting_interventies: 'niet_voldaan' } }, { toelichtingsvelden: 'voorbeelden' }],
  // Welzijn op Recept
  ['planned: offer binds, taking part does not', { ...UNICUM_4, interventie: [welzijn('gepland', null)], lsvs: [{ lsv: 'LSV1', wor_aanbod: false }] }, '2026-06-01', { regels: { wor_aanbod: 'niet_voldaan', wor_deelname: 'niet_van_toepassing' } }],
  ['stopped: neither', { ...UNICUM_4, interventie: [welzijn('gestopt')], wor_verwijst: false }, '2026-06-01', { regels: { wor_aanbod: 'niet_van_toepassing', wor_deelname: 'niet_van_toepassing' } }],
  ['under way, does not refer; LSV without row', { ...UNICUM_4, interventie: [welzijn('ingezet')], wor_verwijst: false }, '2026-06-01', { regels: { wor_aanbod: 'onbekend', wor_deelname: 'niet_voldaan' } }],
  ['code unknown', { ...UNICUM_4, interventie: [{ ...welzijn('ingezet'), code: null }] }, '2026-06-01', { regels: { wor_aanbod: 'onbekend', wor_deelname: 'onbekend' } }],
  // list and praktijkplan
  ['open list', { ...UNICUM_1, interventie: [work('goede_gesprek', '2026-04-01', 'ingezet')] }, '2026-04-01', { regels: { interventie_uit_regioplan: 'niet_van_toepassing' } }],
  ['closed, started on van', { ...UNICUM_1, interventie: [work('goede_gesprek', '2026-04-01', 'ingezet')] }, '2026-04-01', { regels: { interventie_uit_regioplan: 'niet_voldaan' } }, { interventielijst: 'gesloten' }],
  ['closed, ran already', { ...UNICUM_1, interventie: [work('goede_gesprek', '2026-03-31', 'ingezet')] }, '2026-04-01', { regels: { interventie_uit_regioplan: 'voldaan' } }, { interventielijst: 'gesloten' }],
  ['closed, on the list under another kernelement', { ...UNICUM_1, interventie: [work('anders_werken', '2026-04-01', 'ingezet', { code: 'reablement' }), work('uitbreiding_capaciteit', '2026-04-01', 'ingezet')] }, '2026-04-01', { regels: { interventie_uit_regioplan: 'voldaan' } }, { interventielijst: 'gesloten' }],
  ['no praktijkplan', { ...UNICUM_4, praktijkplan: false }, '2026-06-01', { mag_starten: 'nee', declaratie_beletsel: 'ja', regels: { praktijkplan: 'niet_voldaan' } }],
  ['no praktijkplan, vrij', { ...UNICUM_4, praktijkplan: false }, '2026-06-01', { mag_starten: 'ja', regels: { praktijkplan: 'niet_van_toepassing' } }, { praktijkplanplicht: 'vrij' }],
  // ROHA
  ['ROHA, last day of jaar 1', { rho: 'ROHA', interventie: [work('anders_werken', '2023-05-01', 'ingezet')] }, '2024-03-31', { nb: '', regels: { roha_anders_werken_1: 'voldaan:uiterlijk=2024-03-31', roha_anders_werken_2: 'loopt:uiterlijk=2025-03-31', roha_goede_gesprek_1: 'loopt:uiterlijk=2024-03-31' } }],
  ['ROHA, jaar 2', { rho: 'ROHA' }, '2024-04-01', { regels: { roha_goede_gesprek_1: 'niet_voldaan:uiterlijk=2024-03-31', roha_goede_gesprek_2: 'loopt:uiterlijk=2025-03-31' } }],
  ['ROHA duties stay under 2025', { rho: 'ROHA', interventie: [work('goede_gesprek', '2023-05-01', 'gestopt')] }, '2025-04-01', { nb: 'regioplan ROHA bij 2025', regels: { roha_netwerk_2: 'niet_voldaan:uiterlijk=2025-03-31:uit=2023', roha_goede_gesprek_1: 'voldaan:uiterlijk=2024-03-31:uit=2023', roha_goede_gesprek_2: 'onbekend:uiterlijk=2025-03-31:uit=2023' } }],
  ['ROHA, repaired in 2027', { rho: 'ROHA', interventie: [work('samenwerken_netwerk', '2027-01-01', 'ingezet'), work('samenwerken_netwerk', '2024-01-01', 'gestopt')] }, '2027-01-01', { regels: { roha_netwerk_2: 'voldaan:uiterlijk=2025-03-31:uit=2023' } }],
  ['ROHA, never under 2023', { rho: 'ROHA', instroom: '2025-04-01' }, '2027-01-01', { regels: { roha_netwerk_2: null } }],
  // RHO unknown
  ['RHO unknown under 2023', { rho: null }, '2023-06-01', { nb: 'regioplan van onbekende RHO bij 2023', regels: { roha_anders_werken_1: 'onbekend:uiterlijk=2024-03-31', praktijkplan: null } }],
  ['RHO unknown under 2025: ROHA may have fallen due', { rho: null }, '2026-01-15', { nb: 'regioplan van onbekende RHO bij 2025', mag_starten: 'ja', regels: { roha_netwerk_2: 'onbekend:uiterlijk=2025-03-31:uit=2023', praktijkplan: null } }],
  ['RHO unknown under 2026-2027', { rho: null }, '2026-04-01', { mag_starten: 'onbekend', regels: { praktijkplan: 'onbekend', intervisie_jaarlijks: 'onbekend:uiterlijk=2026-12-31:jaren=onbekend(2026)', wor_aanbod: 'niet_van_toepassing', interventie_uit_regioplan: 'niet_van_toepassing' } }],
  ['another RHO', {}, '2026-04-01', { mag_starten: 'ja', nb: 'regioplan OVERIG bij 2026-2027', regels: { praktijkplan: null, roha_netwerk_2: null } }],
  // edges, and lists of more than one
  ['all hordes but one', { commitment_leidraad: false }, '2025-01-01', { mag_starten: 'nee', declaratie_beletsel: 'ja', terugvordering_mogelijk: 'nee', regels: { commitment_leidraad: 'niet_voldaan' } }],
  ['no learning environment', { lerende_omgeving: false }, '2025-01-01', { mag_starten: 'nee', terugvordering_mogelijk: 'ja', regels: { lerende_omgeving: 'niet_voldaan' } }],
  ['one kernelement missing', { interventie: THREE('2024-01-01').slice(0, 2) }, '2024-02-01', { regels: { groeimodel_kernelementen: 'loopt:uiterlijk=2025-03-31' } }],
  ['plan adopted on D', { plannen: [plan('2023', '2025-01-01')] }, '2025-01-01', { regels: { regioplan_vigerend: 'voldaan' } }],
  ['plan without leidraad', { plannen: [plan(null, '2024-01-01')] }, '2025-01-01', { regels: { regioplan_vigerend: 'onbekend' } }],
  ['one of two under way', { interventie: [work('goede_gesprek', '2024-01-01', 'gestopt'), work('goede_gesprek', '2024-01-01', 'ingezet')] }, '2025-04-01', { regels: { doorontwikkeling: 'open_norm' } }],
  ['intervisie on D, and one without theme', { ...UNICUM_4, intervisie: [talk('2026-06-01'), talk('2026-05-01', { thema_mtvp: false, verslag: false })] }, '2026-06-01', { regels: { intervisie_jaarlijks: 'voldaan:uiterlijk=2026-12-31:jaren=voldaan(2026)', intervisie_verslag: 'voldaan' } }],
  ['one of two without report', { ...UNICUM_4, intervisie: [talk('2026-06-01'), talk('2026-05-01', { verslag: false })] }, '2026-06-01', { regels: { intervisie_verslag: 'niet_voldaan' } }],
  ['confirmed without naming, beside one that names', { ...UNICUM_4, bevestiging: [{ jaar: 2026, datum: '2026-02-01', interventies_genoemd: false }, { jaar: 2026, datum: '2026-06-01', interventies_genoemd: true }] }, '2026-06-01', { regels: { bevestiging_jaarlijks: 'voldaan:uiterlijk=2026-12-31:jaren=voldaan(2026)' } }],
  ['one of two explained', { ...UNICUM_4, interventie: [work('goede_gesprek', '2026-05-01', 'ingezet'), work('goede_gesprek', '2026-05-01', 'ingezet', { doel: '' })] }, '2026-06-02', { regels: { toelichting_interventies: 'niet_voldaan' } }],
  ['voorbeelden: doel alone', { ...UNICUM_4, interventie: [work('goede_gesprek', '2024-05-01', 'ingezet', { ...NO_TEXT, doel: 'x' })] }, '2026-06-02', { regels: { toelichting_interventies: 'voldaan' } }, { toelichtingsvelden: 'voorbeelden' }],
  ['start unknown, no reflectie', { ...UNICUM_4, interventie: [work('goede_gesprek', null, 'ingezet', { reflectie: '' })] }, '2026-06-02', { regels: { toelichting_interventies: 'onbekend' } }],
  ['Welzijn op Recept beside another', { ...UNICUM_4, interventie: [welzijn('ingezet'), work('goede_gesprek', '2024-05-01', 'ingezet')], lsvs: [{ lsv: 'LSV1', wor_aanbod: true }] }, '2026-06-01', { regels: { wor_aanbod: 'voldaan', wor_deelname: 'voldaan' } }],
  ['closed, one of two off the list', { ...UNICUM_4, interventie: [work('goede_gesprek', '2026-04-01', 'ingezet'), work('goede_gesprek', '2026-04-01', 'ingezet', { code: 'viplive' })] }, '2026-04-01', { regels: { interventie_uit_regioplan: 'niet_voldaan' } }, { interventielijst: 'gesloten' }],
  ['closed, code unknown', { ...UNICUM_4, interventie: [work('goede_gesprek', '2026-04-01', 'ingezet', { code: null })] }, '2026-04-01', { regels: { interventie_uit_regioplan: 'onbekend' } }, { interventielijst: 'gesloten' }],
  ['closed, kalender: started between 1-1-2026 and the date of the group', { ...UNICUM_1, interventie: [work('goede_gesprek', '2026-01-01', 'ingezet')] }, '2026-04-01', { regels: { interventie_uit_regioplan: 'niet_voldaan' } }, { interventielijst: 'gesloten', regioplanduur: 'kalender' }],
  ['ROHA, one of the two of the network', { rho: 'ROHA', interventie: [work('samenwerken_netwerk', '2024-01-01', 'ingezet')] }, '2025-03-31', { regels: { roha_netwerk_2: 'loopt:uiterlijk=2025-03-31' } }],
  ['ROHA, developed from today', { rho: 'ROHA', interventie: [work('goede_gesprek', '2024-06-01', 'doorontwikkeld')] }, '2024-06-01', { regels: { roha_goede_gesprek_2: 'voldaan:uiterlijk=2025-03-31' } }],
  ['codes compare exactly', { ...UNICUM_4, rho: 'unicum' }, '2026-06-01', { nb: 'regioplan unicum bij 2026-2027', regels: { praktijkplan: null } }],
  // amounts
  ['2500 patients in 2025', {}, '2025-06-30', { bedrag: '8075.00' }],
  ['2501 patients in 2025', { patienten: 2501 }, '2025-01-01', { bedrag: '8078.23' }],
  ['no tariff for 2026', {}, '2026-01-01', { bedrag: null }],
  ['patients unknown', { patienten: null }, '2025-06-30', { bedrag: null }],
];

const RHO_ROW = { rho: 'UNICUM', ...Object.fromEntries(RHO_BOOLS.map((n) => [n, true])), regioplan: [plan('2026-2027', '2025-09-30')] };
const RHO_CASES = [ // [title, row, date, the line after peildatum]
  ['before the kader', RHO_ROW, '2024-12-31', 'oordeel=niet_bepaald reden=geen_regels |'],
  ['its leidraad is in force for no group yet', RHO_ROW, '2025-12-31', 'oordeel=voldoet_niet | rho_informatie:voldaan rho_regioplan:niet_voldaan'],
  ['another RHO in 2028: group 3 is still under 2026-2027', { ...RHO_ROW, rho: 'X' }, '2028-09-30', 'oordeel=voldoet | rho_informatie:voldaan rho_regioplan:voldaan'],
  ['and no longer', { ...RHO_ROW, rho: 'X' }, '2028-10-01', 'oordeel=voldoet_niet | rho_informatie:voldaan rho_regioplan:niet_voldaan'],
  ['leidraad 2023: group 4, to the end of 2025', { ...RHO_ROW, informatie: null, regioplan: [plan('2023', '2024-01-01')] }, '2025-12-31', 'oordeel=onbekend | rho_informatie:onbekend rho_regioplan:voldaan'],
  ['UNICUM in 2026', { ...RHO_ROW, ggz: null, monitoring: false }, '2026-01-01',
    'oordeel=voldoet_niet | rho_geaccordeerd:voldaan rho_informatie:voldaan rho_interventies:voldaan rho_intervisie:voldaan rho_monitoring:niet_voldaan rho_praktijkplannen:voldaan rho_projectleider:voldaan rho_rapportage:voldaan rho_regioplan:voldaan rho_samenwerking:onbekend'],
  ['UNICUM, a plan not agreed, of a day unknown', { ...RHO_ROW, regioplan: [plan('2026-2027', '2025-09-30'), plan('2023', null, { geaccordeerd: false })] }, '2027-12-31',
    'oordeel=onbekend | rho_geaccordeerd:onbekend rho_informatie:voldaan rho_interventies:voldaan rho_intervisie:voldaan rho_monitoring:voldaan rho_praktijkplannen:voldaan rho_projectleider:voldaan rho_rapportage:voldaan rho_regioplan:voldaan rho_samenwerking:voldaan'],
  ['plans of unknown and of later days', { ...RHO_ROW, rho: 'X', regioplan: [plan(null, '2025-01-01'), plan('2023', '2025-01-02')] }, '2025-01-01', 'oordeel=onbekend | rho_informatie:voldaan rho_regioplan:onbekend'],
  ['last day of the kader', { ...RHO_ROW, rho: 'X', regioplan: [plan('2028', '2028-12-31')] }, '2028-12-31', 'oordeel=voldoet | rho_informatie:voldaan rho_regioplan:voldaan'],
  ['after the kader', RHO_ROW, '2029-01-01', 'oordeel=niet_bepaald reden=geen_regels |'],
  ['UNICUM, a later plan not yet agreed', { ...RHO_ROW, regioplan: [plan('2026-2027', '2026-01-01'), plan('2028', '2026-01-02', { geaccordeerd: false })] }, '2026-01-01',
    'oordeel=voldoet | rho_geaccordeerd:voldaan rho_informatie:voldaan rho_interventies:voldaan rho_intervisie:voldaan rho_monitoring:voldaan rho_praktijkplannen:voldaan rho_projectleider:voldaan rho_rapportage:voldaan rho_regioplan:voldaan rho_samenwerking:voldaan'],
  ['UNICUM, adopted today and not agreed', { ...RHO_ROW, regioplan: [plan('2026-2027', '2026-01-01', { geaccordeerd: false })] }, '2026-01-01',
    'oordeel=voldoet_niet | rho_geaccordeerd:niet_voldaan rho_informatie:voldaan rho_interventies:voldaan rho_intervisie:voldaan rho_monitoring:voldaan rho_praktijkplannen:voldaan rho_projectleider:voldaan rho_rapportage:voldaan rho_regioplan:voldaan rho_samenwerking:voldaan'],
  ['UNICUM rules end with 2027', RHO_ROW, '2028-01-01', 'oordeel=voldoet | rho_informatie:voldaan rho_regioplan:voldaan'],
];

const REGIO_ROW = {
  regio: 'R1', jaar: 2025, consulten: 4.59, patienten_per_fte: 2095, wachttijd: 5, verwijzingen: 1.1, diagnostiek: 1.1, medicatie: 1.1,
  patienttevredenheid: 8, werkplezier: 8, netwerk: 8, nulmeting_wachttijd: 5, nulmeting_verwijzingen: 1.2, nulmeting_diagnostiek: 1.2,
  nulmeting_medicatie: 1.2, nulmeting_patienttevredenheid: 7.9, nulmeting_werkplezier: 7.9, nulmeting_netwerk: 7.9,
};
const REGIO_CASES = [
  ['all met, at the edges', REGIO_ROW, 'regio R1/2025 2025-12-31 oordeel=voldoet | consulten:voldaan diagnostiek:voldaan medicatie:voldaan netwerk:voldaan patienttevredenheid:voldaan praktijkgrootte:voldaan verwijzingen:voldaan wachttijd:voldaan werkplezier:voldaan'],
  ['just not, and unknown', { ...REGIO_ROW, consulten: 4.6, patienten_per_fte: 2094, wachttijd: 5.1, verwijzingen: 1.2, netwerk: null, werkplezier: 7.9, nulmeting_medicatie: null },
    'regio R1/2025 2025-12-31 oordeel=voldoet_niet | consulten:niet_voldaan diagnostiek:voldaan medicatie:onbekend netwerk:onbekend patienttevredenheid:voldaan praktijkgrootte:niet_voldaan verwijzingen:niet_voldaan wachttijd:niet_voldaan werkplezier:niet_voldaan'],
  ['first year', { ...REGIO_ROW, jaar: 2023, consulten: 5 }, 'regio R1/2023 2023-12-31 oordeel=voldoet_niet | consulten:niet_voldaan diagnostiek:voldaan medicatie:voldaan netwerk:voldaan patienttevredenheid:voldaan praktijkgrootte:voldaan verwijzingen:voldaan wachttijd:voldaan werkplezier:voldaan'],
  ['last year', { ...REGIO_ROW, jaar: 2027, patienttevredenheid: null }, 'regio R1/2027 2027-12-31 oordeel=onbekend | consulten:voldaan diagnostiek:voldaan medicatie:voldaan netwerk:voldaan patienttevredenheid:onbekend praktijkgrootte:voldaan verwijzingen:voldaan wachttijd:voldaan werkplezier:voldaan'],
  ['before 2023', { ...REGIO_ROW, jaar: 2022 }, 'regio R1/2022 2022-12-31 oordeel=niet_bepaald reden=geen_regels |'],
  ['after 2027', { ...REGIO_ROW, jaar: 2028 }, 'regio R1/2028 2028-12-31 oordeel=niet_bepaald reden=geen_regels |'],
];

/** What a result says under the names the cases use. */
function seen(result, key) {
  if (key === 'dichtstbij') return (result.dichtstbij || []).join(' ');
  if (key === 'nb') return result.niet_beoordeeld.join('+');
  if (key in DECISIONS) return result.besluiten[key];
  return result[key];
}
function selfTest() {
  let failed = 0, checks = 0;
  const check = (title, what, got, want) => {
    checks++;
    if (got === want) return;
    failed++;
    process.stderr.write(`FAIL ${title}: ${what}\n  expected ${want}\n  got      ${got}\n`);
  };
  for (const [title, changes, date, wanted, turned] of CASES) {
    const { plannen, lsvs, ...columns } = changes;
    const row = { ...GOOD, ...columns };
    const rho = row.rho === null || row.rho === 'WEG' ? [] : [{ rho: row.rho, regioplan: plannen || VERSIONS.map((V) => plan(V, '2023-01-30')) }];
    const result = judgePraktijk(load({ praktijk: [row], rho, lsv: lsvs }).praktijk[0], parseDate(date), readings(turned));
    for (const [key, want] of Object.entries(wanted)) {
      if (key !== 'regels') { check(title, key, seen(result, key), want); continue; }
      for (const [id, token] of Object.entries(want)) {
        const r = result.regels.find((x) => x.regel === id);
        check(title, id, r === undefined ? null : formatRule(r).slice(id.length + 1), token);
      }
    }
  }
  for (const [title, row, date, want] of RHO_CASES) {
    check(title, 'line', formatLine(judgeRho(load({ rho: [row] }).rho[0], parseDate(date))), `rho ${row.rho} ${date} ${want}`);
  }
  for (const [title, row, want] of REGIO_CASES) check(title, 'line', formatLine(judgeRegio(load({ regio: [row] }).regio[0])), want);
  process.stdout.write(`${CASES.length + RHO_CASES.length + REGIO_CASES.length} cases, ${checks} checks, ${failed} failed\n`);
  return failed === 0;
}

if (require.main === module) process.exitCode = main(process.argv.slice(2));
