-- Oracle for `applies`: which leidraad, group and groeijaar hold for a practice
-- that starts on one day (instroom), judged on another (peildatum).
--
-- It answers for every instroom x every peildatum from 2023-01-01 to 2029-12-31,
-- 2557 x 2557 = 6 538 249 rows, and shares nothing with the engine: Tabel 1 is
-- written out below, and all calendar arithmetic is SQLite's own.
-- "Decision n" and "reading" refer to the section "Tabel 1" of the domain
-- description.
--
-- Use: run what stands above the line "-- query" once per connection, then
-- prepare the one SELECT below that line and bind
--   :instroommoment    'elke_cel'   or 'vier_cohorten'
--   :groeijaarbegrip   'eigen_jaar' or 'kalenderjaar'
-- Any other value (NULL, if left unbound) gives no rows at all.
--
-- Result, ordered by instroom, then peildatum. A day is an INTEGER, the number
-- of days since 1970-01-01.
--    0  instroom          INTEGER  day
--    1  peildatum         INTEGER  day
--    2  oordeel           TEXT     'van_toepassing' or 'niet_bepaald'
--    3  reden             TEXT     NULL if van_toepassing
--    4  groep             INTEGER  NULL if niet_bepaald
--    5  leidraad          TEXT     NULL if niet_bepaald
--    6  van               INTEGER  day;            NULL if niet_bepaald
--    7  tot               INTEGER  day, exclusive; NULL if niet_bepaald
--    8  groeijaar         INTEGER  NULL if niet_bepaald
--    9  dichtstbij_voor   INTEGER  day; only with geen_instroommoment, NULL if there is none
--   10  dichtstbij_na     INTEGER  day; likewise
--
-- The reason instroom_onbekend needs a practice without a start date, and so
-- does not occur here.


-- The calendar: every day once, with its number and its year.

CREATE TEMP TABLE kalender (
  dag   INTEGER PRIMARY KEY,      -- days since 1970-01-01
  datum TEXT NOT NULL UNIQUE,
  jaar  INTEGER NOT NULL
);

INSERT INTO kalender (dag, datum, jaar)
WITH RECURSIVE dagen (datum) AS (
  SELECT date('2023-01-01')
  UNION ALL
  SELECT date(datum, '+1 day') FROM dagen WHERE datum < '2029-12-31'
)
SELECT CAST(julianday(datum) - julianday('1970-01-01') AS INTEGER),
       datum,
       CAST(strftime('%Y', datum) AS INTEGER)
FROM dagen;


-- Tabel 1, laid out as in the source. NULL: the group skips this version.

CREATE TEMP TABLE tabel_1 (
  groep     INTEGER PRIMARY KEY,
  van_2023  TEXT,
  van_2025  TEXT,
  van_2026  TEXT,                 -- leidraad 2026-2027
  van_2028  TEXT
);

INSERT INTO tabel_1
--       groep  leidraad 2023  2025          2026-2027     2028
VALUES  (1,     '2023-04-01',  '2025-04-01', '2026-04-01', '2028-04-01'),
        (2,     '2023-07-01',  '2025-07-01', '2026-07-01', '2028-07-01'),
        (3,     '2023-10-01',  '2025-10-01', '2026-10-01', '2028-10-01'),
        (4,     '2024-01-01',  NULL,         '2026-01-01', '2028-01-01');

-- "The agreements, and with them this table, end on 31-12-2028."
-- The end as a half-open period has it: the first day after.

CREATE TEMP TABLE stelsel (eind INTEGER NOT NULL);

INSERT INTO stelsel (eind)
SELECT dag FROM kalender WHERE datum = date('2028-12-31', '+1 day');


-- The cells of Tabel 1, one per row.

CREATE TEMP TABLE cel (
  groep    INTEGER NOT NULL,
  leidraad TEXT NOT NULL,
  dag      INTEGER NOT NULL UNIQUE      -- no two cells share a day
);

INSERT INTO cel (groep, leidraad, dag)
SELECT groep, leidraad, dag
FROM (
            SELECT groep, '2023'      AS leidraad, van_2023 AS datum FROM tabel_1
  UNION ALL SELECT groep, '2025',                  van_2025          FROM tabel_1
  UNION ALL SELECT groep, '2026-2027',             van_2026          FROM tabel_1
  UNION ALL SELECT groep, '2028',                  van_2028          FROM tabel_1
)
JOIN kalender USING (datum);            -- a skipped cell (NULL) finds no day


-- Decision 1: a group is under a version from its date up to, not including,
-- the group's next date; after the last, until the end of the stelsel.

CREATE TEMP TABLE periode (
  groep    INTEGER NOT NULL,
  leidraad TEXT NOT NULL,
  van      INTEGER NOT NULL,
  tot      INTEGER NOT NULL,            -- exclusive
  PRIMARY KEY (groep, van)
);

INSERT INTO periode (groep, leidraad, van, tot)
SELECT groep,
       leidraad,
       dag,
       lead(dag, 1, eind) OVER (PARTITION BY groep ORDER BY dag)
FROM cel, stelsel;


-- Decision 2, reading `instroommoment`: which cells are intake moments, and for
-- which group.

CREATE TEMP TABLE moment (
  instroommoment TEXT NOT NULL,         -- the choice for the reading
  dag            INTEGER NOT NULL,
  groep          INTEGER NOT NULL,
  PRIMARY KEY (instroommoment, dag)
);

INSERT INTO moment (instroommoment, dag, groep)
SELECT 'elke_cel', dag, groep           -- every cell of Tabel 1
FROM cel
UNION ALL
SELECT 'vier_cohorten', dag, groep      -- only the cells of the column 2023
FROM cel
WHERE leidraad = '2023';


-- Every start date under either choice: its group where it is an intake moment
-- (decision 2), else the nearest intake moments (decision 3).

CREATE TEMP TABLE start (
  instroommoment  TEXT NOT NULL,
  dag             INTEGER NOT NULL,
  jaar            INTEGER NOT NULL,
  groep           INTEGER,              -- NULL: no intake moment
  dichtstbij_voor INTEGER,
  dichtstbij_na   INTEGER,
  PRIMARY KEY (instroommoment, dag)
);

-- An intake moment is its own group's.
INSERT INTO start (instroommoment, dag, jaar, groep, dichtstbij_voor, dichtstbij_na)
SELECT instroommoment, dag, jaar, groep, NULL, NULL
FROM moment
JOIN kalender USING (dag);

-- Any other day is not guessed: it names the last moment before and the first
-- after, over all groups, those that exist.
INSERT INTO start (instroommoment, dag, jaar, groep, dichtstbij_voor, dichtstbij_na)
SELECT keuze.instroommoment,
       kalender.dag,
       kalender.jaar,
       NULL,
       (SELECT max(moment.dag) FROM moment
        WHERE moment.instroommoment = keuze.instroommoment AND moment.dag < kalender.dag),
       (SELECT min(moment.dag) FROM moment
        WHERE moment.instroommoment = keuze.instroommoment AND moment.dag > kalender.dag)
FROM (SELECT DISTINCT instroommoment FROM moment) AS keuze
CROSS JOIN kalender
WHERE (keuze.instroommoment, kalender.dag) NOT IN (SELECT instroommoment, dag FROM moment);


-- Decision 5: the anniversaries of every possible start, as far as the calendar
-- above goes. (All starts are the first of a month, so 29 February plays no part.)

CREATE TEMP TABLE verjaardag (
  start INTEGER NOT NULL,
  dag   INTEGER NOT NULL,
  PRIMARY KEY (start, dag)
);

INSERT INTO verjaardag (start, dag)
WITH RECURSIVE jaren (start, eerste, n, datum) AS (
  SELECT dag, datum, 1, date(datum, '+1 year') FROM cel JOIN kalender USING (dag)
  UNION ALL
  SELECT start, eerste, n + 1, date(eerste, '+' || (n + 1) || ' years')
  FROM jaren
  WHERE n < 7
)
SELECT start, kalender.dag
FROM jaren
JOIN kalender USING (datum);

-- query
WITH geval AS (
  -- Every start date on every reference date, with decision 4: the reasons for
  -- niet_bepaald, the first that holds.
  SELECT start.dag             AS instroom,
         kalender.dag          AS peildatum,
         CASE
           WHEN start.groep IS NULL
             THEN 'geen_instroommoment'
           WHEN kalender.dag < start.dag
             THEN 'nog_niet_ingestroomd'
           WHEN kalender.dag >= (SELECT eind FROM stelsel)
             THEN 'geen_leidraad_van_kracht'
         END                   AS reden,
         start.groep           AS groep,
         start.jaar            AS startjaar,
         kalender.jaar         AS peiljaar,
         start.dichtstbij_voor AS dichtstbij_voor,
         start.dichtstbij_na   AS dichtstbij_na
  FROM start
  CROSS JOIN kalender
  WHERE start.instroommoment = :instroommoment
    AND :groeijaarbegrip IN ('eigen_jaar', 'kalenderjaar')
)
SELECT geval.instroom,
       geval.peildatum,
       CASE WHEN geval.reden IS NULL THEN 'van_toepassing' ELSE 'niet_bepaald' END AS oordeel,
       geval.reden,
       CASE WHEN geval.reden IS NULL THEN geval.groep END AS groep,
       periode.leidraad,
       periode.van,
       periode.tot,
       -- Decision 5, reading `groeijaarbegrip`.
       CASE WHEN geval.reden IS NULL THEN
         CASE :groeijaarbegrip
           -- whole years since the practice's own start, plus one
           WHEN 'eigen_jaar' THEN
             (SELECT count(*) FROM verjaardag
              WHERE verjaardag.start = geval.instroom
                AND verjaardag.dag <= geval.peildatum) + 1
           -- year of the reference date minus year of the start, plus one
           WHEN 'kalenderjaar' THEN geval.peiljaar - geval.startjaar + 1
         END
       END AS groeijaar,
       geval.dichtstbij_voor,
       geval.dichtstbij_na
FROM geval
LEFT JOIN periode                       -- decision 6: the version its group is under on that day
  ON  geval.reden IS NULL
  AND periode.groep = geval.groep
  AND geval.peildatum >= periode.van
  AND geval.peildatum <  periode.tot
ORDER BY geval.instroom, geval.peildatum;
