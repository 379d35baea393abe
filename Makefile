# leidraad: the rules engine for the leidraad MTVP.
#
#     make                        build/leidraad and build/libleidraad{,-run}.{a,so}
#     make check                  every test; `make unit` only the unit tests
#     make valgrind               the unit tests under valgrind
#     make bench, make fuzz       measure; look for crashes (FUZZ_SECONDS for each target)
#     make install, uninstall     under PREFIX, staged in DESTDIR
#     make pot                    the texts to translate, in $(B)/leidraad.pot
#     make dist, make clean
#
# Variables that are worth setting on the command line:
#
#     B=DIR                       where everything that is made goes (default: build)
#     SAN=address,undefined       build with sanitizers, in a directory of its own
#     CC=clang  CFLAGS=-O0        another compiler, other optimisation
#     ERROR=                      let the warnings of a newer compiler pass
#     V=1                         show the commands
#
# One file and no recursion into folders, so that make sees every dependency and -j is always
# right.  Nothing is written outside $(B).  A new file in a folder named below needs no edit here.

VERSION   := $(shell sed -n 's/^\#define LEIDRAAD_VERSION "\(.*\)"$$/\1/p' runtime/leidraad.h)
SOVERSION := 1

comma := ,
SAN   ?=
B     ?= build$(if $(SAN),-$(subst $(comma),-,$(SAN)))
# Absolute, so that who calls make again with another spelling of it compiles nothing anew.
override B    := $(abspath $(B))

PREFIX        ?= /usr/local
DESTDIR       ?=
bindir        ?= $(PREFIX)/bin
libdir        ?= $(PREFIX)/lib
includedir    ?= $(PREFIX)/include
datadir       ?= $(PREFIX)/share
policydir     ?= $(datadir)/leidraad/policies
schemadir     ?= $(datadir)/leidraad/schema
localedir     ?= $(datadir)/locale
mandir        ?= $(datadir)/man
completiondir ?= $(datadir)/bash-completion/completions

CFLAGS       ?= -O2 -g
BISON        ?= bison
FLEX         ?= flex
INSTALL      ?= install
PKG_CONFIG   ?= pkg-config
FUZZ_SECONDS ?= 60
ERROR        ?= -Werror

.PHONY: all check unit valgrind bench fuzz fuzz-targets install uninstall pot dist clean FORCE
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules
all:


# ---- What there is

# The store is a shared object of its own, loaded when it is wanted (runtime/store_load.c), because
# merely linking libgit2 triples the start of a process.
STORE_SRC    := $(wildcard runtime/store/*.c)
RUNTIME_SRC  := $(filter-out $(STORE_SRC),$(wildcard runtime/*.c runtime/*/*.c))
COMPILER_SRC := $(wildcard compiler/*.c compiler/*/*.c)
LEX_SRC      := $(wildcard grammar/*.l)
YACC_SRC     := $(wildcard grammar/*.y)
TOOL_SRC     := $(wildcard tools/leidraad/*.c)
# Not the fragments x.nl.po, which tools/po/update takes in.
PO           := $(filter-out %.nl.po,$(wildcard tools/po/*.po))

UNIT_SRC     := $(wildcard tests/unit/test_*.c)
UNIT_HELP    := $(filter-out $(UNIT_SRC),$(wildcard tests/unit/*.c))
TEST_SCRIPTS := $(wildcard tests/direction.py tests/run tests/*/run)
BENCH_SRC    := $(wildcard tools/bench/*.c)
FUZZ_SRC     := $(wildcard tests/fuzz/targets/*.c)

# grammar/x.l becomes x.lex.c, grammar/x.y becomes x.tab.c and x.tab.h, so that the two may have
# the same name.  They are included as "grammar/x.tab.h".
LEX_C   := $(LEX_SRC:%.l=$(B)/gen/%.lex.c)
YACC_C  := $(YACC_SRC:%.y=$(B)/gen/%.tab.c)
YACC_H  := $(YACC_C:.c=.h)

RUNTIME_OBJ  := $(RUNTIME_SRC:%.c=$(B)/obj/%.o)
STORE_OBJ    := $(STORE_SRC:%.c=$(B)/obj/%.o)
COMPILER_OBJ := $(COMPILER_SRC:%.c=$(B)/obj/%.o)
GRAMMAR_OBJ  := $(patsubst $(B)/gen/%.c,$(B)/obj/gen/%.o,$(LEX_C) $(YACC_C))
TOOL_OBJ     := $(TOOL_SRC:%.c=$(B)/obj/%.o)
TEST_OBJ     := $(patsubst %.c,$(B)/obj/%.o,$(UNIT_SRC) $(UNIT_HELP) $(BENCH_SRC) $(FUZZ_SRC))
UNIT_HELP_OBJ := $(UNIT_HELP:%.c=$(B)/obj/%.o)

UNITS   := $(UNIT_SRC:%.c=$(B)/%)
BENCHES := $(BENCH_SRC:%.c=$(B)/%)
FUZZERS := $(FUZZ_SRC:%.c=$(B)/%)
MO      := $(PO:tools/po/%.po=$(B)/locale/%/LC_MESSAGES/leidraad.mo)
LIBS_A  := $(B)/libleidraad-run.a $(B)/libleidraad.a
LIBS_SO := $(B)/libleidraad-run.so $(B)/libleidraad.so
STORE   := $(B)/libleidraad-store.so.$(SOVERSION)
PC      := $(B)/leidraad-run.pc $(B)/leidraad.pc
TOOL    := $(if $(TOOL_SRC),$(B)/leidraad)

all: $(LIBS_A) $(LIBS_SO) $(STORE) $(TOOL) $(MO) $(PC)


# ---- Flags

PACKAGES := nettle yajl
LDLIBS   := $(shell $(PKG_CONFIG) --libs $(PACKAGES))
# For the store alone.
GIT_CFLAGS := $(shell $(PKG_CONFIG) --cflags libgit2 zlib)
GIT_LDLIBS := $(shell $(PKG_CONFIG) --libs libgit2 zlib)

# All that helps to find a mistake, and nothing that asks for casts which hide one.
WARN := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wstrict-prototypes \
        -Wmissing-prototypes -Wold-style-definition -Wwrite-strings -Wcast-qual -Wpointer-arith \
        -Wformat=2 -Wundef -Wvla $(ERROR)
# What flex and bison write is not ours to change; the warnings that remain are about our actions.
WARN_GENERATED := -Wall -Wno-unused-function -Wno-unused-but-set-variable $(ERROR)

SAN_FLAGS := $(if $(SAN),-fsanitize=$(SAN) -fno-sanitize-recover=all -fno-omit-frame-pointer \
               -DARENA_DEBUG)
# Every symbol of a library must be found when it is linked.  Not with sanitizers, which leave
# theirs to the program.
NO_UNDEFINED := $(if $(SAN),,-Wl,-z,defs)

BUILD_FLAGS = -std=c11 -D_POSIX_C_SOURCE=200809L -Iruntime -I. -I$(B)/gen \
              $(shell $(PKG_CONFIG) --cflags $(PACKAGES)) \
              -fPIC -fvisibility=hidden $(SAN_FLAGS) $(CPPFLAGS) $(CFLAGS)
LINK_FLAGS  = $(SAN_FLAGS) $(LDFLAGS) -Wl,--as-needed
# Where the command finds what was installed with it: for place.c alone, so that `make install`
# with another PREFIX has little to make again.
PLACE_FLAGS = -DLEIDRAAD_POLICY_DIR=\"$(policydir)\" -DLEIDRAAD_LOCALE_DIR=\"$(localedir)\"
# Where a program or library looks for the store: beside itself, in the build or as libraries lie
# beside each other, or where the libraries are as seen from the command.
LIBRARY_PLACE := $(shell realpath -m --relative-to=$(bindir) $(libdir))
FIND_STORE      = -Wl,--enable-new-dtags,-rpath,'$$ORIGIN'
FIND_STORE_TOOL = $(FIND_STORE):'$$ORIGIN/$(LIBRARY_PLACE)'
# Programs that stay in the build.
FIND_STORE_TEST = -Wl,--enable-new-dtags,-rpath,$(B)
# A test can make any allocation fail: tests/unit/alloc.h.
UNIT_LINK   = -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc

# The flags are a file that changes when they do, and what is made with them depends on it.
$(B)/flags: FLAGS = $(CC) $(BUILD_FLAGS) $(WARN) $(LINK_FLAGS) $(LDLIBS) $(GIT_CFLAGS) $(GIT_LDLIBS)
$(B)/place-flags: FLAGS = $(PLACE_FLAGS) $(bindir) $(libdir) $(includedir)
$(B)/flags $(B)/place-flags: FORCE
	@mkdir -p $(@D)
	@printf '%s\n' $(FLAGS) | cmp -s - $@ || printf '%s\n' $(FLAGS) >$@
FORCE:

# $(call say,WORD) begins a recipe line: shows what is made instead of how.
say = $(if $(V),,@printf '  %-8s%s\n' $(1) $(@:$(B)/%=%);)


# ---- Objects

$(RUNTIME_OBJ) $(STORE_OBJ) $(COMPILER_OBJ) $(TOOL_OBJ) $(TEST_OBJ): $(B)/obj/%.o: %.c $(B)/flags
	@mkdir -p $(@D)
	$(call say,CC)$(CC) $(BUILD_FLAGS) $(DEFINES) $(WARN) -MMD -MP -c -o $@ $<

# private: not for the prerequisites too, of which $(B)/flags is one.
$(B)/obj/tools/leidraad/place.o: private DEFINES = $(PLACE_FLAGS)
$(B)/obj/tools/leidraad/place.o: $(B)/place-flags

$(STORE_OBJ): private DEFINES = $(GIT_CFLAGS)

$(GRAMMAR_OBJ): $(B)/obj/gen/%.o: $(B)/gen/%.c $(B)/flags
	@mkdir -p $(@D)
	$(call say,CC)$(CC) $(BUILD_FLAGS) $(WARN_GENERATED) -MMD -MP -c -o $@ $<

# Before the first build no .d file says who includes a generated header.
$(COMPILER_OBJ) $(GRAMMAR_OBJ): | $(YACC_H)

$(B)/gen/%.tab.c $(B)/gen/%.tab.h &: %.y
	@mkdir -p $(@D)
	$(call say,BISON)$(BISON) -Wall -Werror --defines=$(B)/gen/$*.tab.h -o $(B)/gen/$*.tab.c $<

$(B)/gen/%.lex.c: %.l
	@mkdir -p $(@D)
	$(call say,FLEX)$(FLEX) -o $@ $<

-include $(patsubst %.o,%.d,$(RUNTIME_OBJ) $(STORE_OBJ) $(COMPILER_OBJ) $(GRAMMAR_OBJ) $(TOOL_OBJ) $(TEST_OBJ))


# ---- Libraries and the command

# From nothing each time, or a file that was removed would live on in the archive.
$(LIBS_A):
	$(call say,AR)rm -f $@ && $(AR) rcs $@ $(filter %.o,$^)
$(B)/libleidraad-run.a: $(RUNTIME_OBJ)
$(B)/libleidraad.a: $(RUNTIME_OBJ) $(COMPILER_OBJ) $(GRAMMAR_OBJ)

# The real file bears the name that programs are bound to; the plain name is for the linker.
$(LIBS_SO:=.$(SOVERSION)): runtime/leidraad.map
	$(call say,LINK)$(CC) -shared $(LINK_FLAGS) $(NO_UNDEFINED) $(FIND_STORE) -Wl,-soname,$(@F) \
	    -Wl,--version-script=runtime/leidraad.map -o $@ $(filter %.o,$^) $(LDLIBS)
$(B)/libleidraad-run.so.$(SOVERSION): $(RUNTIME_OBJ)
$(B)/libleidraad.so.$(SOVERSION): $(RUNTIME_OBJ) $(COMPILER_OBJ) $(GRAMMAR_OBJ)
$(LIBS_SO): %: %.$(SOVERSION)
	$(call say,LN)ln -sf $(<F) $@

# It shows one name, by its source; the rest is hidden by the flags.
$(STORE): $(STORE_OBJ)
	$(call say,LINK)$(CC) -shared $(LINK_FLAGS) $(NO_UNDEFINED) -Wl,-soname,$(@F) -o $@ $^ \
	    $(GIT_LDLIBS)

$(B)/leidraad: $(TOOL_OBJ) $(B)/libleidraad.a $(B)/place-flags | $(STORE)
	$(call say,LINK)$(CC) $(LINK_FLAGS) $(FIND_STORE_TOOL) -o $@ $(filter-out %-flags,$^) $(LDLIBS)

$(B)/locale/%/LC_MESSAGES/leidraad.mo: tools/po/%.po
	@mkdir -p $(@D)
	$(call say,MSGFMT)msgfmt --check -o $@ $<

# Messages stand in the tables (*.def) too, marked N_().
pot:
	@mkdir -p $(B)
	xgettext --language=C --from-code=UTF-8 --keyword=_ --keyword=N_ --add-comments=TRANSLATORS \
	    --package-name=leidraad --package-version=$(VERSION) --sort-by-file -o $(B)/leidraad.pot \
	    $(sort $(wildcard tools/leidraad/*.h \
	        $(addsuffix *.def,$(dir $(RUNTIME_SRC) $(COMPILER_SRC) $(TOOL_SRC)))) \
	    $(RUNTIME_SRC) $(STORE_SRC) $(COMPILER_SRC) $(LEX_SRC) $(YACC_SRC) $(TOOL_SRC))

# A static link needs what the library is made with; a shared one finds that by itself.
$(PC): Makefile $(B)/place-flags
	$(call say,GEN)printf '%s\n' 'prefix=$(PREFIX)' 'libdir=$(libdir)' 'includedir=$(includedir)' \
	    '' 'Name: $(basename $(@F))' 'Description: $(DESCRIPTION)' 'Version: $(VERSION)' \
	    'Requires.private: $(PACKAGES)' 'Libs: -L$${libdir} -l$(basename $(@F))' \
	    'Cflags: -I$${includedir}' >$@
$(B)/leidraad.pc: DESCRIPTION = Compile and evaluate policies of the leidraad MTVP
$(B)/leidraad-run.pc: DESCRIPTION = Evaluate compiled policies of the leidraad MTVP


# ---- Tests

$(UNITS): $(B)/%: $(B)/obj/%.o $(UNIT_HELP_OBJ) $(B)/libleidraad.a | $(STORE)
	@mkdir -p $(@D)
	$(call say,LINK)$(CC) $(LINK_FLAGS) $(FIND_STORE_TEST) $(UNIT_LINK) -o $@ $^ $(LDLIBS) -lcmocka

# WRAP is put before each program.  All of them run, also after a failure; one that passes shows
# its closing line, one that fails all it said.
WRAP ?=
unit: $(UNITS)
	@failed=0; \
	for test in $^; do \
	    echo "== $${test#$(B)/}"; \
	    if $(WRAP) $$test >$$test.log 2>&1; then grep '^\[  PASSED' $$test.log; \
	    else cat $$test.log; failed=1; fi; \
	done; exit $$failed

# With an arena that mallocs each item: see runtime/base/arena.h.
valgrind:
	+$(MAKE) B=$(B)/valgrind CPPFLAGS='$(CPPFLAGS) -DARENA_DEBUG' unit \
	    WRAP='valgrind --quiet --leak-check=full --show-leak-kinds=all --error-exitcode=1'

# Every script is told in B where the build is.
check: all unit
	+@set -e; for script in $(TEST_SCRIPTS); do echo "== $$script"; B=$(abspath $(B)) $$script; done

$(BENCHES): $(B)/%: $(B)/obj/%.o $(B)/libleidraad.a | $(STORE)
	@mkdir -p $(@D)
	$(call say,LINK)$(CC) $(LINK_FLAGS) $(FIND_STORE_TEST) -o $@ $^ $(LDLIBS)

bench: all $(BENCHES)
	@set -e; for script in $(wildcard tools/bench/run); do B=$(abspath $(B)) $$script; done

$(FUZZERS): $(B)/%: $(B)/obj/%.o $(B)/libleidraad.a
	@mkdir -p $(@D)
	$(call say,LINK)$(CC) $(LINK_FLAGS) -fsanitize=fuzzer -o $@ $^ $(LDLIBS)

fuzz-targets: $(FUZZERS)

# What is found goes to $(B)/fuzz/corpus; what is worth keeping is moved to tests/fuzz/corpus by
# hand.  libFuzzer comes with clang.
fuzz:
	+$(MAKE) B=$(B)/fuzz CC=clang SAN=fuzzer-no-link,address,undefined fuzz-targets
	@set -e; for target in $(notdir $(FUZZ_SRC:.c=)); do \
	    new=$(B)/fuzz/corpus/$$target; kept=tests/fuzz/corpus/$$target; mkdir -p $$new; \
	    [ -d $$kept ] || kept=; \
	    $(B)/fuzz/tests/fuzz/targets/$$target -max_total_time=$(FUZZ_SECONDS) \
	        -artifact_prefix=$$new- $$new $$kept; \
	done


# ---- Installing

# One table, mode:from:to, which both install and uninstall read, so that they cannot differ.
place = $(foreach file,$(2),$(1):$(file):$(3)/$(notdir $(file)))
place_tree = $(foreach file,$(2),$(1):$(file):$(4)/$(file:$(3)/%=%))
INSTALLED = \
    $(call place,755,$(TOOL),$(bindir)) \
    $(call place,644,$(LIBS_A),$(libdir)) \
    $(call place,755,$(LIBS_SO:=.$(SOVERSION)) $(STORE),$(libdir)) \
    $(call place,644,$(PC),$(libdir)/pkgconfig) \
    $(call place,644,$(wildcard runtime/leidraad.h),$(includedir)) \
    $(call place_tree,644,$(wildcard policies/*.leidraad policies/*/*.leidraad),policies,$(policydir)) \
    $(call place,644,$(wildcard runtime/schema/*.json),$(schemadir)) \
    $(call place_tree,644,$(MO),$(B)/locale,$(localedir)) \
    $(foreach page,$(wildcard tools/man/*.[1-8]),\
        $(call place,644,$(page),$(mandir)/man$(subst .,,$(suffix $(page))))) \
    $(foreach page,$(wildcard tools/man/nl/*.[1-8]),\
        $(call place,644,$(page),$(mandir)/nl/man$(subst .,,$(suffix $(page))))) \
    $(foreach script,$(wildcard tools/completion/*.bash),\
        644:$(script):$(completiondir)/$(basename $(notdir $(script))))

install: all
	@set -e; for entry in $(INSTALLED); do \
	    mode=$${entry%%:*}; files=$${entry#*:}; from=$${files%%:*}; to=$(DESTDIR)$${files#*:}; \
	    echo "  INSTALL $$to"; $(INSTALL) -D -m $$mode $$from $$to; \
	done
	@set -e; for name in $(notdir $(LIBS_SO)); do \
	    ln -sf $$name.$(SOVERSION) $(DESTDIR)$(libdir)/$$name; \
	done

uninstall:
	rm -f $(foreach entry,$(INSTALLED),$(DESTDIR)$(lastword $(subst :, ,$(entry)))) \
	    $(addprefix $(DESTDIR)$(libdir)/,$(notdir $(LIBS_SO)))
	[ ! -d $(DESTDIR)$(datadir)/leidraad ] || \
	    find $(DESTDIR)$(datadir)/leidraad -depth -type d -empty -delete

dist:
	@mkdir -p $(B)
	git archive --prefix=leidraad-$(VERSION)/ -o $(B)/leidraad-$(VERSION).tar.gz HEAD

clean:
	rm -rf $(B)
