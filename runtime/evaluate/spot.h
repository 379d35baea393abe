/* Spots: how the records of an expression are written, seen from the subject.
 *
 * Missing data and explanations name data by a path: "rho", "interventie[2].gestart",
 * "lsv.wor_aanbod".  So they walk nodes with a scene, which is a frame (evaluate.h) that knows of
 * each record how it is written. */
#ifndef LEIDRAAD_EVALUATE_SPOT_H
#define LEIDRAAD_EVALUATE_SPOT_H

#include "evaluate/evaluate.h"

/* A record with its name.  prefix stands before its columns: "" of the subject, "rho." of what a
 * reference names, "interventie[2]." of a row.  instead: the record is unknown because a reference
 * is, and that reference is the datum that is missing, whatever column is asked for. */
struct spot {
    struct record record;
    struct str prefix, instead;
};

struct scene {
    const struct context *context;
    struct spot self, row;
};

struct scene scene_of(const struct frame *frame);
struct frame scene_frame(const struct scene *scene);

/* The record that a node of result 'R' means. */
struct spot scene_spot(const struct scene *scene, struct arena *arena, index_t node);
/* Within a definition, about the record of OP_DEFINITIE node. */
struct scene scene_in_definition(const struct scene *scene, struct arena *arena, index_t node);
/* At a row of a list of parent, whose rows begin at `first`. */
struct scene scene_at_row(const struct scene *scene, struct arena *arena, const struct spot *parent,
                          index_t list, size_t row, size_t first);

/* "interventie[2].gestart": a column (or list) of a record, by its id. */
struct str spot_name(struct arena *arena, const struct program *p, const struct spot *spot,
                     index_t id);

#endif
