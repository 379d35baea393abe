/* Exact decimals: reading them by their digits, writing them, and the one division that rounds. */
#include "value/decimal.h"

#include <stddef.h>

__extension__ typedef unsigned __int128 uint128;

/* The digits of a number as they stand in the text: sign, whole . fraction, exponent. */
struct digits {
    bool negative;
    struct str whole, fraction;
    int64_t exponent;
};

static struct str take_digits(struct str *s)
{
    struct str taken = {s->at, 0};
    while (taken.len < s->len && s->at[taken.len] >= '0' && s->at[taken.len] <= '9') taken.len++;
    *s = (struct str){s->at + taken.len, s->len - taken.len};
    return taken;
}

static bool take_char(struct str *s, char c)
{
    if (!s->len || s->at[0] != c) return false;
    s->at++;
    s->len--;
    return true;
}

/* value * 10 and one more digit, on the side of the sign: so that the least int64, which has no
 * positive counterpart, is reached without a special case. */
static bool append_digit(int64_t *value, int digit, bool negative)
{
    return !__builtin_mul_overflow(*value, 10, value) &&
           !__builtin_add_overflow(*value, negative ? -digit : digit, value);
}

static enum decimal_parse assemble(const struct digits *d, unsigned scale, int64_t *out)
{
    int64_t value = 0;
    size_t count = d->whole.len + d->fraction.len;
    /* The power of ten, in units of the scale, that the next digit stands for. */
    int64_t power = (int64_t)d->whole.len - 1 + d->exponent + (int64_t)scale;
    for (size_t i = 0; i < count; i++, power--) {
        char c = i < d->whole.len ? d->whole.at[i] : d->fraction.at[i - d->whole.len];
        if (power < 0) {
            if (c != '0') return DECIMAL_SCALE;
        } else if (!append_digit(&value, c - '0', d->negative)) {
            return DECIMAL_RANGE;
        }
    }
    /* The zeros that the exponent adds.  A value of 0 stays 0 whatever the exponent. */
    for (; value && power >= 0; power--)
        if (!append_digit(&value, 0, d->negative)) return DECIMAL_RANGE;
    *out = value;
    return DECIMAL_OK;
}

/* Digits, dots and at most one comma, with a dot and a digit among them. */
static bool is_ambiguous(struct str s)
{
    size_t dots = 0, commas = 0, digits = 0;
    take_char(&s, '-');
    for (size_t i = 0; i < s.len; i++) {
        dots += s.at[i] == '.';
        commas += s.at[i] == ',';
        digits += s.at[i] >= '0' && s.at[i] <= '9';
    }
    return dots && digits && commas <= 1 && dots + commas + digits == s.len;
}

enum decimal_parse decimal_parse_dutch(struct str s, unsigned scale, int64_t *out)
{
    struct str text = s;
    struct digits d = {.negative = take_char(&s, '-')};
    d.whole = take_digits(&s);
    bool read = d.whole.len;
    if (take_char(&s, ',')) {
        d.fraction = take_digits(&s);
        read = read && d.fraction.len;
    }
    if (read && !s.len) return assemble(&d, scale, out);
    return is_ambiguous(text) ? DECIMAL_AMBIGUOUS : DECIMAL_FORM;
}

/* The digits behind the e, with the sign.  Past the cap the number is out of every range, and no
 * text is long enough for its digits to bring it back. */
static int64_t exponent_of(struct str digits, bool negative)
{
    const int64_t cap = INT64_C(1) << 56;
    int64_t exponent = 0;
    for (size_t i = 0; i < digits.len && exponent < cap; i++)
        exponent = 10 * exponent + (digits.at[i] - '0');
    return negative ? -exponent : exponent;
}

enum decimal_parse decimal_parse_json(struct str s, unsigned scale, int64_t *out)
{
    struct digits d = {.negative = take_char(&s, '-')};
    d.whole = take_digits(&s);
    if (!d.whole.len || (d.whole.len > 1 && d.whole.at[0] == '0')) return DECIMAL_FORM;
    if (take_char(&s, '.')) {
        d.fraction = take_digits(&s);
        if (!d.fraction.len) return DECIMAL_FORM;
    }
    if (take_char(&s, 'e') || take_char(&s, 'E')) {
        bool negative = take_char(&s, '-');
        if (!negative) take_char(&s, '+');
        struct str exponent = take_digits(&s);
        if (!exponent.len) return DECIMAL_FORM;
        d.exponent = exponent_of(exponent, negative);
    }
    return s.len ? DECIMAL_FORM : assemble(&d, scale, out);
}

char *decimal_text(int64_t value, unsigned scale, char point, char out[DECIMAL_TEXT_SIZE])
{
    char reversed[DECIMAL_TEXT_SIZE];
    size_t n = 0;
    uint64_t rest = value < 0 ? -(uint64_t)value : (uint64_t)value;
    for (unsigned digit = 0; digit <= scale || rest; digit++, rest /= 10) {
        if (digit == scale && scale) reversed[n++] = point;
        reversed[n++] = (char)('0' + rest % 10);
    }
    if (value < 0) reversed[n++] = '-';
    for (size_t i = 0; i < n; i++) out[i] = reversed[n - 1 - i];
    out[n] = '\0';
    return out;
}

bool decimal_widen(int64_t value, unsigned from, unsigned to, int64_t *out)
{
    for (; from < to; from++)
        if (__builtin_mul_overflow(value, 10, &value)) return false;
    *out = value;
    return true;
}

static uint128 magnitude(int128 n)
{
    return n < 0 ? -(uint128)n : (uint128)n;
}

/* Whether the quotient must go one further from zero.  A half is found without doubling the
 * remainder, which could overflow. */
static bool rounds_up(uint128 quotient, uint128 rest, uint128 divisor, enum rounding rounding)
{
    if (!rest) return false;
    if (rounding == ROUND_DOWN) return false;
    if (rounding == ROUND_UP) return true;
    uint128 missing = divisor - rest;
    if (rest != missing) return rest > missing;
    return rounding == ROUND_HALF_UP || quotient % 2;
}

bool decimal_divide(int128 numerator, int128 denominator, enum rounding rounding, int64_t *out)
{
    if (!denominator) return false;
    bool negative = (numerator < 0) != (denominator < 0);
    uint128 divisor = magnitude(denominator);
    uint128 quotient = magnitude(numerator) / divisor;
    uint128 rest = magnitude(numerator) % divisor;
    if (rounds_up(quotient, rest, divisor, rounding)) quotient++;

    uint128 most = (uint128)INT64_MAX + negative;
    if (quotient > most) return false;
    *out = (int64_t)(negative ? -(uint64_t)quotient : (uint64_t)quotient);
    return true;
}
