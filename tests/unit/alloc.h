/* Allocations that fail on command, for tests of the way out of memory.
 *
 * Every unit test is linked with malloc, calloc and realloc wrapped (see the Makefile); until
 * alloc_fail_at() is called nothing is different.
 *
 *     for (size_t n = 1;; n++) {
 *         alloc_fail_at(n);
 *         int status = do_it();
 *         if (!alloc_failed()) break;            // it took fewer than n allocations: all are tried
 *         assert_int_equal(status, STATUS_MEMORY);
 *     }
 */
#ifndef LEIDRAAD_TESTS_ALLOC_H
#define LEIDRAAD_TESTS_ALLOC_H

#include <stdbool.h>
#include <stddef.h>

/* The nth allocation from now (1: the next) returns NULL, and no other.  0: none does. */
void alloc_fail_at(size_t n);

/* Whether that has happened; from now on none fails. */
bool alloc_failed(void);

#endif
