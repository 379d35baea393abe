/* `explain` for people: the tree of explain/explain.h as indented text.
 *
 * Written for somebody at an RHO who asks why, and wants to know what to do about it.  So: from bad
 * to good; what was asked beside what was found; each datum with the line of the file where it can
 * be mended; and what it all rests on at the end of each rule, where it does not stand in the way.
 *
 * One function a kind of node adds the line; the table at the end finds it. */
#include "base/text.h"
#include "report/explain_report.h"
#include "report/grid.h"
#include "report/lines.h"
#include "report/words.h"

/* More rows of a list than this are counted and not told: the first say what is the matter. */
enum { ROWS_TOLD = 12 };

struct teller {
    const struct report *report;
    struct arena *scratch;
    const struct explanation *e;
};

typedef void line_fn(const struct teller *t, struct buf *out, const struct explained *x);

static const struct program *program_of(const struct teller *t)
{
    return t->e->result->program;
}

static struct str text_of(const struct teller *t, index_t symbol)
{
    return program_text(program_of(t), symbol);
}

static struct str on_date(const struct teller *t, date d)
{
    return words_date(t->scratch, d);
}

/* ---- The subject ---- */

static void subject_line(const struct teller *t, struct buf *out, const struct explained *x)
{
    const struct result *r = t->e->result;
    const struct table *table = &program_of(t)->tables[r->table];
    struct str kind = text_of(t, table->title == NONE ? table->id : table->title);
    (void)x;
    buf_printf(out, "%.*s %.*s", STR_ARG(kind), STR_ARG(r->key));
    if (r->has_on) {
        struct str on = on_date(t, r->on);
        buf_addc(out, ' ');
        buf_printf(out, _("on %.*s"), STR_ARG(on));
    }
    buf_printf(out, ": %s", words_oordeel(r->oordeel));
}

/* The skips that brought a group where it is: without them a reader of Tabel 1 is surprised. */
static void skip_words(const struct teller *t, struct buf *out)
{
    const struct result *r = t->e->result;
    const struct program *p = r->program;
    for (index_t v = r->timeline.spans[0].version; v < r->moment.version; v++) {
        const struct cell *cell = &p->cells[v * p->stelsel.groups + r->timeline.group - 1];
        if (!cell->skips || cell->because == NONE) continue;
        struct str label = text_of(t, p->versions[v].label), because = text_of(t, cell->because);
        buf_addc(out, ' ');
        buf_printf(out, _("Its group skips leidraad %.*s: %.*s."), STR_ARG(label),
                   STR_ARG(because));
    }
}

static void placed_words(const struct teller *t, struct buf *out)
{
    const struct result *r = t->e->result;
    const struct version *version = &r->program->versions[r->moment.version];
    struct str start = on_date(t, r->timeline.start), label = text_of(t, version->label);
    struct str period = words_period(t->scratch, r->moment.from, r->moment.to);
    buf_printf(out, _("Group %u, started on %.*s: leidraad %.*s, %.*s; growth year %d."),
               (unsigned)r->timeline.group, STR_ARG(start), STR_ARG(label), STR_ARG(period),
               (int)r->moment.groeijaar);
    if (r->timeline.forced) {
        buf_addc(out, ' ');
        buf_adds(out, _("This version was asked for, whatever the date."));
        buf_addc(out, ' ');
        buf_adds(out, words_forced());
    } else {
        skip_words(t, out);
    }
    if (version->status == VERSION_CONCEPT) {
        buf_addc(out, ' ');
        buf_printf(out,
                   _("Leidraad %.*s is a concept: it has not been adopted, and what is said here "
                     "may change with it."),
                   STR_ARG(label));
    }
}

static void unplaced_words(const struct teller *t, struct buf *out)
{
    const struct result *r = t->e->result;
    struct str start = on_date(t, r->timeline.start);
    struct str end = on_date(t, r->program->stelsel.to);
    switch (r->reason) {
    case INSTROOM_ONBEKEND:
        buf_adds(out, _("The start date is not known, and without it no version of the leidraad "
                        "can be said to apply."));
        break;
    case GEEN_INSTROOMMOMENT:
        buf_printf(out,
                   _("The start date, %.*s, is not in the intake table, so its group is not "
                     "known and is not guessed"),
                   STR_ARG(start));
        buf_adds(out, "; ");
        words_nearest(out, &r->timeline);
        buf_addc(out, '.');
        break;
    case NOG_NIET_INGESTROOMD:
        buf_printf(out, _("It starts on %.*s, after the reference date."), STR_ARG(start));
        break;
    case GEEN_LEIDRAAD_VAN_KRACHT:
        buf_printf(out, _("The agreements ended on %.*s, and no version is in force after that."),
                   STR_ARG(end));
        break;
    case VERSIE_OVERGESLAGEN:
        buf_printf(out, _("Group %u skips the version that was asked for."),
                   (unsigned)r->timeline.group);
        break;
    default: buf_adds(out, _("No rule binds it on this date."));
    }
}

static void standing_line(const struct teller *t, struct buf *out, const struct explained *x)
{
    const struct result *r = t->e->result;
    (void)x;
    if (r->moment.version != NONE) placed_words(t, out);
    if (r->oordeel != NIET_BEPAALD) return;
    if (out->len) buf_addc(out, ' ');
    unplaced_words(t, out);
}

/* ---- Rules and duties ---- */

static void rule_line(const struct teller *t, struct buf *out, const struct explained *x)
{
    const struct rule *rule = x->rule->rule;
    struct str title = text_of(t, rule->title), id = text_of(t, rule->id);
    buf_printf(out, "%s: %.*s [%.*s]", words_verdict(x->rule->verdict), STR_ARG(title),
               STR_ARG(id));
}

static void part_line(const struct teller *t, struct buf *out, const struct explained *x)
{
    const char *verdict = words_verdict(x->part->verdict);
    (void)t;
    buf_printf(out, x->item ? _("What the regional plan adds: %s") : _("The rule itself: %s"),
               verdict);
}

static void year_line(const struct teller *t, struct buf *out, const struct explained *x)
{
    struct duty_year year = x->duty->context.year;
    struct civil first = civil_from_date(year.first);
    buf_printf(out, "%d", (int)year.name);
    if (first.month != 1 || first.day != 1) {
        struct str period = words_period(t->scratch, year.first, year.last + 1);
        buf_printf(out, " (%.*s)", STR_ARG(period));
    }
    buf_printf(out, ": %s", words_verdict(x->duty->verdict));
}

static void earlier_line(const struct teller *t, struct buf *out, const struct explained *x)
{
    if (x->item == NONE) {
        buf_adds(out, _("This fell due before, and remains, though the rule does not bind now."));
        return;
    }
    struct str label = text_of(t, program_of(t)->versions[x->item].label);
    buf_printf(out,
               _("This fell due under leidraad %.*s, and remains, though the rule does not bind "
                 "now."),
               STR_ARG(label));
}

static void deadline_line(const struct teller *t, struct buf *out, const struct explained *x)
{
    const struct duty *duty = x->duty;
    date on = duty->context.on;
    if (!duty->has_deadline) {
        buf_adds(out, _("By when this is due is not known."));
        return;
    }
    struct str last = on_date(t, duty->deadline);
    int left = duty->deadline - on;
    bool met = duty->verdict == VOLDAAN;
    if (left < 0 && met)
        buf_printf(out, _("Was due by %.*s."), STR_ARG(last));
    else if (left < 0)
        buf_printf(out, _("Was due by %.*s; days since then: %d."), STR_ARG(last), -left);
    else if (met)
        buf_printf(out, _("Due by %.*s."), STR_ARG(last));
    else if (left == 0)
        buf_printf(out, _("Due by %.*s: the reference date is the last day."), STR_ARG(last));
    else
        buf_printf(out, _("Due by %.*s; days left: %d."), STR_ARG(last), left);
}

static void norm_line(const struct teller *t, struct buf *out, const struct explained *x)
{
    struct buf asked = {.arena = t->scratch};
    norm_words(&asked, t->e, &x->duty->context, x->item);
    buf_printf(out, _("Asked: %.*s"), STR_ARG(buf_str(&asked)));
}

static void binding_line(const struct teller *t, struct buf *out, const struct explained *x)
{
    struct str reason = duty_reason_text(x->duty);
    (void)t;
    if (x->truth == TRI_JA)
        buf_adds(out, x->first ? _("It applies, because:") : "");
    else if (x->truth > TRI_JA)
        buf_adds(out, _("Whether it applies is not known:"));
    else if (reason.len)
        buf_printf(out, _("Why it does not apply: %.*s"), STR_ARG(reason));
    else
        buf_adds(out, _("It does not apply:"));
}

static void exception_line(const struct teller *t, struct buf *out, const struct explained *x)
{
    struct str because = text_of(t, program_of(t)->exceptions[x->item].because);
    buf_printf(out,
               x->truth == TRI_JA ? _("There is an exception: %.*s")
                                  : _("There may be an exception: %.*s"),
               STR_ARG(because));
}

static void missing_line(const struct teller *t, struct buf *out, const struct explained *x)
{
    struct buf names = {.arena = t->scratch};
    words_missing(&names, x->missing);
    buf_printf(out, _("What is missing, and could decide it: %.*s"), STR_ARG(buf_str(&names)));
}

/* ---- Findings ---- */

static void finding_line(const struct teller *t, struct buf *out, const struct explained *x)
{
    finding_words(out, t->e, x);
    place_words(out, t->e->result->data, x->left.place);
}

static bool is_leaf_row(const struct explained *row)
{
    for (const struct explained *x = row->first; x; x = x->next)
        if (x->first || x->tally.matter) return false;
    return true;
}

/* Below a count stand rows of all kinds: say which. */
static void counted_words(struct buf *out, const struct explained *row)
{
    if (row->truth == TRI_JA)
        buf_adds(out, _("counts"));
    else if (row->truth == TRI_NEE)
        buf_adds(out, _("does not count"));
    else
        buf_adds(out, _("not known whether it counts"));
}

/* Facts on one line.  Two conditions may have found the same: it is said once. */
static void facts_words(const struct teller *t, struct buf *out, const struct explained *row)
{
    VEC(struct str) said = {0};
    for (const struct explained *fact = row->first; fact; fact = fact->next) {
        struct buf words = {.arena = t->scratch};
        finding_words(&words, t->e, fact);
        bool again = false;
        for (size_t i = 0; i < said.len; i++)
            again = again || str_equal(said.at[i], buf_str(&words));
        if (again) continue;
        if (said.len) buf_adds(out, "; ");
        *VEC_PUSH(t->scratch, &said) = buf_str(&words);
        buf_add(out, buf_str(&words));
    }
}

static void row_line(const struct teller *t, struct buf *out, const struct explained *x)
{
    const struct data *data = t->e->result->data;
    struct str prefix =
        x->left.name; /* "interventie[2].code", of which the row is the first part */
    size_t len = prefix.len;
    while (len && prefix.at[len - 1] != '.') len--;
    buf_add(out, (struct str){prefix.at, len ? len - 1 : 0});
    if (x->left.value.state == TRI_JA) {
        buf_adds(out, ", ");
        side_value_words(out, t->e, &x->left);
    }
    place_words(out, data, x->left.place);
    if (x->op == OP_AANTAL) {
        buf_adds(out, ", ");
        counted_words(out, x);
    }
    if (!x->first || !is_leaf_row(x)) return;
    buf_adds(out, ": ");
    facts_words(t, out, x);
}

/* ---- What it rests on ---- */

static void consequence_line(const struct teller *t, struct buf *out, const struct explained *x)
{
    struct str consequence = text_of(t, x->item);
    buf_printf(out, _("Consequence: %.*s"), STR_ARG(consequence));
}

/* In full where it stands alone; of a whole subject the questions are at the end, once. */
static void reading_line(const struct teller *t, struct buf *out, const struct explained *x)
{
    const struct program *p = program_of(t);
    struct str question = text_of(t, p->readings[x->item].question);
    struct str choice = text_of(t, p->choices[x->choice].title);
    struct str id = text_of(t, p->readings[x->item].id);
    if (x->decision || (t->e->whole && x->rule))
        buf_printf(out, _("Rests on the reading %.*s: %.*s"), STR_ARG(id), STR_ARG(choice));
    else
        buf_printf(out, _("Reading %.*s: %.*s Chosen: %.*s"), STR_ARG(id), STR_ARG(question),
                   STR_ARG(choice));
}

static void assumption_line(const struct teller *t, struct buf *out, const struct explained *x)
{
    struct str text = text_of(t, x->item);
    buf_printf(out, _("Assumed: %.*s"), STR_ARG(text));
}

static void one_source(const struct teller *t, struct buf *out, const struct citation *citation)
{
    const struct source *source = &program_of(t)->sources[citation->source];
    buf_add(out, text_of(t, source->title == NONE ? source->id : source->title));
    if (citation->place != NONE) {
        buf_adds(out, ", ");
        buf_add(out, text_of(t, citation->place));
    }
    if (!source->external) return;
    buf_addc(out, ' ');
    buf_adds(out, _("(external)"));
    if (source->address == NONE) return;
    buf_addc(out, ' ');
    buf_add(out, text_of(t, source->address));
}

/* Is it on the line of the one before, of the same kind? */
static bool is_told_before(const struct explained *x, const struct explained *before)
{
    return before && before->kind == x->kind &&
           (x->kind == EXPLAINED_SOURCE || x->kind == EXPLAINED_LOOKED_AT);
}

/* All that follow each other on one line. */
static void source_line(const struct teller *t, struct buf *out, const struct explained *x)
{
    struct buf sources = {.arena = t->scratch};
    for (const struct explained *each = x; each && each->kind == EXPLAINED_SOURCE;
         each = each->next) {
        if (each != x) buf_adds(&sources, "; ");
        one_source(t, &sources, &program_of(t)->citations[each->item]);
    }
    buf_printf(out, _("Source: %.*s"), STR_ARG(buf_str(&sources)));
}

/* With the words in which the policy asks it, exactly.  A decision is of no version. */
static void policy_line(const struct teller *t, struct buf *out, const struct explained *x)
{
    const struct program *p = program_of(t);
    const struct origin *origin = explained_origin(t->e, x);
    if (origin->file == NONE) return;
    struct str file = text_of(t, origin->file);
    if (x->item == NONE) {
        buf_printf(out, _("In the policies: %.*s, line %u"), STR_ARG(file), (unsigned)origin->line);
        return;
    }
    struct str owner = text_of(t, origin->owner);
    struct str phrase = text_of(t, p->nodes[p->rules[x->item].condition].phrase);
    buf_printf(out, _("In the policies: %.*s, %.*s, line %u"), STR_ARG(owner), STR_ARG(file),
               (unsigned)origin->line);
    if (phrase.len) buf_printf(out, ": %.*s", STR_ARG(phrase));
}

/* ---- Decisions and the rest ---- */

static void decision_line(const struct teller *t, struct buf *out, const struct explained *x)
{
    buf_add(out, text_of(t, x->decision->decision->title));
    buf_addc(out, ' ');
    words_decided(out, t->e->result, x->decision);
}

/* Which rules, and when it is asked at all. */
static void about_line(const struct teller *t, struct buf *out, const struct explained *x)
{
    const struct decision *d = x->decision->decision;
    const struct {
        const char *head;
        struct range texts;
    } lists[] = {
        {NULL, d->rule_ids}, {_("of soort"), d->soorten}, {_("with consequence"), d->gevolgen}};
    struct buf rules = {.arena = t->scratch};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        for (index_t j = 0; j < lists[i].texts.count; j++) {
            if (rules.len) buf_adds(&rules, "; ");
            if (lists[i].head) buf_printf(&rules, "%s ", lists[i].head);
            buf_add(&rules, text_of(t, program_of(t)->texts[lists[i].texts.first + j].to));
        }
    }
    if (d->with_plan) buf_printf(&rules, "; %s", _("those of the regional plan too"));
    if (d->with_earlier) buf_printf(&rules, "; %s", _("duties that remain from before too"));
    buf_printf(out, _("About the rules: %.*s"), STR_ARG(buf_str(&rules)));
    if (d->from != DATE_MIN || d->to != DATE_MAX) {
        date to = d->to == DATE_MAX ? DATE_MAX : d->to + 1;
        struct str period = words_period(t->scratch, d->from, to);
        buf_adds(out, "; ");
        buf_printf(out, _("asked %.*s"), STR_ARG(period));
    }
    if (x->decision->answer == ANSWER_NIET_VAN_TOEPASSING || x->truth == TRI_JA) return;
    buf_adds(out, "; ");
    buf_adds(out, _("none of them applies"));
}

static void because_line(const struct teller *t, struct buf *out, const struct explained *x)
{
    struct str title = text_of(t, x->part->rule->title), id = text_of(t, x->part->rule->id);
    buf_printf(out, _("because of: %.*s [%.*s], %s"), STR_ARG(title), STR_ARG(id),
               words_verdict(x->part->verdict));
}

/* All on one line.  Where no rule made the answer, these did, together. */
static void looked_at_line(const struct teller *t, struct buf *out, const struct explained *x)
{
    enum answer answer = x->decision->answer;
    bool together = answer != ANSWER_ONBEKEND && answer != decision_found(x->decision->decision);
    struct buf rules = {.arena = t->scratch};
    for (const struct explained *each = x; each && each->kind == EXPLAINED_LOOKED_AT;
         each = each->next) {
        struct str id = text_of(t, each->part->rule->id);
        buf_printf(&rules, "%s%.*s (%s)", rules.len ? ", " : "", STR_ARG(id),
                   words_verdict(each->part->verdict));
    }
    buf_printf(out,
               together ? _("because none of these has been missed: %.*s")
                        : _("looked at besides: %.*s"),
               STR_ARG(buf_str(&rules)));
}

static void amount_line(const struct teller *t, struct buf *out, const struct explained *x)
{
    const struct calculation_result *c = &t->e->result->calculations.at[x->item];
    const struct finding_side side = {.node = NONE,
                                      .column = NONE,
                                      .parameter = NONE,
                                      .type = c->calculation->type,
                                      .value = c->value};
    buf_add(out, text_of(t, c->calculation->title));
    buf_adds(out, ": ");
    side_value_words(out, t->e, &side);
}

/* Of a decision the answer says so itself. */
static void not_judged_line(const struct teller *t, struct buf *out, const struct explained *x)
{
    if (x->decision) return;
    struct str what = t->e->result->not_judged.at[x->item];
    buf_printf(out, _("Not judged: %.*s"), STR_ARG(what));
}

static void notice_line(const struct teller *t, struct buf *out, const struct explained *x)
{
    const struct notice *notice = &t->e->result->notices.at[x->item];
    words_notice(out, t->e->result->data, notice);
    place_words(out, t->e->result->data, notice->place);
}

static void turned_line(const struct teller *t, struct buf *out, const struct explained *x)
{
    const struct program *p = program_of(t);
    const struct sensitivity *s = &t->e->result->sensitive.at[x->item];
    struct str question = text_of(t, p->readings[s->reading].question);
    struct str choice = text_of(t, p->choices[s->choice].title);
    buf_printf(out, _("In the other reading it would be different. %.*s Were it: %.*s, then: %s"),
               STR_ARG(question), STR_ARG(choice), words_oordeel(s->result->oordeel));
    for (size_t i = 0; i < s->result->decisions.len; i++) {
        const struct decision_result *d = &s->result->decisions.at[i];
        if (i < t->e->result->decisions.len && t->e->result->decisions.at[i].answer == d->answer)
            continue;
        struct str title = text_of(t, d->decision->title);
        buf_printf(out, "; %.*s %s", STR_ARG(title), words_answer(d->answer));
    }
}

/* ---- The tree ---- */

static line_fn *const lines[EXPLAINED_KINDS] = {
    [EXPLAINED_SUBJECT] = subject_line,
    [EXPLAINED_STANDING] = standing_line,
    [EXPLAINED_RULE] = rule_line,
    [EXPLAINED_PART] = part_line,
    [EXPLAINED_YEAR] = year_line,
    [EXPLAINED_EARLIER] = earlier_line,
    [EXPLAINED_DEADLINE] = deadline_line,
    [EXPLAINED_NORM] = norm_line,
    [EXPLAINED_BINDING] = binding_line,
    [EXPLAINED_EXCEPTION] = exception_line,
    [EXPLAINED_MISSING] = missing_line,
    [EXPLAINED_DATUM] = finding_line,
    [EXPLAINED_COMPARISON] = finding_line,
    [EXPLAINED_FILLED] = finding_line,
    [EXPLAINED_IN_SET] = finding_line,
    [EXPLAINED_IN_YEAR] = finding_line,
    [EXPLAINED_IN_FORCE] = finding_line,
    [EXPLAINED_HOLDER] = finding_line,
    [EXPLAINED_LIST] = finding_line,
    [EXPLAINED_COUNT] = finding_line,
    [EXPLAINED_ROW] = row_line,
    [EXPLAINED_NOT_COUNTED] = finding_line,
    [EXPLAINED_CHOICE] = finding_line,
    [EXPLAINED_UNTOLD] = finding_line,
    [EXPLAINED_VALUE] = finding_line,
    [EXPLAINED_READING] = reading_line,
    [EXPLAINED_ASSUMPTION] = assumption_line,
    [EXPLAINED_SOURCE] = source_line,
    [EXPLAINED_POLICY] = policy_line,
    [EXPLAINED_CONSEQUENCE] = consequence_line,
    [EXPLAINED_DECISION] = decision_line,
    [EXPLAINED_ABOUT] = about_line,
    [EXPLAINED_BECAUSE] = because_line,
    [EXPLAINED_LOOKED_AT] = looked_at_line,
    [EXPLAINED_AMOUNT] = amount_line,
    [EXPLAINED_NOT_JUDGED] = not_judged_line,
    [EXPLAINED_NOTICE] = notice_line,
    [EXPLAINED_TURNED] = turned_line,
};

static enum style style_of(const struct explained *x)
{
    static const enum style by_verdict[VERDICTS] = {
        [NIET_VOLDAAN] = STYLE_BAD, [VERDICT_ONBEKEND] = STYLE_WARN,
        [LOOPT] = STYLE_WARN,       [OPEN_NORM] = STYLE_WARN,
        [VOLDAAN] = STYLE_GOOD,     [NIET_VAN_TOEPASSING] = STYLE_FAINT,
    };
    switch (x->kind) {
    case EXPLAINED_SUBJECT:
    case EXPLAINED_DECISION:
    case EXPLAINED_AMOUNT: return STYLE_STRONG;
    case EXPLAINED_RULE: return by_verdict[x->rule->verdict];
    case EXPLAINED_YEAR: return by_verdict[x->duty->verdict];
    case EXPLAINED_READING:
    case EXPLAINED_ASSUMPTION:
    case EXPLAINED_SOURCE:
    case EXPLAINED_POLICY: return STYLE_FAINT;
    default: return STYLE_PLAIN;
    }
}

/* What is said of the subject as a whole, after its rules. */
static bool is_closing(const struct explained *x)
{
    return !x->rule && !x->decision &&
           (x->kind == EXPLAINED_NOTICE || x->kind == EXPLAINED_TURNED ||
            x->kind == EXPLAINED_READING);
}

/* Rules and answers stand apart, so that the eye finds them. */
static bool stands_apart(const struct explained *x, const struct explained *before)
{
    if (is_closing(x)) return !before || !is_closing(before);
    return x->kind == EXPLAINED_RULE || x->kind == EXPLAINED_DECISION ||
           x->kind == EXPLAINED_AMOUNT;
}

static void say(const struct teller *t, size_t indent, struct str text, enum style style)
{
    if (style == STYLE_PLAIN || !t->report->colour) {
        lines_say(t->report, indent, text);
        return;
    }
    out_spaces(t->report->out, indent);
    out_styled(t->report->out, text, style, true);
    out_char(t->report->out, '\n');
}

static void tell(const struct teller *t, size_t indent, const struct explained *x);

/* Among all rules, of one that does not apply the reason is enough. */
static bool is_passed_by(const struct teller *t, const struct explained *x)
{
    return t->e->whole && x->kind == EXPLAINED_BINDING && x->item != NONE;
}

struct row_teller {
    const struct teller *t;
    size_t indent, told;
};

static bool tell_row(void *context, struct arena *scratch, const struct explained *row)
{
    struct row_teller *r = context;
    const struct teller t = {r->t->report, scratch, r->t->e};
    tell(&t, r->indent, row);
    return ++r->told < ROWS_TOLD;
}

static void tell_children(const struct teller *t, size_t indent, const struct explained *parent)
{
    struct row_teller rows = {t, indent, 0};
    const struct explained *before = NULL;
    for (const struct explained *x = parent->first; x; before = x, x = x->next) {
        if (is_told_before(x, before)) continue;
        if (stands_apart(x, before)) out_char(t->report->out, '\n');
        tell(t, indent, x);
    }
    explain_rows(t->e, parent, tell_row, &rows);
    if (parent->tally.matter <= ROWS_TOLD) return;
    struct buf more = {.arena = t->scratch};
    buf_printf(&more, _("and %zu more"), parent->tally.matter - ROWS_TOLD);
    say(t, indent, buf_str(&more), STYLE_PLAIN);
}

/* The words of a verdict begin a line here, and nowhere else. */
static void capitalise(struct buf *line)
{
    if (line->len && line->at[0] >= 'a' && line->at[0] <= 'z')
        line->at[0] = (char)(line->at[0] - 'a' + 'A');
}

/* A node without words of its own leaves its place to its children. */
static void tell(const struct teller *t, size_t indent, const struct explained *x)
{
    struct buf text = {.arena = t->scratch};
    lines[x->kind](t, &text, x);
    if (x->kind == EXPLAINED_RULE || x->kind == EXPLAINED_SUBJECT) capitalise(&text);
    if (text.len) say(t, indent, buf_str(&text), style_of(x));
    if ((x->kind == EXPLAINED_ROW && is_leaf_row(x)) || is_passed_by(t, x)) return;
    tell_children(t, text.len ? indent + LINES_INDENT : indent, x);
}

void explain_text(const struct report *report, struct arena *scratch, const struct explanation *e)
{
    const struct teller t = {report, scratch, e};
    tell(&t, 0, e->root);
    out_char(report->out, '\n');
    lines_policies(report);
}
