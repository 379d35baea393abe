#!/usr/bin/env python3
"""Repositories that nobody should have to trust, and what the store says of each.

    hostile.py PROBE DRIVER FOLDER [CASE ...]

Every case makes a repository in FOLDER, mostly out of raw objects that git itself would refuse, and
names a status and words that the error must have.  Each is run under strace where that is possible:
nothing outside the repository may be opened but the store itself (DRIVER, the shared object that
PROBE loads) and what belongs to the system.
"""

import hashlib
import os
import re
import shutil
import struct
import subprocess
import sys
import zlib
from pathlib import Path

OK, USAGE, POLICIES, SYSTEM, RACE = 0, 2, 3, 5, 7
FILE, FOLDER, LINK, MODULE = b"100644", b"40000", b"120000", b"160000"
WHO = b"Beleid <beleid@example.org> 1767225600 +0100"

PROBE = DRIVER = None
CASES = []


# ---- raw repositories

class Repo:
    def __init__(self, path, work=False):
        self.path = path
        self.git = path / ".git" if work else path
        for name in ("objects/info", "objects/pack", "refs/heads", "refs/tags"):
            (self.git / name).mkdir(parents=True)
        self.file("HEAD", "ref: refs/heads/main\n")
        self.file("config", "[core]\n\trepositoryformatversion = 0\n\tbare = %s\n"
                  % ("false" if work else "true"))

    def file(self, name, text):
        path = self.git / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def add(self, name, text):
        with open(self.git / name, "a", encoding="utf-8") as file:
            file.write(text)

    def place(self, name):
        return self.git / "objects" / name[:2] / name[2:]

    def object(self, kind, body, header=None):
        header = header if header is not None else b"%s %d\0" % (kind.encode(), len(body))
        name = hashlib.sha1(b"%s %d\0" % (kind.encode(), len(body)) + body).hexdigest()
        self.file(self.place(name).relative_to(self.git), zlib.compress(header + body))
        return name

    def blob(self, body=b"x\n"):
        return self.object("blob", body)

    def tree(self, *entries):
        return self.object("tree", b"".join(
            mode + b" " + name + b"\0" + bytes.fromhex(of) for mode, name, of in entries))

    def commit(self, tree, parents=(), rest=None):
        body = b"tree %s\n" % tree.encode() + b"".join(b"parent %s\n" % p.encode() for p in parents)
        body += rest if rest is not None else b"author %s\ncommitter %s\n\nx\n" % (WHO, WHO)
        return self.object("commit", body)

    def main(self, commit):
        self.file("refs/heads/main", commit + "\n")
        return commit

    def policies(self, *entries):
        """The usual: a branch on a commit of this tree."""
        return self.main(self.commit(self.tree(*(entries or [(FILE, b"x.leidraad", self.blob())]))))


def case(status, words="", verb="read", work=False, **more):
    def register(make):
        CASES.append((make.__name__, make, status, words, verb, work, more))
        return make
    return register


# ---- trees

def tree_case(name, status, words, entries):
    def make(repo):
        blob = repo.blob()
        empty = repo.tree()
        repo.policies(*entries(repo, blob, empty))
    make.__name__ = name
    case(status, words)(make)


for label, bad in {"dotdot": b"..", "dot": b".", "git": b".git", "GIT": b".GiT", "empty": b"",
                   "slash": b"../../etc/x.leidraad", "absolute": b"/etc/x.leidraad",
                   "short": b"GIT~1", "mac": ".g\u200cit".encode(), "dots": b".git. ."}.items():
    tree_case(f"name_{label}", SYSTEM, "a name that is none",
              lambda r, b, e, bad=bad: [(FILE, bad, b)])
    tree_case(f"folder_{label}", SYSTEM, "a name that is none",
              lambda r, b, e, bad=bad: [(FOLDER, bad, r.tree((FILE, b"x.leidraad", b)))])

tree_case("not_utf8", POLICIES, "not UTF-8", lambda r, b, e: [(FILE, b"caf\xe9.leidraad", b)])
tree_case("not_utf8_folder", POLICIES, "not UTF-8",
          lambda r, b, e: [(FOLDER, b"caf\xe9", r.tree((FILE, b"x.leidraad", b)))])
tree_case("not_utf8_beside", OK, "1 files",
          lambda r, b, e: [(FILE, b"caf\xe9.png", b), (FILE, b"x.leidraad", b)])
tree_case("escape_sequence", POLICIES, "?[31m",
          lambda r, b, e: [(LINK, b"\x1b[31m.leidraad", b)])
tree_case("link", POLICIES, "x.leidraad: a link", lambda r, b, e: [(LINK, b"x.leidraad", b)])
tree_case("link_beside", OK, "0 files", lambda r, b, e: [(LINK, b"README", b)])
tree_case("module", POLICIES, "map: a module", lambda r, b, e: [(MODULE, b"map", "1" * 40)])
tree_case("module_as_policy", POLICIES, "a module", lambda r, b, e: [(MODULE, b"x.leidraad", "1" * 40)])
tree_case("module_below_dot", OK, "0 files", lambda r, b, e: [(MODULE, b".map", "1" * 40)])
tree_case("twice", SYSTEM, "stands in it twice",
          lambda r, b, e: [(FILE, b"x.leidraad", b), (FILE, b"x.leidraad", b)])
tree_case("file_and_folder", SYSTEM, "stands in it twice",
          lambda r, b, e: [(FILE, b"a", b), (FILE, b"a.leidraad", b), (FOLDER, b"a", e)])
tree_case("order", SYSTEM, "not in order",
          lambda r, b, e: [(FILE, b"b.leidraad", b), (FILE, b"a.leidraad", b)])
tree_case("mode", SYSTEM, "an unknown mode", lambda r, b, e: [(b"060644", b"x.leidraad", b)])
tree_case("mode_none", SYSTEM, "damaged", lambda r, b, e: [(b"", b"x.leidraad", b)])
tree_case("mode_letters", SYSTEM, "damaged", lambda r, b, e: [(b"10o644", b"x.leidraad", b)])
tree_case("long_name", SYSTEM, "damaged", lambda r, b, e: [(FILE, b"x" * 5000 + b".leidraad", b)])
tree_case("blob_as_folder", SYSTEM, "is a blob and not a tree",
          lambda r, b, e: [(FOLDER, b"map", b)])
tree_case("tree_as_policy", SYSTEM, "is a tree and not a blob",
          lambda r, b, e: [(FILE, b"x.leidraad", e)])
tree_case("missing_blob", SYSTEM, "there is no blob 1111",
          lambda r, b, e: [(FILE, b"x.leidraad", "1" * 40)])
tree_case("missing_folder", SYSTEM, "there is no tree 1111",
          lambda r, b, e: [(FOLDER, b"map", "1" * 40)])
tree_case("attributes", OK, "1 files",
          lambda r, b, e: [(FILE, b".gitattributes", r.blob(b"* text eol=crlf filter=x ident\n")),
                           (FILE, b"x.leidraad", b)])


@case(SYSTEM, "damaged")
def tree_cut(repo):
    whole = b"100644 x.leidraad\0" + b"1" * 20
    repo.main(repo.commit(repo.object("tree", whole[:-3])))


def nested(repo, depth):
    tree = repo.tree((FILE, b"x.leidraad", repo.blob()))
    for _ in range(depth):
        tree = repo.tree((FOLDER, b"d", tree))
    repo.main(repo.commit(tree))


@case(OK, "1 files")
def deep_enough(repo):
    nested(repo, 31)


@case(POLICIES, "more than 32 folders")
def too_deep(repo):
    nested(repo, 32)


@case(POLICIES, "more than 32 folders")
def far_too_deep(repo):
    nested(repo, 3000)


@case(POLICIES, "too many folders and files")
def tree_of_itself(repo):
    """Twenty-five trees, and 2^25 folders."""
    tree = repo.tree((FILE, b"README", repo.blob()))
    for _ in range(25):
        tree = repo.tree((FOLDER, b"a", tree), (FOLDER, b"b", tree))
    repo.main(repo.commit(tree))


def many(repo, count):
    blob = repo.blob()
    repo.policies(*[(FILE, b"%06d.leidraad" % n, blob) for n in range(count)])


@case(OK, "10000 files")
def many_enough(repo):
    many(repo, 10000)


@case(POLICIES, "more than 10000 policy files")
def too_many(repo):
    many(repo, 40000)


@case(POLICIES, "bytes together")
def too_much(repo):
    blobs = [repo.blob(b"%02d" % n + bytes(16_000_000)) for n in range(17)]
    repo.policies(*[(FILE, b"%02d.leidraad" % n, blob) for n, blob in enumerate(blobs)])


# ---- objects

@case(POLICIES, "too large: 1073741824 bytes", memory=300 << 20)
def gigabyte(repo):
    pieces, pack = zlib.compressobj(), []
    sha = hashlib.sha1(b"blob %d\0" % (1 << 30))
    pack.append(pieces.compress(b"blob %d\0" % (1 << 30)))
    for _ in range(1 << 6):
        sha.update(bytes(1 << 24))
        pack.append(pieces.compress(bytes(1 << 24)))
    pack.append(pieces.flush())
    name = sha.hexdigest()
    repo.file(repo.place(name).relative_to(repo.git), b"".join(pack))
    repo.policies((FILE, b"x.leidraad", name))


@case(SYSTEM, "too large to be read", memory=300 << 20)
def commit_that_says_it_is_huge(repo):
    body = b"tree %s\n" % repo.tree().encode()
    repo.main(repo.object("commit", body, header=b"commit 99999999999999\0"))


@case(SYSTEM, "", memory=1200 << 20)
def delta_of_a_gigabyte(repo):
    """A pack in which a small file is a delta of a base that unfolds to 2 GiB."""
    size = 2 << 30
    big = zlib.compressobj()
    unfolds = b"".join([big.compress(bytes(1 << 24)) for _ in range(size >> 24)] + [big.flush()])
    wanted = b"x\n"
    delta = varint(size) + varint(len(wanted)) + bytes([len(wanted)]) + wanted
    first = pack_entry(3, size) + unfolds
    second = pack_entry(6, len(delta)) + offset(len(first)) + zlib.compress(delta)
    name = hashlib.sha1(b"blob %d\0" % len(wanted) + wanted).hexdigest()
    write_pack(repo, [("00" * 20, first), (name, second)])
    repo.policies((FILE, b"x.leidraad", name))


def varint(n):
    out = b""
    while n > 127:
        out, n = out + bytes([n & 127 | 128]), n >> 7
    return out + bytes([n])


def pack_entry(kind, size):
    first, size = kind << 4 | size & 15, size >> 4
    return bytes([first | 128]) + varint(size) if size else bytes([first])


def offset(n):
    out = bytes([n & 127])
    n >>= 7
    while n:
        n -= 1
        out, n = bytes([n & 127 | 128]) + out, n >> 7
    return out


def write_pack(repo, entries):
    body, places = struct.pack(">4sII", b"PACK", 2, len(entries)), []
    for name, bytes_ in entries:
        if name:
            places.append((bytes.fromhex(name), zlib.crc32(bytes_), len(body)))
        body += bytes_
    trailer = hashlib.sha1(body).digest()
    places.sort()
    index = b"\xfftOc" + struct.pack(">I", 2)
    index += b"".join(struct.pack(">I", sum(p[0][0] <= n for p in places)) for n in range(256))
    index += b"".join(p[0] for p in places)
    index += b"".join(struct.pack(">I", p[1]) for p in places)
    index += b"".join(struct.pack(">I", p[2]) for p in places) + trailer
    index += hashlib.sha1(index).digest()
    repo.file("objects/pack/pack-%s.pack" % trailer.hex(), body + trailer)
    repo.file("objects/pack/pack-%s.idx" % trailer.hex(), index)


@case(SYSTEM, "without an end")
def delta_of_itself(repo):
    delta = varint(2) + varint(2) + b"\x02x\n"
    name = hashlib.sha1(b"blob 2\0x\n").hexdigest()
    write_pack(repo, [(name, pack_entry(7, len(delta)) + bytes.fromhex(name) + zlib.compress(delta))])
    repo.policies((FILE, b"x.leidraad", name))


@case(SYSTEM, "without an end")
def deltas_in_a_circle(repo):
    """Three, of which the index knows one: by id forward, by distance back, and by id again."""
    delta = varint(2) + varint(2) + b"\x02x\n"
    name = hashlib.sha1(b"blob 2\0x\n").hexdigest()
    hidden = pack_entry(7, len(delta)) + bytes.fromhex(name) + zlib.compress(delta)
    entry = pack_entry(6, len(delta)) + offset(len(hidden)) + zlib.compress(delta)
    write_pack(repo, [(None, hidden), (name, entry)])
    repo.policies((FILE, b"x.leidraad", name))


@case(SYSTEM, "nowhere")
def pack_offset_beyond(repo):
    entry = pack_entry(3, 2) + zlib.compress(b"x\n")
    name = hashlib.sha1(b"blob 2\0x\n").hexdigest()
    write_pack(repo, [(name, entry)])
    index = next((repo.git / "objects/pack").glob("*.idx"))
    whole = bytearray(index.read_bytes())
    whole[-44:-40] = struct.pack(">I", 100000)
    whole[-20:] = hashlib.sha1(whole[:-20]).digest()
    index.write_bytes(whole)
    repo.policies((FILE, b"x.leidraad", name))


@case(OK, "1 files")
def index_over_packs_is_not_read(repo):
    entry = pack_entry(3, 2) + zlib.compress(b"x\n")
    name = hashlib.sha1(b"blob 2\0x\n").hexdigest()
    write_pack(repo, [(name, entry)])
    repo.file("objects/pack/multi-pack-index", "MIDX nonsense")
    repo.policies((FILE, b"x.leidraad", name))


@case(SYSTEM, "hash mismatch")
def other_bytes(repo):
    repo.policies()
    repo.place(repo.blob()).write_bytes(zlib.compress(b"blob 2\0y\n"))


@case(SYSTEM, "reading object")
def no_zlib(repo):
    repo.policies()
    repo.place(repo.blob()).write_bytes(b"not an object")


@case(SYSTEM, "shorter than it says")
def object_cut(repo):
    """What a crash leaves; libgit2 by itself waits for the rest for ever."""
    name = repo.blob(bytes(range(256)) * 8)
    repo.policies((FILE, b"x.leidraad", name))
    place = repo.place(name)
    place.write_bytes(place.read_bytes()[:-100])


@case(SYSTEM, "damaged")
def object_without_its_end(repo):
    repo.policies()
    place = repo.place(repo.blob())
    place.write_bytes(place.read_bytes()[:-4])


@case(SYSTEM, "damaged")
def object_with_more_behind(repo):
    repo.policies()
    place = repo.place(repo.blob())
    place.write_bytes(place.read_bytes() + b"x")


@case(SYSTEM, "longer than it says")
def object_longer(repo):
    repo.policies()
    repo.place(repo.blob()).write_bytes(zlib.compress(b"blob 2\0x\n" + bytes(200)))


@case(SYSTEM, "the file of this object is empty")
def empty_object(repo):
    repo.policies()
    repo.place(repo.blob()).write_bytes(b"")


@case(SYSTEM, "not as git writes them")
def commit_of_nothing(repo):
    repo.main(repo.object("commit", b""))


for label, rest in {
        "no_author": b"\nx\n", "no_time": b"author a <b>\ncommitter %s\n\nx" % WHO,
        "time": b"author a <b> 99999999999999999999999 +0000\ncommitter %s\n\nx" % WHO,
        "zone": b"author a <b> 1 +99999999999\ncommitter %s\n\nx" % WHO,
        "angles": b"author > a < 1 +0000\ncommitter %s\n\nx" % WHO,
        "cut": b"author %s\ncommitter" % WHO}.items():
    def commit_with(repo, rest=rest):
        repo.main(repo.commit(repo.tree(), rest=rest))
    commit_with.__name__ = f"commit_{label}"
    case(SYSTEM, "not as git writes them")(commit_with)


@case(OK, "1 commits")
def commit_with_odd_message(repo):
    repo.main(repo.commit(repo.tree(), rest=b"author %s\ncommitter %s\nencoding ../../x\n\n\xff\0\xfe"
                          % (WHO, WHO)))


@case(SYSTEM, "is a blob and not a commit")
def branch_on_a_blob(repo):
    repo.main(repo.blob())


@case(SYSTEM, "there is no commit 1111")
def branch_on_nothing(repo):
    repo.main("1" * 40)


@case(USAGE, "there is no commit 1111")
def parent_on_nothing(repo):
    repo.main(repo.commit(repo.tree(), ["1" * 40]))


@case(USAGE, "shallow clone")
def shallow(repo):
    tip = repo.main(repo.commit(repo.tree(), ["1" * 40]))
    repo.file("shallow", tip + "\n")


# ---- references

@case(SYSTEM, "corrupted loose reference")
def branch_empty(repo):
    repo.file("refs/heads/main", "")


@case(SYSTEM, "reading refs/heads/main")
def branch_of_another_name(repo):
    repo.policies()
    repo.file("refs/heads/main", "ref: refs/heads/other\n")


@case(SYSTEM, "names no branch")
def head_outside_heads(repo):
    repo.policies()
    repo.file("HEAD", "ref: refs/tags/x\n")


@case(SYSTEM, "")
def head_leads_out(repo):
    repo.file("HEAD", "ref: refs/heads/../../../../etc/passwd\n")


@case(SYSTEM, "")
def head_is_text(repo):
    repo.file("HEAD", "hello\n")


@case(SYSTEM, "HEAD: a link")
def head_is_a_link(repo):
    repo.policies()
    (repo.git / "HEAD").unlink()
    (repo.git / "HEAD").symlink_to("refs/heads/main")


@case(SYSTEM, "corrupted packed")
def packed_refs(repo):
    repo.file("packed-refs", "# pack-refs\nnonsense\n")


@case(SYSTEM, "HEAD is detached", verb="publish")
def publish_detached(repo):
    repo.file("HEAD", repo.policies() + "\n")


@case(OK, "1 commits")
def read_detached(repo):
    repo.file("HEAD", repo.policies() + "\n")


# ---- leading elsewhere

def outside(repo):
    """Another repository, whole, that must not be read."""
    path = repo.path.with_name(repo.path.name + ".outside")
    other = Repo(path)
    other.policies()
    return other


def link_case(name, part):
    def make(repo):
        other = outside(repo)
        commit = repo.policies()
        if part == "branch":
            (repo.git / "refs/heads/main").unlink()
            (repo.git / "refs/heads/main").symlink_to(other.git / "refs/heads/main")
        elif part == "loose":
            repo.place(commit).unlink()
            repo.place(commit).symlink_to(other.place(commit))
        elif part == "pack":
            (repo.git / "objects/pack/pack-1.pack").symlink_to(other.git / "HEAD")
        else:
            shutil.rmtree(repo.git / part, ignore_errors=True)
            (repo.git / part).unlink(missing_ok=True)
            (repo.git / part).symlink_to(other.git / part)
    make.__name__ = f"link_{name}"
    case(SYSTEM, ": a link")(make)


for part in ("objects", "refs", "refs/heads", "objects/pack", "config", "packed-refs", "index",
             "logs", "info", "shallow", "branch", "loose", "pack"):
    link_case(part.replace("/", "_"), part)


@case(SYSTEM, ".git: a link", work=True)
def link_git(repo):
    other = outside(repo)
    shutil.rmtree(repo.git)
    repo.git.symlink_to(other.git)


@case(SYSTEM, "a file that says where the repository is", work=True)
def git_file(repo):
    other = outside(repo)
    shutil.rmtree(repo.git)
    repo.git.write_text(f"gitdir: {other.git}\n", encoding="utf-8")


@case(SYSTEM, "borrows objects")
def alternates(repo):
    repo.file("objects/info/alternates", str(outside(repo).git / "objects") + "\n")


@case(SYSTEM, "commondir")
def commondir(repo):
    repo.file("commondir", str(outside(repo).git) + "\n")


def config_case(name, words, text, status=SYSTEM, work=True):
    def make(repo):
        repo.policies()
        other = outside(repo)
        other.file("secret", "[core]\n\tbare = true\n")
        repo.add("config", text.replace("OUTSIDE", str(other.git)))
    make.__name__ = f"config_{name}"
    case(status, words, work=work)(make)


config_case("include", "includes other files", "[include]\n\tpath = OUTSIDE/secret\n")
config_case("include_same_line", "includes other files", "[core][INCLUDE] path = OUTSIDE/secret\n")
config_case("include_dotted", "includes other files", "[include.x]\n\tpath = OUTSIDE/secret\n")
config_case("include_if", "includes other files",
            '[includeIf "gitdir:/"]\n\tpath = OUTSIDE/secret\n')
config_case("worktree", "core.worktree", "[core]\n\tworktree = OUTSIDE\n")
config_case("attributes", "core.attributesFile", "[core]\n\tattributesFile = OUTSIDE/secret\n")
config_case("excludes", "core.excludesFile", "[core]\n\texcludesFile = OUTSIDE/secret\n")
config_case("sha256", "SHA-256",
            "[core]\n\trepositoryformatversion = 1\n[extensions]\n\tobjectFormat = sha256\n")
config_case("partial", "partial clone", "[extensions]\n\tpartialClone = origin\n")
config_case("reftable", "way of keeping branches",
            "[core]\n\trepositoryformatversion = 1\n[extensions]\n\trefStorage = reftable\n")
config_case("unknown_extension", "unsupported extension",
            "[core]\n\trepositoryformatversion = 1\n[extensions]\n\tmagic = true\n")
config_case("version", "version", "[core]\n\trepositoryformatversion = 99\n")
config_case("nonsense", "reading", "[[[\n")
config_case("hooks", "1 commits", "[core]\n\thooksPath = OUTSIDE\n\tfsmonitor = OUTSIDE/x\n"
            '[filter "x"]\n\tclean = touch OUTSIDE/ran\n', status=OK)


@case(SYSTEM, "but is no .git folder", verb="publish")
def not_bare(repo):
    repo.policies()
    repo.file("config", "[core]\n\trepositoryformatversion = 0\n\tbare = false\n")


@case(SYSTEM, "neither a file nor a folder")
def pipe_as_branch(repo):
    os.mkfifo(repo.git / "refs/heads/main")


@case(SYSTEM, "neither a file nor a folder")
def pipe_as_head(repo):
    (repo.git / "HEAD").unlink()
    os.mkfifo(repo.git / "HEAD")


@case(SYSTEM, "owned by somebody else", root=True)
def foreign(repo):
    repo.policies()
    os.chown(repo.path, 12345, 12345)


@case(SYSTEM, "owned by somebody else", work=True, root=True)
def foreign_inside(repo):
    repo.policies()
    os.chown(repo.git, 12345, 12345)


# ---- writing where it cannot be

@case(SYSTEM, "", verb="publish")
def parent_tree_is_bad(repo):
    repo.policies((FILE, b"..", repo.blob()))


@case(RACE, "index.lock", verb="publish", work=True)
def index_locked(repo):
    repo.policies()
    repo.file("index.lock", "")


@case(SYSTEM, "the index", verb="publish", work=True)
def index_damaged(repo):
    repo.policies()
    repo.file("index", "DIRC nonsense")


@case(OK, "published", verb="publish", work=True)
def index_absent(repo):
    repo.policies()


@case(SYSTEM, "there are refs beneath", verb="publish")
def branch_is_a_folder(repo):
    repo.file("refs/heads/main/x", "1" * 40 + "\n")


# ---- running them

SYSTEM_PLACES = ("/lib/", "/lib64/", "/usr/", "/etc/ld.so.", "/etc/ssl/", "/etc/locale.alias",
                 "/etc/localtime", "/proc/", "/dev/", "/sys/")


def strace_works():
    try:
        return subprocess.run(["strace", "-o", "/dev/null", "true"], capture_output=True,
                              check=False).returncode == 0
    except FileNotFoundError:
        return False


def opened(trace):
    """Paths that were really opened for reading or writing."""
    for line in trace.read_text(errors="replace").splitlines():
        found = re.search(r'\bopen(?:at)?\(.* = \d+<(.*)>(?:\(deleted\))?$', line)
        if found:
            yield found.group(1)


def leads_out(trace, repo, home):
    mine = {str(repo), str(home / ".gitconfig"), PROBE, DRIVER}
    paths = list(opened(trace))
    if DRIVER not in paths:
        return "nothing that the trace shows, not even the store"
    for path in paths:
        if path not in mine and not path.startswith((str(repo) + "/", *SYSTEM_PLACES)):
            return path
    return None


def run(arguments, trace, memory, home):
    command = [PROBE, *arguments]
    if memory:
        command = ["prlimit", f"--data={memory}", *command]
    if trace:
        command = ["strace", "-f", "-y", "-e", "trace=open,openat", "-o", str(trace), *command]
    env = {"PATH": os.environ["PATH"], "HOME": str(home), "LC_ALL": "C.UTF-8"}
    env.update({k: v for k, v in os.environ.items() if k.endswith("SAN_OPTIONS")})
    return subprocess.run(command, capture_output=True, timeout=60, env=env, check=False)


def one(folder, entry, traced):
    name, make, status, words, verb, work, more = entry
    if more.get("root") and os.geteuid():
        return None
    path = folder / name
    home = folder / "home"
    repo = Repo(path, work)
    try:
        make(repo)
    except OSError: # root in a container need not be allowed to give files away
        if not more.get("root"):
            raise
        return None
    trace = folder / "trace" if traced else None
    memory = more.get("memory") if not os.environ.get("SAN") else None
    ran = run([verb, str(path)], trace, memory, home)
    said = ran.stdout.decode(errors="replace") + ran.stderr.decode(errors="replace")
    wrong = []
    if ran.returncode != status:
        wrong.append(f"status {ran.returncode}, not {status}")
    if words not in said or not said.strip():
        wrong.append(f"does not say “{words}”")
    if any(ord(c) < 32 and c != "\n" for c in said):
        wrong.append("control characters in what it says")
    if traced and (path_out := leads_out(trace, path, home)):
        wrong.append(f"opened {path_out}")
    if not wrong:
        for left in folder.glob(name + "*"):
            shutil.rmtree(left)
        return True
    print(f"FAILED  {name}: {'; '.join(wrong)}: {said.strip()}")
    return False


# ---- turned bits, in what git itself made

def flips(folder):
    made = folder / "made"
    env = {"PATH": os.environ["PATH"], "HOME": str(folder / "home"), "LC_ALL": "C.UTF-8",
           "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1"}
    for role in ("AUTHOR", "COMMITTER"):
        env.update({f"GIT_{role}_NAME": "a", f"GIT_{role}_EMAIL": "b",
                    f"GIT_{role}_DATE": "2026-01-01T12:00:00+0100"})
    script = """git init -q -b main . && for i in 1 2 3 4; do seq $i 60 >x.leidraad; git add . &&
        git commit -q -m $i; done; git -c pack.threads=1 repack -q -a -d && git pack-refs --all &&
        seq 70 >y.leidraad && git add . && git commit -q -m 5"""
    made.mkdir()
    subprocess.run(["bash", "-c", script], cwd=made, env=env, check=True)
    turned = failed = 0
    for name in sorted(f.relative_to(made) for f in (made / ".git").rglob("*") if f.is_file()):
        if name.parts[1] in ("hooks", "logs", "info", "description", "COMMIT_EDITMSG"):
            continue
        path = folder / "flip"
        shutil.rmtree(path, ignore_errors=True)
        shutil.copytree(made, path) # one that went wrong leaves its bit turned
        file = path / name
        file.chmod(0o644)
        step = max(1, file.stat().st_size // 400)
        ran = run(["flip", str(path), str(file), str(step)], None, None, folder / "home")
        said = ran.stdout.decode(errors="replace").strip()
        if ran.returncode:
            print(f"FAILED  flip {name}: status {ran.returncode}: {said}{ran.stderr.decode()}")
            failed += 1
        else:
            turned += int(said.split()[0])
    return turned, failed


def main():
    global PROBE, DRIVER
    PROBE, DRIVER = (os.path.realpath(path) for path in sys.argv[1:3])
    folder = Path(sys.argv[3]).resolve()
    wanted = sys.argv[4:]
    (folder / "home").mkdir()
    traced = strace_works() and not os.environ.get("SAN")
    cases = [c for c in CASES if not wanted or c[0] in wanted]
    results = [one(folder, entry, traced) for entry in cases]
    turned, bad = (0, 0) if wanted else flips(folder)
    failed = results.count(False) + bad
    print(f"store, hostile: {results.count(True)} repositories and {turned} turned bits as they "
          f"should be, {failed} not, {results.count(None)} left out (they need root)"
          + ("" if traced else "; strace does not work here: what was opened is not checked"))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
