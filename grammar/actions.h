/* What the actions of leidraad.y are written with: the constructors of compiler/parse/build.c, made
 * shorter, and how bison is to work inside an arena.  Included there and nowhere else. */
#ifndef LEIDRAAD_GRAMMAR_ACTIONS_H
#define LEIDRAAD_GRAMMAR_ACTIONS_H

/* The stacks are of one size, in yyparse()'s frame, so that nothing is allocated and a jump out of
 * memory leaks nothing.  What does not fit is nested too deeply (compiler/parse/mistake.c). */
#define YYINITDEPTH 1200
#define YYMAXDEPTH YYINITDEPTH
#define YYMALLOC(size) ((void)(size), NULL)
#define YYFREE(item) ((void)(item))

#define YYLLOC_DEFAULT(current, rhs, n) \
    ((current) = build_span((n) ? &YYRHSLOC(rhs, 1) : NULL, &YYRHSLOC(rhs, (n))))

/* Where reading goes on after an error: the next token is chosen by hand. */
#define RESUME(how, span)                                                                      \
    (how(p, (span), &(struct next_token){&yychar, &yylval, &yylloc, LEIDRAAD_LEIDRAAD_EMPTY}), \
     yyerrok)

/* NODE(KIND, span, child...), NAMED(KIND, span, name, child...): a child may be NULL.
 * BLOCK(KIND, items, span, name, child...): the items are the last children. */
#define NODE(kind, ...) build_node(p, AST_##kind, __VA_ARGS__, &build_end)
#define NAMED(kind, ...) build_named(p, AST_##kind, __VA_ARGS__, &build_end)
#define BLOCK(kind, list, ...) build_adopt(NAMED(kind, __VA_ARGS__), (list))
#define LOST(list, span) build_list((list), NODE(ERROR, (span)))

#endif
