/* The gate. */
#include "compiler/history/publish.h"

#include "base/status.h"
#include "compiler/examples/examples.h"
#include "compiler/say.h"
#include "report/words.h"

/* ---- the examples ---- */

static int gate_examples(struct arena *arena, const struct submission *s, struct diags *diags)
{
    struct examples *examples;
    int status = run_examples(&examples, arena, s->now, s->files, s->count, diags);
    for (size_t i = 0; i < examples->list.len; i++) {
        const struct example_result *example = &examples->list.at[i];
        for (size_t m = 0; m < example->misses.len; m++) {
            const struct example_miss *miss = &example->misses.at[m];
            SAY(diags, EXAMPLE_FAILS, miss->span, example->ast->text, miss->expected, miss->came);
        }
    }
    return status;
}

/* ---- what was adopted ---- */

/* A text of several lines on one. */
static void add_quoted(struct buf *line, const char *word, struct str text)
{
    if (!text.len) return;
    buf_printf(line, " %s `", word);
    for (size_t i = 0; i < text.len; i++)
        if (text.at[i] == '\n')
            buf_adds(line, ", ");
        else
            buf_addc(line, text.at[i]);
    buf_addc(line, '`');
}

/* "regel lerende_omgeving: drempel van `4,6` naar `4,4` (2025)".  What came or went is named, and
 * not written out: it stands in the files.  Dutch in every locale: it stays in the store. */
static struct str line_of(struct arena *arena, const struct difference *d)
{
    struct buf line = {.arena = arena};
    struct str owner = named_text(arena, d->owner), versions = difference_versions(arena, d);
    bool whole = d->kind == DIFFERENCE_ADDED || d->kind == DIFFERENCE_LAPSED ||
                 d->kind == DIFFERENCE_IN_USE || d->kind == DIFFERENCE_OUT_OF_USE;
    buf_printf(&line, "%s " STR_FMT ": %s", subject_term(d->subject), STR_ARG(d->id),
               difference_term(d->kind));
    if (d->part.len) buf_printf(&line, " " STR_FMT, STR_ARG(d->part));
    if (d->renamed.len) buf_printf(&line, " naar " STR_FMT, STR_ARG(d->renamed));
    if (!whole) add_quoted(&line, "van", d->from.text);
    if (!whole) add_quoted(&line, "naar", d->to.text);
    if (owner.len) buf_printf(&line, " (" STR_FMT ")", STR_ARG(owner));
    if (versions.len) buf_printf(&line, " (" STR_FMT ")", STR_ARG(versions));
    return buf_str(&line);
}

static struct span span_of(const struct submission *s, const struct origin *origin)
{
    struct str name = program_text(s->now, origin->file);
    for (size_t i = 0; origin->file != NONE && i < s->count; i++)
        if (str_equal(s->files[i]->name, name))
            return (struct span){s->files[i]->file, origin->line, origin->column, origin->end_line,
                                 origin->end_column};
    return SPAN_NONE;
}

/* What is held against what was adopted: each difference once, with all that it changes. */
struct hit {
    struct str line; /* the difference in words, for who publishes */
    struct span span;
    struct buf adopted; /* "leidraad 2025 (31 May 2024), leidraad 2026-2027 (1 July 2025)" */
};

struct holding {
    const struct submission *s;
    struct diags *diags;
    struct arena *arena;
    struct interner *lines; /* as the store has them; by number: */
    VEC(struct hit) hits;
    struct named held;  /* the version, kader or plan that is looked at */
    struct str adopted; /* "31 May 2024" */
};

static void look_at(struct holding *h, enum subject_kind kind, struct str name, date adopted)
{
    h->held = (struct named){kind, name};
    h->adopted = words_date(h->arena, adopted);
}

static void hit(struct holding *h, const struct difference *d)
{
    struct str held = named_text(h->arena, h->held);
    uint32_t number = intern(h->lines, line_of(h->arena, d));
    if (number == h->hits.len)
        *VEC_PUSH(h->arena, &h->hits) = (struct hit){.line = difference_line(h->arena, d),
                                                     .span = span_of(h->s, &d->to.origin),
                                                     .adopted.arena = h->arena};
    struct buf *adopted = &h->hits.at[number].adopted;
    buf_printf(adopted, "%s" STR_FMT " (" STR_FMT ")", adopted->len ? ", " : "", STR_ARG(held),
               STR_ARG(h->adopted));
}

/* A plan that comes to belong to a version changes nothing in that version. */
static void hold_version(struct holding *h, index_t before, index_t now)
{
    if (now == NONE) {
        SAY(h->diags, ADOPTED_GONE, SPAN_NONE, str_from(subject_term(h->held.kind)), h->held.id,
            h->adopted);
        return;
    }
    const struct differences *all = compare(h->arena, &(struct compared){h->s->before, before},
                                            &(struct compared){h->s->now, now});
    for (size_t i = 0; i < all->list.len; i++) {
        const struct difference *d = &all->list.at[i];
        bool of_plan = d->subject == SUBJECT_REGIOPLAN || d->owner.id.len;
        if (difference_grade(d->kind) == GRADE_MEANING && !of_plan) hit(h, d);
    }
}

/* Whether a rule of a kader or a plan means something else because of a difference in what it uses.
 * A default goes by version, and is held there; what sharpens a rule has its name, so that a
 * difference does not say which of the two it affects: that too is held with the version. */
static bool bears_on(const struct holding *h, struct range rules, const struct difference *d)
{
    const struct program *p = h->s->before;
    if (d->kind == DIFFERENCE_STANDARD && d->versions.len) return false;
    for (index_t i = 0; i < rules.count; i++) {
        const struct rule *rule = &p->rules[p->refs[rules.first + i].to];
        if (!rule->sharpens && difference_affects(d, SUBJECT_REGEL, program_text(p, rule->id)))
            return true;
    }
    return false;
}

/* A kader or a plan: of all differences those that are its own, or those of its rules, or of what
 * its rules use.  These are told as a version tells them, without naming versions, so that what is
 * held against both is one. */
static void hold_layer(struct holding *h, const struct differences *all, struct range rules)
{
    for (size_t i = 0; i < all->list.len; i++) {
        struct difference d = all->list.at[i];
        bool own = named_equal((struct named){d.subject, d.id}, h->held);
        bool layers =
            d.owner.id.len || d.subject == SUBJECT_KADER || d.subject == SUBJECT_REGIOPLAN;
        if (difference_grade(d.kind) != GRADE_MEANING) continue;
        if (own || named_equal(d.owner, h->held)) {
            hit(h, &d);
        } else if (!layers && bears_on(h, rules, &d)) {
            d.versions.len = 0;
            hit(h, &d);
        }
    }
}

/* Whether nothing follows the version for some group, so that it ends where the stelsel does. */
static bool runs_to_the_end(const struct program *p, index_t version)
{
    index_t groups = p->stelsel.groups;
    for (index_t g = 0; g < groups; g++) {
        const struct cell *cell = &p->cells[version * groups + g];
        bool followed = cell->skips;
        for (index_t v = 0; v < p->versions_count; v++) {
            const struct cell *other = &p->cells[v * groups + g];
            if (!other->skips && other->from > cell->from) followed = true;
        }
        if (!followed) return true;
    }
    return false;
}

/* A term that ends sooner cuts short what was adopted; one that ends later gives the years that it
 * adds to whom they are agreed for. */
static void hold_term(struct holding *h, const struct differences *all, index_t version)
{
    const struct program *before = h->s->before;
    if (h->s->now->stelsel.to >= before->stelsel.to || !runs_to_the_end(before, version)) return;
    for (size_t i = 0; i < all->list.len; i++) {
        const struct difference *d = &all->list.at[i];
        if (d->subject == SUBJECT_STELSEL && d->kind == DIFFERENCE_TERM) hit(h, d);
    }
}

static void gate_adopted(struct arena *arena, const struct submission *s,
                         const struct differences *all, struct diags *diags)
{
    const struct program *p = s->before;
    struct holding h = {.s = s, .diags = diags, .arena = arena, .lines = interner_create(arena)};
    for (index_t i = 0; i < p->versions_count; i++) {
        struct str label = program_text(p, p->versions[i].label);
        if (p->versions[i].status != VERSION_ADOPTED) continue;
        look_at(&h, SUBJECT_LEIDRAAD, label, p->versions[i].adopted);
        hold_version(&h, i, program_find_version(s->now, label));
        hold_term(&h, all, i);
    }
    for (index_t i = 0; i < p->kaders_count; i++) {
        if (p->kaders[i].adopted < DATE_MIN) continue;
        look_at(&h, SUBJECT_KADER, program_text(p, p->kaders[i].id), p->kaders[i].adopted);
        hold_layer(&h, all, p->kaders[i].rules);
    }
    for (index_t i = 0; i < p->plans_count; i++) {
        if (p->plans[i].adopted < DATE_MIN) continue;
        look_at(&h, SUBJECT_REGIOPLAN, program_text(p, p->plans[i].id), p->plans[i].adopted);
        hold_layer(&h, all, p->plans[i].rules);
    }
    for (size_t i = 0; i < h.hits.len; i++) {
        struct hit *found = &h.hits.at[i];
        SAY(diags, ADOPTED_CHANGES, found->span, buf_str(&found->adopted), found->line);
    }
}

/* ---- the words ---- */

struct str publish_lines(struct arena *arena, const struct differences *all)
{
    struct buf text = {.arena = arena};
    for (size_t i = 0; i < all->list.len; i++) {
        const struct difference *d = &all->list.at[i];
        if (difference_grade(d->kind) != GRADE_MEANING) continue;
        buf_adds(&text, "- ");
        buf_add(&text, line_of(arena, d));
        buf_addc(&text, '\n');
    }
    return buf_str(&text);
}

struct str publish_summary(struct arena *arena, const struct differences *all)
{
    struct buf text = {.arena = arena};
    if (all->meaning) buf_adds(&text, "In betekenis veranderd:\n");
    buf_add(&text, publish_lines(arena, all));
    if (all->text)
        buf_printf(&text, "%sAlleen in tekst veranderd: %zu\n", text.len ? "\n" : "", all->text);
    return buf_str(&text);
}

static struct str default_message(struct arena *arena, const struct differences *all)
{
    if (!all) return STR("Beleid gepubliceerd");
    if (all->meaning == 1)
        for (size_t i = 0; i < all->list.len; i++)
            if (difference_grade(all->list.at[i].kind) == GRADE_MEANING)
                return line_of(arena, &all->list.at[i]);
    if (all->meaning)
        return textf(arena, "Beleid gewijzigd: %zu verschillen in betekenis", all->meaning);
    return all->text ? STR("Tekst van het beleid gewijzigd")
                     : STR("Opmaak van het beleid gewijzigd");
}

static struct str message_of(struct arena *arena, const struct submission *s,
                             const struct differences *all)
{
    struct buf text = {.arena = arena};
    struct str summary = all ? publish_summary(arena, all) : (struct str){0};
    struct str said = str_trim(s->message);
    bool alone = !said.len && all && all->meaning == 1 && !all->text; /* the title says it all */
    if (alone) summary.len = 0;
    buf_add(&text, said.len ? said : default_message(arena, all));
    buf_addc(&text, '\n');
    if (summary.len) buf_addc(&text, '\n');
    buf_add(&text, summary);
    if (s->erratum.len) buf_printf(&text, "\nErratum: " STR_FMT "\n", STR_ARG(s->erratum));
    return buf_str(&text);
}

/* ---- all of it ---- */

static void note_adopted(struct accepted *out, struct arena *arena, const struct submission *s)
{
    for (index_t i = 0; i < s->now->versions_count; i++) {
        const struct version *v = &s->now->versions[i];
        struct str label = program_text(s->now, v->label);
        index_t was = s->before ? program_find_version(s->before, label) : NONE;
        if (v->status != VERSION_ADOPTED) continue;
        if (was != NONE && s->before->versions[was].status == VERSION_ADOPTED) continue;
        *VEC_PUSH(arena, &out->adopted) = label;
    }
}

int publish_gate(struct accepted *out, struct arena *arena, const struct submission *s,
                 struct diags *diags)
{
    *out = (struct accepted){0};
    int status = gate_examples(arena, s, diags);
    if (s->before)
        out->differences =
            compare(arena, &(struct compared){s->before, NONE}, &(struct compared){s->now, NONE});
    if (s->before && !s->erratum.len) gate_adopted(arena, s, out->differences, diags);
    if (status || diags->errors) return STATUS_POLICIES;
    note_adopted(out, arena, s);
    out->message = message_of(arena, s, out->differences);
    return STATUS_OK;
}
