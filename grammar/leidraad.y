/* The grammar of the policy language: tokens to tree.
 *
 * Each action calls one constructor (compiler/parse/build.c; the nodes are those of ast.def).  What
 * a name refers to, what may be added to what, whether a clause is missing is for later phases.
 *
 * Two habits of this file.  A citation (`bron`, `aanname`) belongs to the nearest item before it
 * that takes citations, else to the block; so a list of items is either `free` (a citation that
 * follows is the block's) or `bound` (it is the last item's).  And wherever items are listed there
 * is an `error` that becomes an AST_ERROR: its action says where reading goes on (resume.c, beside
 * build.c), by choosing the next token itself.  So every list of items recovers at its own level,
 * without bison's rule of three good tokens, and errors in neighbouring clauses are all reported. */

%require "3.8"
%language "C"
%define api.pure full
%define api.prefix {leidraad_}
%define api.token.prefix {LEIDRAAD_}
%define api.token.raw
%define api.value.type {union parser_value}
%define api.location.type {struct span}
%define parse.error custom
%define parse.lac full
%define parse.lac.es-capacity-initial {100}
%expect 0

%param {struct parser *p}

%code requires {
#include "grammar/parser.h"
}

%code {
#include "base/text.h"
#include "grammar/actions.h"
static void yyerror(const struct span *span, struct parser *p, const char *message);
}

%initial-action { @$ = (struct span){p->file->file, 1, 1, 1, 1}; }

/* Every alias is the word itself, or what a message calls it. */
%token <lexeme>
    EOF 0 _("the end of the file") NAME _("a name") PATH _("a name with dots")
    NUMBER _("a number") MONEY _("an amount") DATE _("a date") DAYMONTH _("a day and month")
    LABEL _("a version such as 2026-2027") TEXT _("a text between quotation marks")
    JA_NEE "ja/nee" LBRACE "{" SET "{ " /* the brace of `in {a, b}`, which opens no block */
    RBRACE "}" LPAREN "(" RPAREN ")" COMMA "," COLON ":" EQUALS "=" PLUS "+" MINUS "-" TIMES "×"
    DIVIDE "/"

    AANNAME "aanname" AANTAL "aantal" ADRES "adres" AFRONDING "afronding" ALS "als"
    ALS_EEN_REGEL "als een regel" ANDERS "anders" BEHALVE_ALS "behalve als"
    BEOORDEELD_OVER "beoordeeld over" BEREKENING "berekening" BESLUIT "besluit" BIJ "bij"
    BRON "bron" CONCEPT "concept" DAG "dag" DAGEN "dagen" DAN "dan" DATUM "datum"
    DECIMALEN "decimalen" DEFINITIE "definitie" DOOR "door" DUUR "duur"
    EINDE_GROEIJAAR "einde van groeijaar" EINDE_JAAR "einde van verplichtingsjaar" EIS "eis"
    ELKE "elke" EN "en" ER_IS "er is een" EXTERN "extern" GEDATEERD "gedateerd" GEEN "geen"
    GEGEVEN "gegeven" GELDT_VOOR "geldt voor" GEVOLG "gevolg" GROEIJAAR "groeijaar" GROEP "groep"
    HALF_EVEN "half even" HALF_OMHOOG "half omhoog" HEEFT "heeft" HERHALING "herhaling"
    HERZIET "herziet" IN "in" INGEDEELD_NAAR "ingedeeld naar" INSTROOM "instroom"
    INSTROOMMOMENT "instroommoment" IS "is" IS_GEVULD "is gevuld" IS_NIET "is niet"
    IS_NIET_GEVULD "is niet gevuld" IS_NIET_VAN_KRACHT "is niet van kracht"
    IS_VAN_KRACHT "is van kracht" JA "ja" JAAR "jaar" JAAR_VAN "jaar van" JAARLIJKS "jaarlijks"
    KADER "kader" KALENDER "kalender" KEUZE "keuze" LEIDRAAD "leidraad" LEZING "lezing"
    LIJST "lijst" LOOPT "loopt" MAAND "maand" MAANDAFRONDING "maandafronding" MAANDEN "maanden"
    MEER_DAN "meer dan" MET "met" MINDER_DAN "minder dan" NA "na" NEE "nee" NIET "niet"
    NIET_IN "niet in" NIET_BEPAALD "niet_bepaald" NIET_VOLDAAN_IS "niet_voldaan is" OF "of"
    OMDAT "omdat" OMHOOG "omhoog" OMLAAG "omlaag" ONBEKEND_OMDAT "onbekend omdat"
    ONDERWERP "onderwerp" ONTBREEKT "ontbreekt" OOK_EERDERE "ook eerdere"
    OOK_REGIOPLAN "ook regioplan" OORDEEL "oordeel" OP "op" OP_OF_NA "op of na"
    OP_OF_VOOR "op of voor" OPEN "open" PARAMETER "parameter" PARTIJEN "partijen"
    PATROON "patroon" PER "per" REGEL "regel" REGIOPLAN "regioplan" SLAAT_OVER "slaat over"
    SLEUTEL "sleutel" SOORT "soort" STANDAARD "standaard" STELSEL "stelsel" TAAK "taak"
    TEN_HOOGSTE "ten hoogste" TEN_MINSTE "ten minste" TOT_EN_MET "tot en met" UIT "uit"
    UITERLIJK "uiterlijk" VAN "van" VASTGESTELD "vastgesteld"
    VERPLICHTINGSJAAR "verplichtingsjaar" VERSCHERPT "verscherpt" VERVALT "vervalt"
    VERWACHT "verwacht" VERWIJZING_NAAR "verwijzing naar" VERZAMELING "verzameling" VOOR "voor"
    VOORBEELD "voorbeeld" WAARDE "waarde" WAARVAN "waarvan" WIJZIGT "wijzigt"
    ZONDER_DATUM "zonder datum"

%nterm <lexeme> name path label free_word direction rounding member
%nterm <node> decl stelsel stelsel_item bron_decl bron_item keuze verzameling lid onderwerp
    onderwerp_item veld lijst definitie type type_item lezing alternatief parameter waarde
    geen_waarde leidraad kader regioplan heading_item closed_item open_item change cel regel clause
    geldt geldt_in cite omdat title title_opt open per_opt gedateerd besluit besluit_item
    berekening berekening_item taak taak_item venster voorbeeld voorbeeld_item gegeven paar expect
    expect_detail expr disjunction conjunction negation comparison sum term primary literal date
    dagmaand number signed met_opt periode vanaf set value naam
%nterm <list> file stelsel_items bron_items leden free_leden bound_leden cites name_list
    onderwerp_items free_onderwerp bound_onderwerp velden type_items lezing_items waarden
    free_waarden bound_waarden head heading parts items free_items bound_items cellen clauses
    besluit_items selectors selector berekening_items taak_items voorbeeld_items gegevens paren
    expects expect_details of_list en_list
%nterm <flags> extern_opt standaard_opt ook lapsing

/* In a list of items an error is taken where it is, before the list is called free or bound. */
%precedence ITEMS
%precedence error
/* `definitie x = 2`, and the next column is called `jaar`: the number takes its unit. */
%precedence NUMBER
%precedence DAG DAGEN MAAND MAANDEN JAAR

%%
policy:
    file                                { build_file(p, $file); } ;

file:
    %empty                              { $$ = NOTHING; }
|   file decl                           { $$ = build_list($1, $decl); }
|   file error                          { $$ = LOST($1, @error); RESUME(resume_item, @error); } ;

decl:
    stelsel | bron_decl | keuze | verzameling | onderwerp | lezing | parameter | leidraad | kader
|   regioplan | besluit | berekening | taak | voorbeeld ;

/* How a block opens.  A brace that is missing, or words that do not belong in the heading, are no
 * reason to lose what stands in the block: the error comes before the brace, found or not. */
begin:
    "{"
|   error                               { RESUME(resume_block, @error); } ;

/* The same with the title before it. */
open:
    "{"                                 { $$ = NULL; }
|   title "{"
|   error                               { $$ = NULL; RESUME(resume_block, @error); }
|   title error                         { $$ = $title; RESUME(resume_block, @error); } ;

/* ---- What every part uses ---- */

title_opt:
    %empty                              { $$ = NULL; }
|   title ;

title:
    TEXT                                { $$ = NAMED(TITLE, @$, $TEXT); } ;

omdat:
    OMDAT TEXT                          { $$ = NAMED(OMDAT, @$, $TEXT); } ;

cite:
    BRON name title_opt                 { $$ = NAMED(BRON_REF, @$, $name, $title_opt); }
|   AANNAME TEXT                        { $$ = NAMED(AANNAME, @$, $TEXT); } ;

cites:
    %empty                              { $$ = NOTHING; }
|   cites cite                          { $$ = build_list($1, $cite); } ;

name_list:
    name                                { $$ = build_list(NOTHING, NAMED(NAME, @$, $name)); }
|   name_list "," name                  { $$ = build_list($1, NAMED(NAME, @name, $name)); } ;

path:
    name | PATH ;

naam:
    path                                { $$ = NAMED(NAAM, @$, $path); } ;

/* A version: a year is a number to the scanner. */
label:
    NUMBER                              { $$ = build_label(p, $NUMBER); }
|   LABEL ;

date:
    DATE                                { $$ = build_value(p, AST_DATUM, $DATE); } ;

vanaf:
    VAN date                            { $$ = NODE(PERIODE, @$, $date, NODE(EMPTY, @$)); }
|   VAN date[from] TOT_EN_MET date[to]  { $$ = NODE(PERIODE, @$, $from, $to); } ;

periode:
    vanaf
|   TOT_EN_MET date                     { $$ = NODE(PERIODE, @$, NODE(EMPTY, @$), $date); } ;

/* ---- The words that everything else uses ---- */

stelsel:
    STELSEL name title begin stelsel_items "}"
        { $$ = BLOCK(STELSEL, $stelsel_items, @$, $name, $title); } ;

stelsel_items:
    %empty                              { $$ = NOTHING; }
|   stelsel_items stelsel_item          { $$ = build_list($1, $stelsel_item); }
|   stelsel_items error                 { $$ = LOST($1, @error); RESUME(resume_item, @error); } ;

stelsel_item:
    LOOPT periode                       { $$ = build_widen($periode, @$); }
|   PARTIJEN name_list                  { $$ = build_adopt(NODE(PARTIJEN, @$), $name_list); }
|   MAANDAFRONDING direction            { $$ = NAMED(MAANDAFRONDING, @$, $direction); }
|   INSTROOMMOMENT expr                 { $$ = NODE(INSTROOMMOMENT, @$, $expr); }
|   GROEIJAAR expr                      { $$ = NODE(GROEIJAARBEGRIP, @$, $expr); }
|   VERPLICHTINGSJAAR expr              { $$ = NODE(JAARBEGRIP, @$, $expr); } ;

direction:
    OMLAAG | OMHOOG ;

bron_decl:
    BRON name extern_opt title bron_items
        { $$ = build_flags(BLOCK(BRON, $bron_items, @$, $name, $title), $extern_opt); } ;

extern_opt:
    %empty                              { $$ = 0; }
|   EXTERN                              { $$ = FLAG_EXTERN; } ;

bron_items:
    %empty                              { $$ = NOTHING; }
|   bron_items bron_item                { $$ = build_list($1, $bron_item); } ;

bron_item:
    VAN TEXT                            { $$ = NAMED(VAN_PARTIJ, @$, $TEXT); }
|   DATUM date                          { $$ = NODE(GEDATEERD, @$, $date); }
|   ADRES TEXT                          { $$ = NAMED(ADRES, @$, $TEXT); } ;

keuze:
    KEUZE name open leden "}"           { $$ = BLOCK(KEUZE, $leden, @$, $name, $open); }
|   KEUZE name OPEN open leden "}"
        { $$ = build_flags(BLOCK(KEUZE, $leden, @$, $name, $open), FLAG_OPEN); } ;

verzameling:
    VERZAMELING name open leden "}"
        { $$ = BLOCK(VERZAMELING, $leden, @$, $name, $open); }
|   VERZAMELING name[id] VAN name[keuze] open leden "}"
        { $$ = BLOCK(VERZAMELING, $leden, @$, $id, $open, NAMED(NAME, @keuze, $keuze)); } ;

leden:
    free_leden %prec ITEMS | bound_leden %prec ITEMS ;

free_leden:
    %empty                              { $$ = NOTHING; }
|   free_leden cite                     { $$ = build_list($1, $cite); }
|   free_leden error                    { $$ = LOST($1, @error); RESUME(resume_item, @error); }
|   bound_leden error                   { $$ = LOST($1, @error); RESUME(resume_item, @error); }
|   leden error                         { $$ = LOST($1, @error); RESUME(resume_item, @error); } ;

bound_leden:
    leden lid                           { $$ = build_list($1, $lid); }
|   bound_leden cite                    { $$ = build_attach($1, $cite); } ;

lid:
    name title_opt                      { $$ = NAMED(LID, @$, $name, $title_opt); }
|   name title_opt periode              { $$ = NAMED(LID, @$, $name, $title_opt, $periode); }
|   WIJZIGT name title_opt
        { $$ = build_mod(NAMED(LID, @$, $name, $title_opt), MOD_WIJZIGT, @$); }
|   WIJZIGT name title_opt periode
        { $$ = build_mod(NAMED(LID, @$, $name, $title_opt, $periode), MOD_WIJZIGT, @$); }
|   VERVALT name omdat                  { $$ = build_lapse(p, AST_LID, @$, $name, $omdat); } ;

lezing:
    LEZING name open lezing_items "}"
        { $$ = BLOCK(LEZING, $lezing_items, @$, $name, $open); } ;

lezing_items:
    %empty                              { $$ = NOTHING; }
|   lezing_items cite                   { $$ = build_list($1, $cite); }
|   lezing_items alternatief            { $$ = build_list($1, $alternatief); }
|   lezing_items error                  { $$ = LOST($1, @error); RESUME(resume_item, @error); } ;

alternatief:
    name title_opt standaard_opt
        { $$ = build_flags(NAMED(ALTERNATIEF, @$, $name, $title_opt), $standaard_opt); }
|   WIJZIGT name title_opt standaard_opt
        { $$ = build_mod(build_flags(NAMED(ALTERNATIEF, @$, $name, $title_opt), $standaard_opt),
                         MOD_WIJZIGT, @$); }
|   VERVALT name omdat
        { $$ = build_lapse(p, AST_ALTERNATIEF, @$, $name, $omdat); } ;

standaard_opt:
    %empty                              { $$ = 0; }
|   STANDAARD                           { $$ = FLAG_STANDAARD; } ;

parameter:
    PARAMETER name open waarden "}"     { $$ = BLOCK(PARAMETER, $waarden, @$, $name, $open); }
|   PARAMETER name ":" type per_opt begin waarden "}"
        { $$ = BLOCK(PARAMETER, $waarden, @$, $name, $type, $per_opt); }
|   PARAMETER name title ":" type per_opt begin waarden "}"
        { $$ = BLOCK(PARAMETER, $waarden, @$, $name, $title, $type, $per_opt); } ;

per_opt:
    %empty                              { $$ = NULL; }
|   PER name                            { $$ = NAMED(PER, @name, $name); } ;

waarden:
    free_waarden %prec ITEMS | bound_waarden %prec ITEMS ;

free_waarden:
    %empty                              { $$ = NOTHING; }
|   free_waarden cite                   { $$ = build_list($1, $cite); }
|   waarden geen_waarde                 { $$ = build_list($1, $geen_waarde); }
|   free_waarden error                  { $$ = LOST($1, @error); RESUME(resume_item, @error); }
|   bound_waarden error                 { $$ = LOST($1, @error); RESUME(resume_item, @error); }
|   waarden error                       { $$ = LOST($1, @error); RESUME(resume_item, @error); } ;

bound_waarden:
    waarden waarde                      { $$ = build_list($1, $waarde); }
|   bound_waarden cite                  { $$ = build_attach($1, $cite); } ;

geen_waarde:
    GEEN WAARDE OMDAT TEXT              { $$ = NAMED(GEEN_WAARDE, @$, $TEXT); } ;

waarde:
    periode ":" literal                 { $$ = NODE(WAARDE, @$, $periode, $literal); } ;

/* ---- Data ---- */

onderwerp:
    ONDERWERP name open onderwerp_items "}"
        { $$ = BLOCK(ONDERWERP, $onderwerp_items, @$, $name, $open); } ;

onderwerp_items:
    free_onderwerp %prec ITEMS | bound_onderwerp %prec ITEMS ;

free_onderwerp:
    %empty                              { $$ = NOTHING; }
|   onderwerp_items onderwerp_item      { $$ = build_list($1, $onderwerp_item); }
|   free_onderwerp error                { $$ = LOST($1, @error); RESUME(resume_item, @error); }
|   bound_onderwerp error               { $$ = LOST($1, @error); RESUME(resume_item, @error); }
|   onderwerp_items error               { $$ = LOST($1, @error); RESUME(resume_item, @error); } ;

bound_onderwerp:
    onderwerp_items definitie           { $$ = build_list($1, $definitie); }
|   bound_onderwerp cite                { $$ = build_attach($1, $cite); } ;

onderwerp_item:
    veld
|   lijst
|   INGEDEELD_NAAR name                 { $$ = NAMED(INGEDEELD, @$, $name); }
|   BEOORDEELD_OVER name                { $$ = NAMED(BEOORDEELD, @$, $name); } ;

veld:
    name ":" type title_opt             { $$ = NAMED(VELD, @$, $name, $type, $title_opt); }
|   SLEUTEL name ":" type title_opt
        { $$ = build_flags(NAMED(VELD, @$, $name, $type, $title_opt), FLAG_SLEUTEL); } ;

type:
    name type_items                     { $$ = build_adopt(NAMED(TYPE, @$, $name), $type_items); }
|   JA_NEE                              { $$ = NAMED(TYPE, @$, $JA_NEE); }
|   VERWIJZING_NAAR name
        { $$ = NAMED(TYPE, @$, build_word("verwijzing", $1), NAMED(NAAR, @name, $name)); } ;

type_items:
    %empty                              { $$ = NOTHING; }
|   type_items type_item                { $$ = build_list($1, $type_item); } ;

type_item:
    NUMBER DECIMALEN                    { $$ = build_whole(p, AST_DECIMALEN, @$, $NUMBER); }
|   VAN signed[least] TOT_EN_MET signed[most]
                                        { $$ = NODE(BEREIK, @$, $least, $most); }
|   PATROON TEXT                        { $$ = NAMED(PATROON, @$, $TEXT); } ;

lijst:
    LIJST name open velden "}"          { $$ = BLOCK(LIJST, $velden, @$, $name, $open); }
|   LIJST name gedateerd begin velden "}"
        { $$ = BLOCK(LIJST, $velden, @$, $name, $gedateerd); }
|   LIJST name title gedateerd begin velden "}"
        { $$ = BLOCK(LIJST, $velden, @$, $name, $title, $gedateerd); } ;

gedateerd:
    GEDATEERD name                      { $$ = NAMED(GEDATEERD_NAAR, @$, $name); } ;

velden:
    %empty                              { $$ = NOTHING; }
|   velden veld                         { $$ = build_list($1, $veld); }
|   velden error                        { $$ = LOST($1, @error); RESUME(resume_item, @error); } ;

definitie:
    DEFINITIE path "=" expr             { $$ = NAMED(DEFINITIE, @$, $path, $expr); } ;

/* ---- Leidraad, kader, regioplan ---- */

leidraad:
    LEIDRAAD label head heading "{" items "}"
        { $$ = BLOCK(LEIDRAAD, build_join(build_join($head, $heading), $items), @$, $label); } ;

kader:
    KADER name head heading "{" items "}"
        { $$ = BLOCK(KADER, build_join(build_join($head, $heading), $items), @$, $name); } ;

regioplan:
    REGIOPLAN name head heading "{" items "}"
        { $$ = BLOCK(REGIOPLAN, build_join(build_join($head, $heading), $items), @$, $name); } ;

/* The title of a heading that goes on. */
head:
    %empty                              { $$ = NOTHING; }
|   title                               { $$ = build_list(NOTHING, $title); }
|   error
        { $$ = LOST(NOTHING, @error); RESUME(resume_heading, @error); }
|   title error
        { $$ = LOST(build_list(NOTHING, $title), @error); RESUME(resume_heading, @error); } ;

heading:
    %empty                              { $$ = NOTHING; }
|   parts ;

/* In any order; which of them belong to which is checked afterwards. */
parts:
    heading_item                        { $$ = build_list(NOTHING, $heading_item); }
|   CONCEPT                             { $$ = build_list_flags(NOTHING, FLAG_CONCEPT); }
|   parts heading_item                  { $$ = build_list($1, $heading_item); }
|   parts CONCEPT                       { $$ = build_list_flags($1, FLAG_CONCEPT); }
|   parts error                         { $$ = LOST($1, @error); RESUME(resume_heading, @error); } ;

heading_item:
    VASTGESTELD OP date cites           { $$ = build_adopt(NODE(VASTGESTELD, @$, $date), $cites); }
|   HERZIET label                       { $$ = NAMED(HERZIET, @$, $label); }
|   BIJ LEIDRAAD label                  { $$ = NAMED(BIJ, @$, $label); }
|   VAN name title                      { $$ = NAMED(VAN_HOUDER, @$, $name, $title); }
|   vanaf ;

items:
    free_items %prec ITEMS | bound_items %prec ITEMS ;

free_items:
    %empty                              { $$ = NOTHING; }
|   free_items cite                     { $$ = build_list($1, $cite); }
|   items closed_item                   { $$ = build_list($1, $closed_item); }
|   free_items error                    { $$ = LOST($1, @error); RESUME(resume_item, @error); }
|   bound_items error                   { $$ = LOST($1, @error); RESUME(resume_item, @error); }
|   items error                         { $$ = LOST($1, @error); RESUME(resume_item, @error); } ;

bound_items:
    items open_item                     { $$ = build_list($1, $open_item); }
|   bound_items cite                    { $$ = build_attach($1, $cite); } ;

closed_item:
    change
|   WIJZIGT change                      { $$ = build_mod($change, MOD_WIJZIGT, @$); }
|   VERSCHERPT regel                    { $$ = build_mod($regel, MOD_VERSCHERPT, @$); }
|   INSTROOM begin cellen "}"           { $$ = build_adopt(NODE(INSTROOM, @$), $cellen); }
|   KALENDER periode                    { $$ = NODE(KALENDER, @$, $periode); }
|   DUUR expr                           { $$ = NODE(DUUR, @$, $expr); } ;

change:
    regel | parameter | lezing | keuze | verzameling ;

open_item:
    definitie
|   WIJZIGT definitie                   { $$ = build_mod($definitie, MOD_WIJZIGT, @$); }
|   VERVALT lapsing name omdat
        { $$ = build_lapse(p, $lapsing, @$, $name, $omdat); }
|   VERVALT DEFINITIE path omdat        { $$ = build_lapse(p, AST_DEFINITIE, @$, $path, $omdat); } ;

lapsing:
    REGEL                               { $$ = AST_REGEL; }
|   PARAMETER                           { $$ = AST_PARAMETER; }
|   LEZING                              { $$ = AST_LEZING; }
|   KEUZE                               { $$ = AST_KEUZE; }
|   VERZAMELING                         { $$ = AST_VERZAMELING; } ;

cellen:
    %empty                              { $$ = NOTHING; }
|   cellen cel                          { $$ = build_list($1, $cel); }
|   cellen error                        { $$ = LOST($1, @error); RESUME(resume_item, @error); } ;

cel:
    GROEP NUMBER ":" date cites
        { $$ = build_adopt(ast_add(build_whole(p, AST_CEL, @$, $NUMBER), $date), $cites); }
|   GROEP NUMBER SLAAT_OVER omdat cites
        { $$ = build_adopt(ast_add(build_whole(p, AST_CEL, @$, $NUMBER), $omdat), $cites); } ;

regel:
    REGEL name open clauses "}"
        { $$ = BLOCK(REGEL, $clauses, @$, $name, $open); } ;

clauses:
    %empty                              { $$ = NOTHING; }
|   clauses clause                      { $$ = build_list($1, $clause); }
|   clauses error                       { $$ = LOST($1, @error); RESUME(resume_item, @error); } ;

clause:
    cite
|   GEEN AANNAME                        { $$ = NODE(GEEN_AANNAME, @$); }
|   geldt
|   SOORT name                          { $$ = NAMED(SOORT, @$, $name); }
|   BEHALVE_ALS expr omdat              { $$ = NODE(BEHALVE, @$, $expr, $omdat); }
|   UITERLIJK expr                      { $$ = NODE(UITERLIJK, @$, $expr); }
|   JAARLIJKS UITERLIJK expr
        { $$ = build_flags(NODE(UITERLIJK, @$, $expr), FLAG_JAARLIJKS); }
|   EIS expr                            { $$ = NODE(EIS, @$, $expr); }
|   GEVOLG name_list                    { $$ = build_adopt(NODE(GEVOLG, @$), $name_list); }
|   HERHALING path omdat                { $$ = NAMED(HERHALING, @$, $path, $omdat); } ;

geldt:
    GELDT_VOOR name                     { $$ = NAMED(GELDT, @$, $name); }
|   GELDT_VOOR name WAARVAN "(" expr ")"
                                        { $$ = NAMED(GELDT, @$, $name, $expr); }
|   GELDT_VOOR name WAARVAN "(" expr ")" omdat
                                        { $$ = NAMED(GELDT, @$, $name, $expr, $omdat); } ;

/* ---- Decisions, amounts, tasks ---- */

besluit:
    BESLUIT name open besluit_items "}"
        { $$ = BLOCK(BESLUIT, $besluit_items, @$, $name, $open); } ;

besluit_items:
    %empty                              { $$ = NOTHING; }
|   besluit_items besluit_item          { $$ = build_list($1, $besluit_item); }
|   besluit_items error                 { $$ = LOST($1, @error); RESUME(resume_item, @error); } ;

besluit_item:
    cite
|   geldt_in
|   member ALS_EEN_REGEL selectors ook NIET_VOLDAAN_IS
        { $$ = build_flags(build_adopt(NAMED(ANTWOORD, @$, $member), $selectors), $ook); } ;

geldt_in:
    GELDT_VOOR name                     { $$ = NAMED(GELDT, @$, $name); }
|   GELDT_VOOR name periode             { $$ = NAMED(GELDT, @$, $name, $periode); } ;

member:
    JA | NEE ;

selectors:
    selector
|   selectors OF selector               { $$ = build_join($1, $selector); } ;

selector:
    VAN SOORT name_list                 { $$ = build_kind($name_list, AST_SOORT); }
|   MET GEVOLG name_list
        { $$ = build_list(NOTHING, build_adopt(NODE(GEVOLG, @$), $name_list)); }
|   UIT SET name_list "}"               { $$ = build_kind($name_list, AST_REGEL_REF); } ;

ook:
    %empty                              { $$ = 0; }
|   ook OOK_REGIOPLAN                   { $$ = $1 | FLAG_PLAN; }
|   ook OOK_EERDERE                     { $$ = $1 | FLAG_EARLIER; } ;

berekening:
    BEREKENING name title_opt ":" type begin berekening_items "}"
        { $$ = BLOCK(BEREKENING, $berekening_items, @$, $name, $title_opt, $type); } ;

berekening_items:
    %empty                              { $$ = NOTHING; }
|   berekening_items berekening_item    { $$ = build_list($1, $berekening_item); }
|   berekening_items error              { $$ = LOST($1, @error); RESUME(resume_item, @error); } ;

berekening_item:
    cite
|   geldt_in
|   WAARDE expr                         { $$ = NODE(FORMULE, @$, $expr); }
|   AFRONDING rounding                  { $$ = NAMED(AFRONDING, @$, $rounding); } ;

rounding:
    OMLAAG
|   OMHOOG
|   HALF_OMHOOG                         { $$ = build_word("half_omhoog", $1); }
|   HALF_EVEN                           { $$ = build_word("half_even", $1); } ;

taak:
    TAAK name open taak_items "}"
        { $$ = BLOCK(TAAK, $taak_items, @$, $name, $open); } ;

taak_items:
    %empty                              { $$ = NOTHING; }
|   taak_items taak_item                { $$ = build_list($1, $taak_item); }
|   taak_items error                    { $$ = LOST($1, @error); RESUME(resume_item, @error); } ;

taak_item:
    cite
|   venster
|   DOOR name_list                      { $$ = build_adopt(NODE(DOOR, @$), $name_list); } ;

venster:
    VAN date[from] TOT_EN_MET date[to]  { $$ = NODE(VENSTER, @$, $from, $to); }
|   JAARLIJKS VAN dagmaand[from] TOT_EN_MET dagmaand[to] VAN number[first] TOT_EN_MET number[last]
        { $$ = build_flags(NODE(VENSTER, @$, $from, $to, $first, $last), FLAG_JAARLIJKS); }
|   ZONDER_DATUM omdat                  { $$ = NODE(VENSTER, @$, $omdat); } ;

dagmaand:
    DAYMONTH                            { $$ = build_value(p, AST_DAGMAAND, $DAYMONTH); } ;

/* ---- Examples ---- */

voorbeeld:
    VOORBEELD TEXT begin voorbeeld_items "}"
        { $$ = BLOCK(VOORBEELD, $voorbeeld_items, @$, $TEXT); } ;

voorbeeld_items:
    %empty                              { $$ = NOTHING; }
|   voorbeeld_items voorbeeld_item      { $$ = build_list($1, $voorbeeld_item); }
|   voorbeeld_items error               { $$ = LOST($1, @error); RESUME(resume_item, @error); } ;

voorbeeld_item:
    cite
|   LEZING name[lezing] IS name[choice]
        { $$ = NAMED(STAND, @$, $lezing, NAMED(NAME, @choice, $choice)); }
|   GEGEVEN name begin gegevens "}"     { $$ = BLOCK(GEGEVEN, $gegevens, @$, $name); }
|   OP date VERWACHT expects            { $$ = build_adopt(NODE(OP, @$, $date), $expects); }
|   VERWACHT expects                    { $$ = build_adopt(NODE(OP, @$), $expects); } ;

gegevens:
    %empty                              { $$ = NOTHING; }
|   gegevens gegeven                    { $$ = build_list($1, $gegeven); }
|   gegevens error                      { $$ = LOST($1, @error); RESUME(resume_item, @error); } ;

gegeven:
    paar
|   name "{" paren "}"                  { $$ = BLOCK(RIJ, $paren, @$, $name); }
|   name GEEN                           { $$ = NAMED(GEEN_RIJEN, @$, $name); } ;

paren:
    %empty                              { $$ = NOTHING; }
|   paren paar                          { $$ = build_list($1, $paar); }
|   paren error                         { $$ = LOST($1, @error); RESUME(resume_item, @error); } ;

paar:
    name value                          { $$ = NAMED(PAAR, @$, $name, $value); } ;

value:
    signed
|   date
|   TEXT                                { $$ = NAMED(TEKST, @$, $TEXT); }
|   LABEL                               { $$ = NAMED(VERSIE, @$, $LABEL); }
|   JA                                  { $$ = NODE(JA, @$); }
|   NEE                                 { $$ = NODE(NEE, @$); }
|   name                                { $$ = NAMED(NAAM, @$, $name); } ;

expects:
    expect                              { $$ = build_list(NOTHING, $expect); }
|   expects "," expect                  { $$ = build_list($1, $expect); } ;

expect:
    LEIDRAAD label                      { $$ = NAMED(VERWACHT, @$, $1, build_version(p, $label)); }
|   GROEP number                        { $$ = NAMED(VERWACHT, @$, $1, $number); }
|   GROEIJAAR number                    { $$ = NAMED(VERWACHT, @$, $1, $number); }
|   OORDEEL name                        { $$ = NAMED(VERWACHT, @$, $1, NAMED(NAME, @name, $name)); }
|   NIET_BEPAALD name                   { $$ = NAMED(VERWACHT, @$, $1, NAMED(NAME, @name, $name)); }
|   REGEL name[id] name[verdict] expect_details
        { $$ = build_adopt(NAMED(VERWACHT, @$, $1, NAMED(NAME, @id, $id),
                                 NAMED(NAME, @verdict, $verdict)), $expect_details); }
|   BESLUIT name[id] name[answer]
        { $$ = NAMED(VERWACHT, @$, $1, NAMED(NAME, @id, $id), NAMED(NAME, @answer, $answer)); }
|   BESLUIT name[id] member[answer]
        { $$ = NAMED(VERWACHT, @$, $1, NAMED(NAME, @id, $id), NAMED(NAME, @answer, $answer)); }
|   BEREKENING name signed
        { $$ = NAMED(VERWACHT, @$, $1, NAMED(NAME, @name, $name), $signed); }
|   BEREKENING name[id] name[answer]
        { $$ = NAMED(VERWACHT, @$, $1, NAMED(NAME, @id, $id), NAMED(NAME, @answer, $answer)); } ;

expect_details:
    %empty                              { $$ = NOTHING; }
|   expect_details expect_detail        { $$ = build_list($1, $expect_detail); } ;

expect_detail:
    UITERLIJK date                      { $$ = NAMED(VERWACHT, @$, $1, $date); }
|   ONTBREEKT TEXT
        { $$ = NAMED(VERWACHT, @$, $1, NAMED(TEKST, @TEXT, $TEXT)); }
|   UIT label                           { $$ = NAMED(VERWACHT, @$, $1, build_version(p, $label)); }
|   JAAR number                         { $$ = NAMED(VERWACHT, @$, $1, $number); } ;

/* ---- Expressions, the loosest first ---- */

expr:
    disjunction
|   ALS disjunction[test] DAN disjunction[then] ANDERS expr[else]
                                        { $$ = NODE(ALS, @$, $test, $then, $else); } ;

disjunction:
    conjunction
|   of_list                             { $$ = build_adopt(NODE(OF, @$), $of_list); } ;

of_list:
    conjunction[left] OF conjunction[right]
                                        { $$ = build_list(build_list(NOTHING, $left), $right); }
|   of_list OF conjunction              { $$ = build_list($1, $conjunction); } ;

conjunction:
    negation
|   en_list                             { $$ = build_adopt(NODE(EN, @$), $en_list); } ;

en_list:
    negation[left] EN negation[right]   { $$ = build_list(build_list(NOTHING, $left), $right); }
|   en_list EN negation                 { $$ = build_list($1, $negation); } ;

negation:
    comparison
|   NIET negation[e]                    { $$ = NODE(NIET, @$, $e); } ;

/* The words of an ordering are kept: `voor` and `minder dan` are one comparison, and the formatter
 * must know which was written. */
comparison:
    sum
|   sum[a] IS sum[b]                    { $$ = NODE(IS, @$, $a, $b); }
|   sum[a] IS_NIET sum[b]               { $$ = NODE(IS_NIET, @$, $a, $b); }
|   sum[a] IN set                       { $$ = NODE(IN, @$, $a, $set); }
|   sum[a] NIET_IN set                  { $$ = NODE(NIET_IN, @$, $a, $set); }
|   sum[a] MINDER_DAN[op] sum[b]        { $$ = NAMED(MINDER, @$, $op, $a, $b); }
|   sum[a] VOOR[op] sum[b]              { $$ = NAMED(MINDER, @$, $op, $a, $b); }
|   sum[a] TEN_HOOGSTE[op] sum[b]       { $$ = NAMED(TEN_HOOGSTE, @$, $op, $a, $b); }
|   sum[a] OP_OF_VOOR[op] sum[b]        { $$ = NAMED(TEN_HOOGSTE, @$, $op, $a, $b); }
|   sum[a] MEER_DAN[op] sum[b]          { $$ = NAMED(MEER, @$, $op, $a, $b); }
|   sum[a] NA[op] sum[b]                { $$ = NAMED(MEER, @$, $op, $a, $b); }
|   sum[a] TEN_MINSTE[op] sum[b]        { $$ = NAMED(TEN_MINSTE, @$, $op, $a, $b); }
|   sum[a] OP_OF_NA[op] sum[b]          { $$ = NAMED(TEN_MINSTE, @$, $op, $a, $b); }
|   sum[a] IS_GEVULD                    { $$ = NODE(GEVULD, @$, $a); }
|   sum[a] IS_NIET_GEVULD               { $$ = NODE(NIET, @$, NODE(GEVULD, @$, $a)); }
|   sum[a] IS_VAN_KRACHT                { $$ = NODE(VAN_KRACHT, @$, $a); }
|   sum[a] IS_NIET_VAN_KRACHT           { $$ = NODE(NIET, @$, NODE(VAN_KRACHT, @$, $a)); }
|   MINDER_DAN[op] number path met_opt
        { $$ = NAMED(MINDER, @$, $op, NAMED(AANTAL, @$, $path, $met_opt), $number); }
|   TEN_HOOGSTE[op] number path met_opt
        { $$ = NAMED(TEN_HOOGSTE, @$, $op, NAMED(AANTAL, @$, $path, $met_opt), $number); }
|   MEER_DAN[op] number path met_opt
        { $$ = NAMED(MEER, @$, $op, NAMED(AANTAL, @$, $path, $met_opt), $number); }
|   TEN_MINSTE[op] number path met_opt
        { $$ = NAMED(TEN_MINSTE, @$, $op, NAMED(AANTAL, @$, $path, $met_opt), $number); } ;

set:
    SET name_list "}"                   { $$ = build_adopt(NODE(LEDEN, @$), $name_list); }
|   naam ;

sum:
    term
|   sum[a] "+" term[b]                  { $$ = NODE(PLUS, @$, $a, $b); }
|   sum[a] "-" term[b]                  { $$ = NODE(MIN, @$, $a, $b); } ;

term:
    primary
|   term[a] "×" primary[b]              { $$ = NODE(MAAL, @$, $a, $b); }
|   term[a] "/" primary[b]              { $$ = NODE(GEDEELD, @$, $a, $b); } ;

primary:
    literal
|   naam
|   "(" expr ")"                        { $$ = $expr; }
|   ER_IS path met_opt                  { $$ = NAMED(ER_IS, @$, $path, $met_opt); }
|   AANTAL path met_opt                 { $$ = NAMED(AANTAL, @$, $path, $met_opt); }
|   ELKE path met_opt HEEFT "(" expr ")"
        { $$ = NAMED(ELKE, @$, $path, $met_opt ? $met_opt : NODE(EMPTY, @met_opt), $expr); }
|   EINDE_GROEIJAAR primary[n]          { $$ = NODE(EINDE_GROEIJAAR, @$, $n); }
|   EINDE_JAAR                          { $$ = NODE(EINDE_JAAR, @$); }
|   JAAR_VAN primary[d]                 { $$ = NODE(JAAR_VAN, @$, $d); }
|   LEZING name[lezing] IS name[choice]
        { $$ = NAMED(LEZING_IS, @$, $lezing, NAMED(NAME, @choice, $choice)); }
|   LEZING name[lezing] IS_NIET name[choice]
        { $$ = NODE(NIET, @$, NAMED(LEZING_IS, @$, $lezing, NAMED(NAME, @choice, $choice))); }
|   ONBEKEND_OMDAT TEXT                 { $$ = NAMED(ONBEKEND, @$, $TEXT); } ;

met_opt:
    %empty                              { $$ = NULL; }
|   MET "(" expr ")"                    { $$ = $expr; } ;

literal:
    signed
|   date
|   JA                                  { $$ = NODE(JA, @$); }
|   NEE                                 { $$ = NODE(NEE, @$); }
|   TEXT                                { $$ = NAMED(TEKST, @$, $TEXT); }
|   LABEL                               { $$ = NAMED(VERSIE, @$, $LABEL); }
|   NUMBER DAG                          { $$ = build_duration(p, @$, $1, AST_DAGEN, 1); }
|   NUMBER DAGEN                        { $$ = build_duration(p, @$, $1, AST_DAGEN, 1); }
|   NUMBER MAAND                        { $$ = build_duration(p, @$, $1, AST_MAANDEN, 1); }
|   NUMBER MAANDEN                      { $$ = build_duration(p, @$, $1, AST_MAANDEN, 1); }
|   NUMBER JAAR                         { $$ = build_duration(p, @$, $1, AST_MAANDEN, 12); } ;

number:
    NUMBER                              { $$ = build_value(p, AST_GETAL, $NUMBER); } ;

signed:
    number
|   MONEY                               { $$ = build_value(p, AST_BEDRAG, $MONEY); }
|   "-" NUMBER                          { $$ = build_negative(p, @$, AST_GETAL, $NUMBER); }
|   "-" MONEY                           { $$ = build_negative(p, @$, AST_BEDRAG, $MONEY); } ;

/* ---- Names: any word that is not needed to see where something begins ---- */

name:
    NAME | free_word ;

free_word:
    ADRES | AFRONDING | BIJ | CONCEPT | DAG | DAGEN | DATUM | DECIMALEN | DOOR | DUUR | EIS | EXTERN
|   GEDATEERD | GEGEVEN | GEVOLG | GROEIJAAR | GROEP | HERHALING | HERZIET | INSTROOM
|   INSTROOMMOMENT | JAAR | JAARLIJKS | KALENDER | LEIDRAAD | LIJST | LOOPT | MAAND
|   MAANDAFRONDING | MAANDEN | NIET_BEPAALD | OMHOOG | OMLAAG | ONTBREEKT | OORDEEL | OPEN
|   PARTIJEN | PER | REGIOPLAN | SLEUTEL | SOORT | UIT | UITERLIJK | VASTGESTELD
|   VERPLICHTINGSJAAR | VERWACHT | WAARDE ;

%%

const char *grammar_word(int token)
{
    return yysymbol_name((yysymbol_kind_t)token);
}

static int yyreport_syntax_error(const yypcontext_t *context, struct parser *p)
{
    yysymbol_kind_t symbols[YYNTOKENS];
    int expected[YYNTOKENS];
    int n = yypcontext_expected_tokens(context, symbols, YYNTOKENS);
    for (int i = 0; i < n; i++) expected[i] = symbols[i];
    mistake_report(p, expected, n > 0 ? (size_t)n : 0);
    return 0;
}

/* Called only when a stack is full: syntax errors go another way. */
static void yyerror(const struct span *span, struct parser *p, const char *message)
{
    (void)message;
    mistake_depth(p, *span);
}
