/* The program: building it, finding things in it, saving, loading and listing it.  What the
 * verifier refuses is in test_program_verify.c; what the hashes see, in test_program_hash.c. */
#include "tests/unit/check.h"

#include "base/status.h"
#include "program/internal.h"
#include "tests/unit/alloc.h"
#include "tests/unit/program_sample.h"

#include <time.h>

/* ---- Building ---- */

static void adding_keeps_and_zeroes(void **state)
{
    struct program *p = program_create(*state);
    const struct node zero = {0};
    for (index_t i = 0; i < 1000; i++) {
        assert_int_equal(program_add_nodes(p), i);
        assert_memory_equal(&p->nodes[i], &zero, sizeof zero);
        memset(&p->nodes[i], (int)(i % 251 + 1), sizeof zero);
        index_t edge = program_add_edges(p); /* another array grows in between */
        p->edges[edge].to = i;
    }
    for (index_t i = 0; i < 1000; i++) {
        assert_int_equal(p->nodes[i].op, i % 251 + 1);
        assert_int_equal(p->edges[i].to, i);
    }
}

static void names_are_found(void **state)
{
    struct program *p = program_sample(*state, false);
    assert_int_equal(program_find_version(p, STR("2025")), 1);
    assert_int_equal(program_find_version(p, STR("lerende")), NONE);
    assert_int_equal(program_find_version(p, STR("never seen")), NONE);
    assert_int_equal(program_find_table(p, STR("interventie")), 1);
    assert_int_equal(program_find_table(p, STR("2025")), NONE);
    assert_int_equal(program_find_reading(p, STR("regioplanduur")), 1);
    assert_int_equal(program_find_choice(p, 1, STR("kalender")), 3);
    assert_int_equal(program_find_choice(p, 0, STR("kalender")), NONE);
    assert_int_equal(program_find_choice(p, NONE, STR("kalender")), NONE);
    assert_str_equal(program_text(p, p->versions[0].label), STR("2023"));
    assert_str_equal(program_text(p, NONE), STR(""));
    assert_int_equal(program_symbol(p, STR("2023")), p->versions[0].label);
}

static void opcodes_are_well_formed(void **state)
{
    (void)state;
    for (enum opcode op = 0; op < OP_COUNT; op++) {
        const char *operands = opcode_operands(op);
        assert_int_equal(strlen(operands), 4);
        assert_int_equal(strspn(operands, "nekTCLSPDRYx-"), 4);
        assert_non_null(strchr("JNDUSTYR*", opcode_result(op)));
        for (enum opcode other = 0; other < op; other++)
            assert_string_not_equal(opcode_name(op), opcode_name(other));
    }
}

/* ---- The layout ---- */

static const struct {
    size_t size, align;
} kinds[KINDS] = {
#define OF(type)                     \
    {                                \
        sizeof(type), _Alignof(type) \
    }
    [KIND_FLAG] = OF(bool),
    [KIND_BYTE] = OF(uint8_t),
    [KIND_COUNT] = OF(uint32_t),
    [KIND_YEAR] = OF(int32_t),
    [KIND_NUMBER] = OF(int64_t),
    [KIND_ENUM] = OF(uint8_t),
    [KIND_DATE] = OF(date),
    [KIND_DATE_OR_NOT] = OF(date),
    [KIND_SYMBOL] = OF(index_t),
    [KIND_SYMBOL_OR_NOT] = OF(index_t),
    [KIND_INDEX] = OF(index_t),
    [KIND_INDEX_OR_NOT] = OF(index_t),
    [KIND_RANGE] = OF(struct range),
    [KIND_REFS] = OF(struct range),
    [KIND_DIGEST] = {SHA256_BYTES, 1},
    [KIND_OPERAND] = OF(index_t),
    [KIND_REFERENT] = OF(index_t),
    [KIND_OWNER] = OF(index_t),
    [KIND_LINK] = OF(index_t),
};

static size_t round_up(size_t n, size_t to)
{
    return (n + to - 1) / to * to;
}

/* Each field begins where the one before it ends, but for padding, and has the size of its kind: so
 * none was forgotten, and none is read as what it is not. */
static void every_field_is_in_the_layout(void **state)
{
    (void)state;
    for (enum program_struct s = 0; s < STRUCTS; s++) {
        const struct layout *layout = &program_layouts[s];
        size_t end = 0;
        for (size_t i = 0; i < layout->count; i++) {
            const struct field *f = &layout->fields[i];
            bool part = f->kind == KIND_PART;
            size_t size = part ? program_layouts[f->of].size : kinds[f->kind].size;
            size_t align = part ? program_layouts[f->of].align : kinds[f->kind].align;
            if (f->at != round_up(end, align))
                fail_msg("a field is missing before %s.%s", layout->name, f->name);
            if (part ? f->size % size != 0 : f->size != size)
                fail_msg("%s.%s is not of its kind", layout->name, f->name);
            end = (size_t)f->at + f->size;
        }
        if (round_up(end, layout->align) != layout->size)
            fail_msg("a field is missing at the end of %s", layout->name);
    }
}

static void the_sample_has_everything(void **state)
{
    for (int noise = 0; noise < 2; noise++) {
        struct program *p = program_sample(*state, noise);
        bool seen[OP_COUNT] = {false};
        struct str why;
        if (!program_verify(p, *state, &why)) fail_msg(STR_FMT, STR_ARG(why));
        for (enum program_array a = 0; a < ARRAYS; a++)
            if (!program_count(p, a)) fail_msg("no %s", program_arrays[a].name);
        for (index_t i = 0; i < p->nodes_count; i++) seen[p->nodes[i].op] = true;
        for (enum opcode op = 0; op < OP_COUNT; op++)
            if (!seen[op]) fail_msg("no %s", opcode_name(op));
    }
}

/* ---- Saving and loading ---- */

static struct program *load(struct arena *arena, struct str bytes)
{
    struct program *p;
    struct str why;
    int status = program_load(&p, arena, bytes, &why);
    assert_int_equal(status == STATUS_OK, p != NULL);
    assert_int_equal(status == STATUS_OK, why.len == 0);
    if (status) assert_int_equal(status, STATUS_POLICIES);
    return p;
}

static const char *refusal(struct arena *arena, struct str bytes)
{
    struct program *p;
    struct str why;
    assert_int_equal(program_load(&p, arena, bytes, &why), STATUS_POLICIES);
    assert_null(p);
    return why.at;
}

static void set_checksum(char *bytes, size_t len)
{
    struct sha256 hash;
    sha256_init(&hash);
    sha256_add(&hash, (struct str){bytes, len - SHA256_BYTES});
    sha256_end(&hash, (uint8_t *)bytes + len - SHA256_BYTES);
}

static struct str dump(struct arena *arena, const struct program *p)
{
    struct buf buf = {.arena = arena};
    program_dump(p, &buf);
    return buf_str(&buf);
}

static struct str sample_saved(struct arena *arena, bool noise)
{
    struct program *p = program_sample(arena, noise);
    program_hash_rules(p);
    return program_save(p, arena);
}

static void loading_gives_what_was_saved(void **state)
{
    for (int noise = 0; noise < 2; noise++) {
        struct program *p = program_sample(*state, noise);
        program_hash_rules(p);
        struct str bytes = program_save(p, *state);
        struct program *again = load(*state, bytes);
        assert_non_null(again);
        assert_str_equal(program_save(again, *state), bytes);
        assert_str_equal(dump(*state, again), dump(*state, p));
        assert_int_equal(program_find_version(again, STR("2025")), 1);

        /* A loaded program can be added to, and hashes the same. */
        index_t node = program_add_nodes(again);
        again->nodes[node] = again->nodes[0];
        program_hash_rules(again);
        for (index_t i = 0; i < p->rules_count; i++)
            assert_memory_equal(again->rules[i].meaning, p->rules[i].meaning, SHA256_BYTES);
    }
}

/* Two programs whose memory differs in nothing but padding and spare room are saved the same. */
static void padding_does_not_get_out(void **state)
{
    struct program *p = program_sample(*state, false);
    struct str before = program_save(p, *state);
    for (index_t i = 0; i < p->nodes_count; i++) {
        struct node copy = p->nodes[i];
        memset(&p->nodes[i], 0xA5, sizeof copy);
        p->nodes[i].op = copy.op;
        p->nodes[i].type.kind = copy.type.kind;
        p->nodes[i].type.scale = copy.type.scale;
        p->nodes[i].type.ref = copy.type.ref;
        p->nodes[i].type.min = copy.type.min;
        p->nodes[i].type.max = copy.type.max;
        p->nodes[i].a = copy.a;
        p->nodes[i].b = copy.b;
        p->nodes[i].c = copy.c;
        p->nodes[i].value = copy.value;
        p->nodes[i].phrase = copy.phrase;
        p->nodes[i].origin = copy.origin;
    }
    assert_str_equal(program_save(p, *state), before);
}

static void numbers_survive_at_their_ends(void **state)
{
    const int64_t ends[] = {INT64_MIN + 1, -1, 0, 1, 63, 64, -64, -65, INT64_MAX};
    struct program *p = program_sample(*state, false);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        index_t node = program_add_nodes(p);
        struct type type = {TYPE_GETAL, DECIMAL_SCALE_MAX, NONE, ends[i], ends[i]};
        p->nodes[node] = (struct node){.op = OP_GETAL,
                                       .type = type,
                                       .a = NONE,
                                       .b = NONE,
                                       .c = UINT32_MAX - 1,
                                       .value = ends[i],
                                       .phrase = NONE,
                                       .origin = {NONE, UINT32_MAX, 0, 127, 128, NONE}};
        struct program *again = load(*state, program_save(p, *state));
        assert_non_null(again);
        assert_int_equal(again->nodes[node].value, ends[i]);
        assert_int_equal(again->nodes[node].type.min, ends[i]);
        assert_int_equal(again->nodes[node].c, UINT32_MAX - 1);
        assert_int_equal(again->nodes[node].origin.line, UINT32_MAX);
        assert_int_equal(again->nodes[node].origin.end_column, 128);
    }
}

static void what_is_cut_off_is_refused(void **state)
{
    struct str bytes = sample_saved(*state, false);
    char *copy = arena_copy(*state, bytes.at, bytes.len);
    for (size_t len = 0; len < bytes.len; len++) {
        assert_null(load(*state, (struct str){bytes.at, len}));
        if (len < SHA256_BYTES) continue;
        set_checksum(copy, len); /* now only its content can tell */
        assert_null(load(*state, (struct str){copy, len}));
        memcpy(copy, bytes.at, bytes.len);
    }
}

static void damage_is_refused(void **state)
{
    struct str bytes = sample_saved(*state, false);
    char *copy = arena_copy(*state, bytes.at, bytes.len);
    for (size_t i = 0; i < bytes.len; i++) {
        copy[i] ^= 1;
        assert_null(load(*state, (struct str){copy, bytes.len}));
        copy[i] ^= 1;
    }
    assert_non_null(load(*state, (struct str){copy, bytes.len}));
}

static void other_files_are_told_apart(void **state)
{
    struct str bytes = sample_saved(*state, false);
    size_t magic = sizeof PROGRAM_MAGIC - 1;
    char *copy = arena_alloc(*state, bytes.len + 1);
    assert_string_equal(refusal(*state, STR("")), "the file is no compiled program");
    assert_string_equal(refusal(*state, STR("PK")), "the file is no compiled program");

    memcpy(copy, bytes.at, bytes.len);
    copy[magic] = PROGRAM_FORMAT + 1;
    assert_string_equal(refusal(*state, (struct str){copy, bytes.len}),
                        "the file is of another release");

    memcpy(copy, bytes.at, bytes.len);
    copy[magic + 5]++;
    assert_string_equal(refusal(*state, (struct str){copy, bytes.len}),
                        "the file is damaged: its checksum is not right");

    memcpy(copy, bytes.at, bytes.len); /* a byte between the last field and the checksum */
    copy[bytes.len - SHA256_BYTES] = 0;
    set_checksum(copy, bytes.len + 1);
    assert_string_equal(refusal(*state, (struct str){copy, bytes.len + 1}),
                        "the file goes on after its end");
}

/* A head, then the bytes given, then the checksum. */
static const char *refusal_of(struct arena *arena, const char *body, size_t len)
{
    struct buf buf = {.arena = arena};
    buf_adds(&buf, PROGRAM_MAGIC);
    buf_addc(&buf, PROGRAM_FORMAT);
    for (int i = 0; i < SHA256_BYTES; i++) buf_addc(&buf, 'c');
    buf_add(&buf, (struct str){body, len});
    for (int i = 0; i < SHA256_BYTES; i++) buf_addc(&buf, 0);
    struct str bytes = buf_str(&buf);
    set_checksum(buf.at, bytes.len);
    return refusal(arena, bytes);
}

static void malformed_parts_are_refused(void **state)
{
    static const char *const bad_number =
        "the file has a number that is cut off, too large or too long";
    static const struct {
        const char *body;
        size_t len;
        const char *why;
    } parts[] = {
#define BODY(bytes) bytes, sizeof bytes - 1
        {BODY(""), bad_number},
        {BODY("\x80"), bad_number},
        {BODY("\x80\x00"), bad_number}, /* a zero in two bytes */
        {BODY("\xff\xff\xff\xff\x7f"), bad_number},
        {BODY("\xff\xff\xff\xff\xff\xff\xff\xff\xff\x02"), bad_number},
        {BODY("\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x01"), bad_number},
        {BODY("\xfe\xff\xff\xff\x0f"), "the file has a count that its size cannot hold"},
        {BODY("\x02\x01"), "the file has a count that its size cannot hold"},
        {BODY("\x01\x05xxxx"), "the file ends too early"},
        {BODY("\x01\x06xxxx"), bad_number},
        {BODY("\x01\x01\xff"), "the file has text that is not UTF-8"},
        {BODY("\x02\x01x\x01x"), "the file has one symbol twice"},
        {BODY("\x01\x01x"), bad_number},
        {BODY("\x01\x01x\x01"), "the file has a count that its size cannot hold"},
        {BODY("\x01\x01x\x01xxxxxxxxxx"), bad_number},
#undef BODY
    };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        assert_string_equal(refusal_of(*state, parts[i].body, parts[i].len), parts[i].why);
}

/* ---- Mutations ---- */

static uint32_t next_random(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*state >> 33);
}

/* Some of the bytes of a saved program changed, removed or doubled, and the checksum set right. */
static struct str mutate(struct arena *arena, struct str bytes, uint64_t *seed)
{
    static const uint8_t telling[] = {0, 1, 2, 0x7F, 0x80, 0xFF};
    char *at = arena_alloc(arena, bytes.len + 1);
    size_t body = bytes.len - SHA256_BYTES, head = sizeof PROGRAM_MAGIC + SHA256_BYTES;
    memcpy(at, bytes.at, bytes.len);
    for (uint32_t n = next_random(seed) % 3; n < 3; n++) {
        size_t i = head + next_random(seed) % (body - head);
        uint32_t value = next_random(seed);
        at[i] = (char)(value & 1 ? telling[value % sizeof telling] : value >> 8);
    }
    size_t i = head + next_random(seed) % (body - head);
    switch (next_random(seed) % 8) {
    case 0: memmove(at + i, at + i + 1, --body - i); break;
    case 1: memmove(at + i + 1, at + i, body++ - i); break;
    default: break;
    }
    set_checksum(at, body + SHA256_BYTES);
    return (struct str){at, body + SHA256_BYTES};
}

/* Whatever the bytes: loading ends, and what it lets through is a program, which everything can
 * read, and whose one form those bytes are. */
static void mutated_programs_do_no_harm(void **state)
{
    enum { ROUNDS = 20000 };
    uint64_t seed = 2023;
    size_t accepted = 0;
    struct arena *arena;
    struct str bytes = sample_saved(*state, false);
    assert_int_equal(arena_create(&arena), 0);
    for (int round = 0; round < ROUNDS; round++) {
        struct str mutated = mutate(arena, bytes, &seed);
        struct program *p = load(arena, mutated);
        if (p) {
            accepted++;
            assert_str_equal(program_save(p, arena), mutated);
            program_hash_rules(p);
            dump(arena, p);
        }
        arena_reset(arena);
    }
    arena_free(arena);
    /* Lines, phrases and texts may be anything: a part of the mutations does no harm at all. */
    assert_in_range(accepted, ROUNDS / 50, ROUNDS);
}

/* The listing is for programs that were refused, too. */
static void dump_takes_nothing_for_granted(void **state)
{
    uint64_t seed = 7;
    for (int round = 0; round < 500; round++) {
        struct program *p = program_sample(*state, false);
        for (enum program_array a = 0; a < ARRAYS; a++) {
            const void *item = program_item(p, a, next_random(&seed) % program_count(p, a));
            uint8_t *bytes;
            memcpy(&bytes, &item, sizeof bytes);
            for (size_t i = 0; i < program_arrays[a].layout->size; i++)
                if (next_random(&seed) % 4 == 0) bytes[i] = (uint8_t)next_random(&seed);
        }
        assert_true(dump(*state, p).len > 0);
    }
}

static void dump_shows_names(void **state)
{
    struct program *p = program_sample(*state, false);
    p->sets[0].id = NONE; /* as `{ingezet, gestopt}` has none */
    struct str text = dump(*state, p);
    static const char *const lines[] = {
        "\n    plan_column: rho\n",
        " SYMBOOL keuze status: ingezet = SYMBOOL\n",
        " GEDEELD bedrag 0,0000..333333333,3333: %",
        " half_even = GEDEELD\n",
        " {ingezet, gestopt} = IN_SET\n",
        " DUUR maanden: 1 = DUUR\n",
        "\n    citations: afspraken \"uitgangspunt 3\"\n",
        "\n    consequences: \"terugvordering\", \"gesprek\"\n",
        "\n    readings: jaarbegrip, regioplanduur\n",
        "\n    type: code \"[0-9]{8}\"\n",
        "\n    owner: unicum\n",
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        if (!strstr(text.at, lines[i])) fail_msg("not in the listing: %s", lines[i]);
}

/* ---- Resources ---- */

static void running_out_of_memory_is_survived(void **state)
{
    struct str bytes = sample_saved(*state, false);
    for (size_t n = 1;; n++) {
        struct arena *arena;
        struct program *p;
        struct str why;
        alloc_fail_at(n);
        if (arena_create(&arena) == 0) {
            if (!ARENA_CAUGHT(arena)) {
                assert_int_equal(program_load(&p, arena, bytes, &why), STATUS_OK);
                program_hash_rules(p);
                program_save(p, arena);
            }
            arena_free(arena);
        }
        if (!alloc_failed()) break;
    }
}

/* A program of a few thousand nodes, with a phrase of its own for each condition. */
static struct program *large_program(struct arena *arena, index_t rules)
{
    struct program *p = program_sample(arena, false);
    struct ps s = {.p = p, .self = program_find_table(p, STR("praktijk"))};
    index_t *list = ARENA_ARRAY(arena, index_t, rules);
    for (index_t i = 0; i < rules; i++) {
        index_t from = p->nodes_count;
        unsigned number = i;
        list[i] = ps_intervisie(&s);
        for (index_t n = from; n < p->nodes_count; n++) {
            const char *op = opcode_name(p->nodes[n].op);
            if (p->nodes[n].type.kind != TYPE_JA_NEE) continue;
            p->nodes[n].phrase = program_symbol(
                p, str_from(arena_printf(arena, "er is een interventie: %s %u", op, number)));
        }
        p->rules[list[i]].id = program_symbol(p, str_from(arena_printf(arena, "r%u", number)));
        p->rules[list[i]].owner = 1;
    }
    struct plan plan = p->plans[0];
    plan.id = program_symbol(p, STR("groot"));
    plan.rules = ps_refs(&s, list, rules);
    ps_put_plans(p, plan);
    return p;
}

enum { SAVE, LOAD, VERIFY, HASH, STEPS };

/* The time of the processor, so that other work on the machine does not count. */
static double milliseconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec * 1e-6;
}

/* The best of some tries of each step, for a program with so many rules. */
static void measure(struct arena *arena, index_t rules, double best[STEPS])
{
    enum { TRIES = 10 };
    struct program *p = large_program(arena, rules);
    struct str bytes = {0}, why;
    for (int k = 0; k < STEPS; k++) best[k] = 1e9;
    for (int i = 0; i < TRIES; i++) {
        struct arena *own;
        struct program *again;
        double at[STEPS + 1];
        assert_int_equal(arena_create(&own), 0);
        at[SAVE] = milliseconds();
        bytes = program_save(p, own);
        at[LOAD] = milliseconds();
        assert_int_equal(program_load(&again, own, bytes, &why), STATUS_OK);
        at[VERIFY] = milliseconds();
        assert_true(program_verify(again, own, &why));
        at[HASH] = milliseconds();
        program_hash_rules(again);
        at[STEPS] = milliseconds();
        for (int k = 0; k < STEPS; k++)
            if (at[k + 1] - at[k] < best[k]) best[k] = at[k + 1] - at[k];
        arena_free(own);
    }
    print_message("%5u nodes, %6zu bytes: save %.2f ms, load %.2f (verify %.2f), hash %.2f\n",
                  (unsigned)p->nodes_count, bytes.len, best[SAVE], best[LOAD], best[VERIFY],
                  best[HASH]);
}

/* A program larger than any policy yet is saved and loaded in a millisecond or two.  Milliseconds
 * differ from machine to machine, and caches make what is larger dearer; but time that grows with
 * the square of the program, which is sixty times as long for eight times the rules, is seen. */
static void time_grows_with_size_and_no_faster(void **state)
{
    double small[STEPS], large[STEPS];
    measure(*state, 100, small);
    measure(*state, 800, large);
    for (int k = 0; k < STEPS; k++) assert_true(large[k] < 30 * small[k] + 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ARENA_TEST(adding_keeps_and_zeroes),
        ARENA_TEST(names_are_found),
        cmocka_unit_test(opcodes_are_well_formed),
        cmocka_unit_test(every_field_is_in_the_layout),
        ARENA_TEST(the_sample_has_everything),
        ARENA_TEST(loading_gives_what_was_saved),
        ARENA_TEST(padding_does_not_get_out),
        ARENA_TEST(numbers_survive_at_their_ends),
        ARENA_TEST(what_is_cut_off_is_refused),
        ARENA_TEST(damage_is_refused),
        ARENA_TEST(other_files_are_told_apart),
        ARENA_TEST(malformed_parts_are_refused),
        ARENA_TEST(mutated_programs_do_no_harm),
        ARENA_TEST(dump_takes_nothing_for_granted),
        ARENA_TEST(dump_shows_names),
        ARENA_TEST(running_out_of_memory_is_survived),
        ARENA_TEST(time_grows_with_size_and_no_faster),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
