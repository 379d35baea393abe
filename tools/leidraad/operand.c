/* What an argument names: see operand.h. */
#include "operand.h"

#include "inputs.h"
#include "message.h"
#include "store.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* ---- the policies that the command works on ---- */

static enum exit_status open_current(struct operands *operands)
{
    const char *path;
    if (operands->current) return EXIT_DONE;
    enum exit_status status = policies_path(&path);
    if (status) return status;
    leidraad_status opened = policies_open_at(&operands->current, path);
    if (opened == LEIDRAAD_ERROR_POLICIES && operands->current)
        policies_complain(operands->current);
    return conclude(opened, policies_open_error(operands->current));
}

void operands_close(struct operands *operands)
{
    leidraad_policies_free(operands->current);
}

void operand_close(struct operand *operand)
{
    leidraad_policies_free(operand->owned);
}

/* ---- versions ---- */

/* A version is digits, with or without a hyphen: nothing else asks for the policies to
 * be opened. */
static bool may_be_version(const char *name)
{
    return *name >= '0' && *name <= '9' && name[strspn(name, "0123456789-")] == '\0';
}

static const char *find_version(const leidraad_policies *policies, const char *name)
{
    for (size_t i = 0; i < leidraad_policies_versions(policies); i++) {
        const char *version = leidraad_policies_version(policies, i);
        if (strcmp(version, name) == 0) return version;
    }
    return NULL;
}

/* "2023, 2025, 2026-2027", to be freed. */
static char *version_list(const leidraad_policies *policies)
{
    size_t n = leidraad_policies_versions(policies), room = 1;
    for (size_t i = 0; i < n; i++) room += strlen(leidraad_policies_version(policies, i)) + 2;
    char *list = calloc(room, 1);
    if (!list) out_of_memory();
    for (size_t i = 0; i < n; i++) {
        if (i) strcat(list, ", ");
        strcat(list, leidraad_policies_version(policies, i));
    }
    return list;
}

/* name: "DIR:2027" */
static enum exit_status no_version(const leidraad_policies *policies, const char *name,
                                   const char *version)
{
    char *versions = version_list(policies);
    enum exit_status status = usage_error(_("there is no version '%s' in '%.*s'; versions: %s"),
                                          version, (int)(version - name - 1), name, versions);
    free(versions);
    return status;
}

/* ---- policies elsewhere ---- */

static bool exists(const char *path)
{
    struct stat there;
    return stat(path, &there) == 0;
}

/* LEIDRAAD_ERROR_USAGE: nothing is called so. */
static leidraad_status open_named(struct operand *operand, const char *name)
{
    operand->owned = NULL;
    if (store_settings.path) {
        leidraad_status opened = store_policies(&operand->owned, name);
        if (opened != LEIDRAAD_ERROR_USAGE) return opened;
        leidraad_policies_free(operand->owned);
        operand->owned = NULL;
    }
    operand->folder = exists(name);
    return operand->folder ? policies_open_at(&operand->owned, name) : LEIDRAAD_ERROR_USAGE;
}

static enum exit_status say_open(leidraad_status opened, const leidraad_policies *policies)
{
    if (opened == LEIDRAAD_ERROR_POLICIES && policies) policies_complain(policies);
    return conclude(opened, policies_open_error(policies));
}

/* WHOLE:VERSION; LEIDRAAD_ERROR_USAGE as above. */
static leidraad_status open_parts(struct operand *operand, const char *name)
{
    const char *colon = strrchr(name, ':');
    if (!colon || colon == name) return LEIDRAAD_ERROR_USAGE;
    char *whole = strndup(name, (size_t)(colon - name));
    if (!whole) out_of_memory();
    leidraad_status opened = open_named(operand, whole);
    operand->version = colon + 1;
    free(whole);
    return opened;
}

static enum exit_status open_elsewhere(struct operand *operand, const char *name, bool *found)
{
    leidraad_status opened = open_named(operand, name);
    if (opened == LEIDRAAD_ERROR_USAGE) opened = open_parts(operand, name);
    *found = opened != LEIDRAAD_ERROR_USAGE;
    if (!*found) return EXIT_DONE;
    enum exit_status status = say_open(opened, operand->owned);
    operand->policies = operand->owned;
    if (status || !operand->version || find_version(operand->owned, operand->version))
        return status;
    return no_version(operand->owned, name, operand->version);
}

/* ---- a name ---- */

/* What there is, for who has made a slip. */
static enum exit_status nothing_called(struct operands *operands, const char *name)
{
    enum exit_status status = open_current(operands);
    if (status) return status;
    char *versions = version_list(operands->current);
    if (store_settings.path)
        status =
            usage_error(_("'%s' is no version, revision or folder; versions: %s"), name, versions);
    else
        status = usage_error(_("'%s' is no version and no folder, and a revision needs --store; "
                               "versions: %s"),
                             name, versions);
    free(versions);
    return status;
}

static enum exit_status operand_open(struct operand *operand, struct operands *operands,
                                     const char *name)
{
    enum exit_status status;
    bool found;
    *operand = (struct operand){0};
    if (may_be_version(name)) {
        status = open_current(operands);
        if (status) return status;
        operand->policies = operands->current;
        operand->version = find_version(operands->current, name);
        if (operand->version) return EXIT_DONE;
    }
    status = open_elsewhere(operand, name, &found);
    return found ? status : nothing_called(operands, name);
}

/* ---- two of them ---- */

/* A version is held against a version, and policies against policies: with one of each it would be
 * a guess which version is meant. */
static enum exit_status check_alike(const struct operand two[2], const struct words *names)
{
    int version = two[0].version ? 0 : 1, whole = !version;
    if (!two[0].version == !two[1].version) return EXIT_DONE;
    return usage_error(_("'%s' is a version and '%s' is not: name a version in it, as in '%s:%s'"),
                       names->at[version], names->at[whole], names->at[whole],
                       two[version].version);
}

/* --at is about the policies that versions are of, and --known-at about those and folders: where
 * there is none of these, what was asked for would be passed over in silence. */
static enum exit_status check_moment(const struct operands *operands, const struct operand two[2],
                                     const struct words *names)
{
    bool versions = false, folders = false;
    for (int side = 0; side < 2; side++) {
        versions = versions || two[side].policies == operands->current;
        folders = folders || two[side].folder;
    }
    const char *idle = NULL;
    if (!versions && store_settings.at) idle = "--at";
    if (!versions && !folders && day_iso(&policy_settings.known_at)) idle = "--known-at";
    if (!idle) return EXIT_DONE;
    return usage_error(
        _("'%s' and '%s' say by themselves which policies they are: leave out %s, or "
          "name versions"),
        names->at[0], names->at[1], idle);
}

enum exit_status operands_open(struct operand two[2], struct operands *operands,
                               const struct words *names)
{
    enum exit_status status = EXIT_DONE;
    for (int side = 0; side < 2; side++) two[side] = (struct operand){0};
    for (int side = 0; side < 2 && !status; side++)
        status = operand_open(&two[side], operands, names->at[side]);
    if (!status) status = check_alike(two, names);
    return status ? status : check_moment(operands, two, names);
}
