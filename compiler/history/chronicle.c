/* Questions to the history. */
#include "compiler/history/chronicle.h"

#include "base/text.h"

/* ---- what a difference is about ---- */

static bool is_layer(const struct difference *d)
{
    return d->subject == SUBJECT_LEIDRAAD || d->subject == SUBJECT_KADER ||
           d->subject == SUBJECT_REGIOPLAN;
}

static bool is_rule(const struct difference *d, struct str rule)
{
    return d->subject == SUBJECT_REGEL &&
           (d->renamed.len ? str_equal(d->renamed, rule) : str_equal(d->id, rule));
}

static struct range rules_of(const struct question *q)
{
    const struct program *p = q->now;
    index_t v = program_find_version(p, q->version);
    if (v != NONE) return p->versions[v].rules;
    for (index_t i = 0; i < p->kaders_count; i++)
        if (str_equal(program_text(p, p->kaders[i].id), q->version)) return p->kaders[i].rules;
    for (index_t i = 0; i < p->plans_count; i++)
        if (str_equal(program_text(p, p->plans[i].id), q->version)) return p->plans[i].rules;
    return (struct range){0};
}

static bool in_version(const struct difference *d, struct str version)
{
    if (is_layer(d)) return str_equal(d->id, version) || difference_is_in(d, version);
    return d->owner.id.len ? str_equal(d->owner.id, version) : difference_is_in(d, version);
}

/* Whether it is of what a kader or plan uses: a difference names the versions it is in, and these
 * stand in none.  The rule may be empty: any of them. */
static bool in_layer(const struct question *q, const struct difference *d, struct str rule)
{
    if (!q->now || program_find_version(q->now, q->version) != NONE) return false;
    if (rule.len) return difference_affects(d, SUBJECT_REGEL, rule);
    struct range rules = rules_of(q);
    for (index_t i = rules.first; i < rules.first + rules.count; i++)
        if (difference_affects(d, SUBJECT_REGEL,
                               program_text(q->now, q->now->rules[q->now->refs[i].to].id)))
            return true;
    return false;
}

/* ---- log ---- */

/* The term, the intake and the years are those of every version, whether a rule rests on them or
 * not: `diff` of a version tells them too. */
static bool is_of_all_versions(const struct question *q, const struct difference *d)
{
    return d->subject == SUBJECT_STELSEL && q->now &&
           program_find_version(q->now, q->version) != NONE;
}

static bool is_asked(const struct question *q, const struct difference *d, struct str rule)
{
    if (!q->all && difference_grade(d->kind) == GRADE_TEXT) return false;
    if (rule.len && !is_rule(d, rule) && !difference_affects(d, SUBJECT_REGEL, rule)) return false;
    return !q->version.len || in_version(d, q->version) || in_layer(q, d, rule) ||
           is_of_all_versions(q, d);
}

static void add_file(const struct program *p, const struct origin *origin, struct interner *files)
{
    if (origin->file != NONE) intern(files, program_text(p, origin->file));
}

static void add_rule_files(const struct question *q, struct range rules, struct interner *files)
{
    const struct program *p = q->now;
    for (index_t i = rules.first; i < rules.first + rules.count; i++) {
        const struct rule *rule = &p->rules[p->refs[i].to];
        if (q->rule.len && !str_equal(program_text(p, rule->id), q->rule)) continue;
        for (int part = 0; part < PART_COUNT; part++) add_file(p, &rule->origins[part], files);
    }
}

static bool asks_for(const struct question *q, struct str name)
{
    return !q->version.len || str_equal(q->version, name);
}

/* The files in which what is asked about stands now. */
static struct interner *files_of(struct arena *arena, const struct question *q)
{
    const struct program *p = q->now;
    struct interner *files = interner_create(arena);
    for (index_t i = 0; i < p->versions_count; i++) {
        if (!asks_for(q, program_text(p, p->versions[i].label))) continue;
        if (!q->rule.len) add_file(p, &p->versions[i].origin, files);
        add_rule_files(q, p->versions[i].rules, files);
    }
    for (index_t i = 0; i < p->kaders_count; i++) {
        if (!asks_for(q, program_text(p, p->kaders[i].id))) continue;
        if (!q->rule.len) add_file(p, &p->kaders[i].origin, files);
        add_rule_files(q, p->kaders[i].rules, files);
    }
    for (index_t i = 0; i < p->plans_count; i++) {
        if (!asks_for(q, program_text(p, p->plans[i].id))) continue;
        if (!q->rule.len) add_file(p, &p->plans[i].origin, files);
        add_rule_files(q, p->plans[i].rules, files);
    }
    return files;
}

/* Whether a revision that changed nothing but layout did so in one of these files.  One that
 * changed something else in them is no part of an answer: who knows what its layout was about. */
static bool touches(const struct question *q, const struct change *change,
                    const struct interner *files)
{
    uint32_t number;
    if (!q->version.len && !q->rule.len) return true;
    if (change->broken || change->differences.list.len) return false;
    for (size_t i = 0; files && i < change->files.len; i++)
        if (intern_find(files, change->files.at[i], &number)) return true;
    return false;
}

/* The name that a rule had before this change. */
static struct str former_name(const struct change *change, struct str rule)
{
    for (size_t i = 0; i < change->differences.list.len; i++) {
        const struct difference *d = &change->differences.list.at[i];
        if (d->renamed.len && is_rule(d, rule)) return d->id;
    }
    return rule;
}

struct log *chronicle_log(struct arena *arena, const struct history *history,
                          const struct question *q)
{
    struct log *log = ARENA_NEW(arena, struct log);
    const struct interner *files = q->all && q->now ? files_of(arena, q) : NULL;
    struct str rule = q->rule;
    for (size_t i = 0; i < history->count; i++) {
        const struct change *change = history->at[i].change;
        struct entry_of_log entry = {.revision = &history->at[i]};
        if (!change) continue;
        for (size_t n = 0; n < change->differences.list.len; n++) {
            const struct difference *d = &change->differences.list.at[n];
            if (is_asked(q, d, rule)) *VEC_PUSH(arena, &entry.differences) = d;
        }
        bool wide = !q->version.len && !q->rule.len; /* then what does not compile is told too */
        if (entry.differences.len || (wide && change->broken) ||
            (q->all && touches(q, change, files)))
            *VEC_PUSH(arena, &log->entries) = entry;
        if (rule.len) rule = former_name(change, rule);
    }
    return log;
}

/* ---- blame ---- */

/* The part of a rule whose meaning a difference gives; PART_COUNT: none of them alone. */
static enum rule_part part_of(const struct difference *d)
{
    static const struct {
        enum difference_kind kind;
        enum rule_part part;
    } parts[] = {
        {DIFFERENCE_TITLE, PART_TITLE},
        {DIFFERENCE_SOORT, PART_SOORT},
        {DIFFERENCE_SOURCE, PART_CITATIONS},
        {DIFFERENCE_APPLIES, PART_APPLIES},
        {DIFFERENCE_EXCEPTION, PART_EXCEPTIONS},
        {DIFFERENCE_DEADLINE, PART_DEADLINE},
        {DIFFERENCE_CONDITION, PART_CONDITION},
        {DIFFERENCE_CONSEQUENCE, PART_CONSEQUENCE},
        {DIFFERENCE_ASSUMPTION, PART_ASSUMPTIONS},
    };
    enum difference_kind kind = d->kind == DIFFERENCE_THRESHOLD ? d->within : d->kind;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (parts[i].kind == kind) return parts[i].part;
    return PART_COUNT;
}

/* A rule on its way back through the history. */
struct traced {
    const struct rule *rule;
    struct blamed_rule *blamed;
    struct str id, version; /* as they were at this point */
    bool known[PART_COUNT]; /* whose revision has been found, or that are not there */
    bool done;
    const struct revision *found[PART_COUNT];
    const struct difference *because[PART_COUNT];
    VEC(struct blame_line) uses;
};

static void find_part(struct traced *t, enum rule_part part, const struct revision *revision,
                      const struct difference *d)
{
    if (t->known[part]) return;
    t->known[part] = true;
    t->found[part] = revision;
    t->because[part] = d;
}

/* What came to be used together with the rule is no change of it. */
static void find_rest(struct traced *t, const struct revision *revision)
{
    while (t->uses.len && t->uses.at[t->uses.len - 1].revision == revision) t->uses.len--;
    for (int part = 0; part < PART_COUNT; part++)
        find_part(t, (enum rule_part)part, revision, NULL);
    t->done = true;
}

/* What is one thing of many parts, each of which has a history of its own.  A definition or
 * parameter is told as a whole. */
static bool has_parts(enum subject_kind subject)
{
    return subject == SUBJECT_STELSEL || subject == SUBJECT_ONDERWERP ||
           subject == SUBJECT_VERZAMELING || subject == SUBJECT_KEUZE;
}

static bool is_later_than(const struct blame_line *found, const struct difference *d)
{
    return found->subject == d->subject && str_equal(found->id, d->id) &&
           (!has_parts(d->subject) || str_equal(found->difference->part, d->part));
}

static void find_use(struct traced *t, struct arena *arena, const struct revision *revision,
                     const struct difference *d)
{
    for (size_t i = 0; i < t->uses.len; i++)
        if (is_later_than(&t->uses.at[i], d)) return;
    *VEC_PUSH(arena, &t->uses) = (struct blame_line){
        .subject = d->subject, .id = d->id, .revision = revision, .difference = d};
}

/* Something else than a rule.  A kader or plan that came brought its rules. */
static void look_at_use(struct traced *t, struct arena *arena, const struct revision *revision,
                        const struct difference *d)
{
    if (!difference_affects(d, SUBJECT_REGEL, t->id)) return;
    if (is_layer(d) && d->kind == DIFFERENCE_ADDED)
        find_rest(t, revision);
    else
        find_use(t, arena, revision, d);
}

static void look_at(struct traced *t, struct arena *arena, const struct revision *revision,
                    const struct question *q, const struct difference *d)
{
    bool of_rule = d->subject == SUBJECT_REGEL;
    if (!in_version(d, t->version) && (of_rule || !in_layer(q, d, t->id))) return;
    if (!of_rule) look_at_use(t, arena, revision, d);
    if (!is_rule(d, t->id)) return;
    enum rule_part part = part_of(d);
    if (d->kind == DIFFERENCE_ADDED)
        find_rest(t, revision);
    else if (part != PART_COUNT)
        find_part(t, part, revision, d);
}

/* Before its version was there, the rule was that of the version it revises. */
static struct str former_version(const struct question *q, const struct change *change,
                                 struct str version)
{
    for (size_t i = 0; i < change->differences.list.len; i++) {
        const struct difference *d = &change->differences.list.at[i];
        if (d->kind != DIFFERENCE_ADDED || d->subject != SUBJECT_LEIDRAAD) continue;
        if (!str_equal(d->id, version)) continue;
        index_t v = program_find_version(q->now, version);
        if (v != NONE && q->now->versions[v].revises != NONE)
            return program_text(q->now, q->now->versions[q->now->versions[v].revises].label);
    }
    return version;
}

static void trace(struct traced *t, struct arena *arena, const struct history *history,
                  const struct question *q)
{
    const struct revision *last = NULL;
    for (size_t i = 0; i < history->count && !t->done; i++) {
        const struct revision *revision = &history->at[i];
        const struct change *change = revision->change;
        if (!change) continue;
        for (size_t n = 0; n < change->differences.list.len && !t->done; n++)
            look_at(t, arena, revision, q, &change->differences.list.at[n]);
        t->id = former_name(change, t->id);
        t->version = former_version(q, change, t->version);
        if (!change->broken) last = revision;
    }
    if (!t->done && last) find_rest(t, last);
}

static void blame_rule(struct blame *blame, struct arena *arena, const struct history *history,
                       const struct question *q, index_t rule)
{
    struct blamed_rule *blamed = VEC_PUSH(arena, &blame->rules);
    struct traced t = {.rule = &q->now->rules[rule],
                       .id = program_text(q->now, q->now->rules[rule].id),
                       .version = q->version};
    blamed->rule = rule;
    trace(&t, arena, history, q);
    for (int part = 0; part < PART_COUNT; part++)
        if (t.rule->origins[part].file != NONE)
            *VEC_PUSH(arena, &blamed->lines) = (struct blame_line){.subject = SUBJECT_REGEL,
                                                                   .part = (enum rule_part)part,
                                                                   .revision = t.found[part],
                                                                   .difference = t.because[part]};
    for (size_t i = 0; i < t.uses.len; i++) *VEC_PUSH(arena, &blamed->lines) = t.uses.at[i];
}

struct blame *chronicle_blame(struct arena *arena, const struct history *history,
                              const struct question *q)
{
    struct blame *blame = ARENA_NEW(arena, struct blame);
    struct range rules = rules_of(q);
    for (index_t i = rules.first; i < rules.first + rules.count; i++) {
        index_t rule = q->now->refs[i].to;
        if (q->rule.len && !str_equal(program_text(q->now, q->now->rules[rule].id), q->rule))
            continue;
        blame_rule(blame, arena, history, q, rule);
    }
    return blame;
}

static const struct {
    const char *term, *words;
} part_names[PART_COUNT] = {
    [PART_TITLE] = {"titel", N_("title")},
    [PART_SOORT] = {"soort", N_("kind of rule")},
    [PART_CITATIONS] = {"bron", N_("source")},
    [PART_APPLIES] = {"toepassing", N_("applicability")},
    [PART_EXCEPTIONS] = {"uitzondering", N_("exception")},
    [PART_DEADLINE] = {"uiterlijk", N_("deadline")},
    [PART_CONDITION] = {"voorwaarde", N_("condition")},
    [PART_CONSEQUENCE] = {"gevolg", N_("consequence")},
    [PART_ASSUMPTIONS] = {"aanname", N_("assumption")},
};

const char *rule_part_term(enum rule_part part)
{
    return part_names[part].term;
}

const char *rule_part_words(enum rule_part part)
{
    return _(part_names[part].words);
}
