/* Truth with unknowns: strong Kleene logic, with two grades of unknown.
 *
 * ONBEKEND: a datum is missing.  OPEN: no datum could tell, only a parameter that the policies
 * leave without a value.  Where both occur and neither is decided by the
 * rest, ONBEKEND wins: a datum could still decide. */
#ifndef LEIDRAAD_VALUE_TRIBOOL_H
#define LEIDRAAD_VALUE_TRIBOOL_H

enum tribool { TRI_NEE = 0, TRI_JA = 1, TRI_OPEN = 2, TRI_ONBEKEND = 3 };

static inline enum tribool tri_not(enum tribool a)
{
    return a == TRI_NEE ? TRI_JA : a == TRI_JA ? TRI_NEE : a;
}

static inline enum tribool tri_and(enum tribool a, enum tribool b)
{
    if (a == TRI_NEE || b == TRI_NEE) return TRI_NEE;
    return a > b ? a : b; /* JA < OPEN < ONBEKEND */
}

static inline enum tribool tri_or(enum tribool a, enum tribool b)
{
    if (a == TRI_JA || b == TRI_JA) return TRI_JA;
    return a > b ? a : b; /* NEE < OPEN < ONBEKEND */
}

#endif
