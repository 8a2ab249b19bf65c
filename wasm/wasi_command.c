/* wasi_command.c: main(): the command line over host/embed.h, for WASI and for native test builds.
 *
 * Its parts, in this order: the wire format, written and read; files; the command line; the waits of a run; the run.
 * Under WASI the authority is the engine's (preopened directories, --env), so --allow-read and --allow-write are
 * refused. Options of its own, for tests: -X slice=N (fuel between two returns of the loop), -X instructions=N (stop
 * after every N bytecodes), -X usage (a line of figures on stderr at the end).
 *
 * A run's KRAIT_ERROR is printed as its traceback text says, whatever that is (nothing, for sys.exit()); the exit code
 * is its own, or 1.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "host/embed.h"

extern char **environ;
extern u64 host_output_left;

enum { EXIT_USAGE = 2, EXIT_LIMIT = 124, EXIT_INTERRUPTED = 130, EXIT_CRASHED = 70 };

static void say(const char *text) { host_write(2, (const u8 *)text, (u32)strlen(text)); }

NORETURN static void fail(int code, const char *first, const char *second, const char *third) {
    say("krait: ");
    say(first);
    say(second);
    say(third);
    say("\n");
    exit(code);
}

/* --- Bytes that grow, and the wire format written into them --- */

typedef struct { u8 *at; u32 length, room; } Buffer;

static void put(Buffer *out, const void *bytes, u32 length) {
    if (length > out->room - out->length) {
        u32 room = out->length + length + out->room / 2 + 64;
        u8 *moved = room < length ? NULL : realloc(out->at, room);
        if (!moved) fail(EXIT_CRASHED, "out of memory", "", "");
        out->at = moved;
        out->room = room;
    }
    if (length) memcpy(out->at + out->length, bytes, length);
    out->length += length;
}

static void put_tag(Buffer *out, char tag) { put(out, &tag, 1); }
static void put_u32(Buffer *out, u32 n) { put(out, &n, 4); }
static void put_count(Buffer *out, char tag, u32 n) { put_tag(out, tag), put_u32(out, n); }
static void put_bytes(Buffer *out, char tag, const void *at, u32 length) { put_count(out, tag, length), put(out, at, length); }
static void put_str(Buffer *out, const char *text) { put_bytes(out, 's', text, (u32)strlen(text)); }
static void put_i64(Buffer *out, i64 n) { put_tag(out, 'i'), put(out, &n, 8); }
static void put_f64(Buffer *out, f64 x) { put_tag(out, 'f'), put(out, &x, 8); }

static void put_figure(Buffer *out, const char *name, f64 figure) {
    char digits[24];
    u32 at = sizeof digits;
    u64 n = (u64)figure;
    do digits[--at] = (char)('0' + n % 10);
    while (n /= 10);
    put(out, name, (u32)strlen(name));
    put(out, digits + at, sizeof digits - at);
}

/* A dict whose pairs are counted while they are put. */
typedef struct { Buffer bytes; u32 pairs; } Pairs;
static Buffer *pair(Pairs *dict, const char *key) {
    put_str(&dict->bytes, key);
    dict->pairs++;
    return &dict->bytes;
}
static void put_pairs(Buffer *out, const Pairs *dict) {
    put_count(out, 'o', dict->pairs);
    put(out, dict->bytes.at, dict->bytes.length);
}

/* --- The wire format read: what we do not expect ends the process, for it is the engine's fault --- */

typedef struct { const u8 *at, *end; } Reader;

static Reader payload(void) {
    const KraitPayload *p = krait_payload();
    return (Reader){p->at, p->at + p->length};
}

static const u8 *take(Reader *in, u32 length) {
    if ((u32)(in->end - in->at) < length) fail(EXIT_CRASHED, "the engine's answer is cut short", "", "");
    in->at += length;
    return in->at - length;
}

static u32 read_u32(Reader *in) {
    u32 n;
    memcpy(&n, take(in, 4), 4);
    return n;
}

static void expect(Reader *in, char tag) {
    if (*take(in, 1) != (u8)tag) fail(EXIT_CRASHED, "the engine's answer is of another kind", "", "");
}

static Bytes read_str(Reader *in) {
    expect(in, 's');
    u32 length = read_u32(in);
    return (Bytes){take(in, length), length};
}

static f64 read_f64(Reader *in) {
    f64 x;
    expect(in, 'f');
    memcpy(&x, take(in, 8), 8);
    return x;
}

static i64 read_i64(Reader *in) {
    i64 n;
    memcpy(&n, take(in, 8), 8);
    return n;
}

/* A copy that ends with a zero, to be freed. A name with a zero inside is no file's: it comes back empty. */
static char *copy_text(Bytes text) {
    char *copy = malloc(text.length + 1);
    if (!copy) fail(EXIT_CRASHED, "out of memory", "", "");
    memcpy(copy, text.at, text.length);
    copy[memchr(text.at, 0, text.length) ? 0 : text.length] = 0;
    return copy;
}

/* --- Files --- */

static bool read_all(int file, Buffer *out) {
    u8 part[16384];
    for (;;) {
        ssize_t n = read(file, part, sizeof part);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return false;
        if (n == 0) return true;
        put(out, part, (u32)n);
    }
}

static void answer_read(const char *path, Buffer *out) {
    Buffer content = {0};
    int file = open(path, O_RDONLY);
    if (file >= 0 && read_all(file, &content)) put_bytes(out, 'b', content.at, content.length);
    else put_tag(out, 'N');
    if (file >= 0) close(file);
    free(content.at);
}

static void answer_stat(const char *path, Buffer *out) {
    struct stat info;
    if (stat(path, &info) != 0) {
        put_tag(out, 'N');
        return;
    }
    put_count(out, 'l', 3);
    put_str(out, S_ISDIR(info.st_mode) ? "dir" : "file");
    put_i64(out, info.st_size);
    put_f64(out, (f64)info.st_mtim.tv_sec * 1e3 + (f64)info.st_mtim.tv_nsec / 1e6);
}

static void answer_list(const char *path, Buffer *out) {
    DIR *dir = opendir(path);
    if (!dir) {
        put_tag(out, 'N');
        return;
    }
    Buffer names = {0};
    u32 count = 0;
    for (struct dirent *entry; (entry = readdir(dir)) != NULL;) {
        if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, "..")) continue;
        put_str(&names, entry->d_name);
        count++;
    }
    closedir(dir);
    put_count(out, 'l', count);
    put(out, names.at, names.length);
    free(names.at);
}

/* --- The command line --- */

typedef enum { FROM_STDIN, FROM_FILE, FROM_CODE, FROM_MODULE } Origin;

typedef struct {
    Origin origin;
    const char *program;   /* the path, code or module name */
    char **args;           /* what follows the program */
    u32 arg_count;
    Pairs env;
    f64 memory, seconds;
    bool has_hash_seed, shows_usage;
    i64 hash_seed;
    u64 fuel, output;
    u32 slice, instructions;
} Options;

enum { SLICE = 20000 }; /* fuel; leaving the loop that often lets engines without on-stack replacement tier up */

static const char usage_text[] =
    "usage: krait [options] [-c CODE | -m MODULE | FILE | -] [ARGS]\n"
    "  -c CODE, -m MODULE, -       a program from the command line, a module, standard input\n"
    "  -B -E -I -P -s -S -q -u     accepted, as CPython's\n"
    "  -X NAME[=VALUE]             accepted; slice=N, instructions=N and usage are for tests\n"
    "  -V, -h                      version, this help\n"
    "  --limit-memory=SIZE         512M; suffixes K, M, G\n"
    "  --limit-time=S, --limit-fuel=N, --limit-output=SIZE\n"
    "  --env=NAME[=VALUE]          pass one variable\n"
    "  --hash-seed=N               str hashes that are the same each time\n";

NORETURN static void bad_option(const char *option, const char *why) {
    say("krait: ");
    say(option);
    say(why);
    say("\n");
    say(usage_text);
    exit(EXIT_USAGE);
}

/* The text behind `name`, if the argument is that option; else NULL. */
static const char *value_of(const char *arg, const char *name) {
    size_t length = strlen(name);
    return strncmp(arg, name, length) == 0 ? arg + length : NULL;
}

static i64 whole_number(const char *option, const char *text) {
    char *end;
    errno = 0;
    i64 n = strtoll(text, &end, 10);
    if (end == text || *end || errno) bad_option(option, ": a whole number is wanted");
    return n;
}

/* 0 switches the drawing of lots off, as PYTHONHASHSEED does. */
static i64 hash_seed(const char *option, const char *text) {
    i64 seed = whole_number(option, text);
    if (seed < 0 || seed > UINT32_MAX) bad_option(option, ": below 2**32 is wanted");
    return seed;
}

static f64 decimal_number(const char *option, const char *text) {
    char *end;
    f64 x = strtod(text, &end);
    if (end == text || *end || !(x >= 0)) bad_option(option, ": a number is wanted");
    return x;
}

static u64 size_in_bytes(const char *option, const char *text) {
    char *end;
    f64 size = strtod(text, &end);
    u64 unit = *end == 'K' ? 1u << 10 : *end == 'M' ? 1u << 20 : *end == 'G' ? 1u << 30 : 1;
    if (unit > 1) end++;
    if (end == text || *end || !(size >= 0) || size * (f64)unit > 1e18) bad_option(option, ": a size is wanted, as 64M");
    return (u64)(size * (f64)unit);
}

static void pass_variable(Options *options, const char *setting) {
    const char *equals = strchr(setting, '=');
    const char *value = equals ? equals + 1 : getenv(setting);
    if (!value) return;
    put_bytes(&options->env.bytes, 's', setting, (u32)(equals ? (size_t)(equals - setting) : strlen(setting)));
    put_str(&options->env.bytes, value);
    options->env.pairs++;
}

static void read_long_option(Options *options, const char *arg) {
    const char *value;
    if ((value = value_of(arg, "--limit-memory="))) options->memory = (f64)size_in_bytes(arg, value);
    else if ((value = value_of(arg, "--limit-time="))) options->seconds = decimal_number(arg, value);
    else if ((value = value_of(arg, "--limit-fuel="))) options->fuel = (u64)whole_number(arg, value);
    else if ((value = value_of(arg, "--limit-output="))) options->output = size_in_bytes(arg, value);
    else if ((value = value_of(arg, "--env="))) pass_variable(options, value);
    else if ((value = value_of(arg, "--hash-seed="))) options->hash_seed = hash_seed(arg, value), options->has_hash_seed = true;
    else if (value_of(arg, "--allow-")) bad_option(arg, ": authority is what the WASI engine gives (wasmtime --dir)");
    else if (value_of(arg, "--snapshot=") || value_of(arg, "--resume=") || value_of(arg, "--seed=") || value_of(arg, "--now=")) bad_option(arg, ": not there yet");
    else bad_option(arg, ": unknown option");
}

static void read_x_option(Options *options, const char *text) {
    const char *value;
    if ((value = value_of(text, "slice="))) options->slice = (u32)whole_number(text, value);
    else if ((value = value_of(text, "instructions="))) options->instructions = (u32)whole_number(text, value);
    else if (strcmp(text, "usage") == 0) options->shows_usage = true;
    if (options->slice == 0) bad_option(text, ": a slice has at least one unit of fuel");
}

NORETURN static void print_and_leave(const char *text) {
    host_write(1, (const u8 *)text, (u32)strlen(text));
    exit(0);
}

/* One argument of short options, as "-Bc". True: the program was named in it, and what follows are its arguments. */
static bool read_short_options(Options *options, const char *arg, char **argv, u32 *next) {
    for (const char *c = arg + 1; *c; c++) {
        const char *value = c[1] ? c + 1 : argv[*next];
        switch (*c) {
        case 'B': case 'E': case 'I': case 'P': case 's': case 'S': case 'q': case 'u': case 'd': break;
        case 'h': case '?': print_and_leave(usage_text);
        case 'V': print_and_leave("Krait 0.1.0 (Python 3.14)\n");
        case 'c': case 'm': case 'X':
            if (!value) bad_option(arg, ": argument expected");
            if (!c[1]) ++*next;
            if (*c == 'X') {
                read_x_option(options, value);
                return false;
            }
            options->origin = *c == 'c' ? FROM_CODE : FROM_MODULE;
            options->program = value;
            return true;
        default: bad_option(arg, *c == 'i' || *c == 'O' || *c == 'W' ? ": not there yet" : ": unknown option");
        }
    }
    return false;
}

static void read_command_line(Options *options, u32 argc, char **argv) {
    u32 next = 1;
    bool named = false;
    while (!named && next < argc && argv[next][0] == '-' && argv[next][1]) {
        const char *arg = argv[next++];
        if (strcmp(arg, "--") == 0) break;
        if (strcmp(arg, "--version") == 0) print_and_leave("Krait 0.1.0 (Python 3.14)\n");
        if (strcmp(arg, "--help") == 0) print_and_leave(usage_text);
        if (arg[1] == '-') read_long_option(options, arg);
        else named = read_short_options(options, arg, argv, &next);
    }
    if (!named && next < argc) {
        options->program = argv[next++];
        options->origin = strcmp(options->program, "-") ? FROM_FILE : FROM_STDIN;
    }
    options->args = argv + next;
    options->arg_count = argc - next;
    if (!options->program && isatty(0)) fail(EXIT_USAGE, "the interactive prompt is not there yet", "; name a program", "");
}

/* --- What the engine is created with, and what it is to run --- */

/* The current folder. WASI has none: its libc says "/", and whoever starts us may say better by PWD. */
static const char *current_folder(void) {
    static char folder[4096];
    const char *said = KRAIT_WASM ? getenv("PWD") : NULL;
    if (said && said[0] == '/') return said;
    return getcwd(folder, sizeof folder) ? folder : "";
}

/* As CPython does: the current folder before a relative path; but as it is where that names no file, for a WASI engine
 * may have given "." and nothing above it. To be freed. */
static char *absolute_path(const char *path) {
    const char *folder = current_folder();
    struct stat info;
    if (path[0] == '/' || !folder[0]) return strdup(path);
    if (path[0] == '.' && path[1] == '/') path += 2;
    char *joined = malloc(strlen(folder) + strlen(path) + 2);
    if (!joined) fail(EXIT_CRASHED, "out of memory", "", "");
    strcpy(joined, folder);
    if (strcmp(folder, "/")) strcat(joined, "/");
    strcat(joined, path);
    if (stat(joined, &info) == 0 || stat(path, &info) != 0) return joined;
    free(joined);
    return strdup(path);
}

NORETURN static void fail_to_open(const char *path, int error) {
    Buffer line = {0};
    const char *text = strerror(error);
    put(&line, "krait: can't open file '", 24);
    put(&line, path, (u32)strlen(path));
    put_figure(&line, "': [Errno ", error);
    put(&line, "] ", 2);
    put(&line, text, (u32)strlen(text));
    put(&line, "\n", 1);
    host_write(2, line.at, line.length);
    exit(EXIT_USAGE);
}

/* The path of the script, which is there; its folder is what `import` searches first. To be freed. */
static char *find_script(const char *program) {
    struct stat info;
    char *path = absolute_path(program);
    if (stat(path, &info) != 0) fail_to_open(path, errno);
    if (!S_ISDIR(info.st_mode)) return path;
    char *inside = malloc(strlen(path) + sizeof "/__main__.py");
    if (!inside) fail(EXIT_CRASHED, "out of memory", "", "");
    strcpy(inside, path);
    strcat(inside, "/__main__.py");
    if (stat(inside, &info) != 0) fail(1, "can't find '__main__' module in '", program, "'");
    free(path);
    return inside;
}

static void put_argv(Buffer *out, const Options *options) {
    static const char *const first[] = {[FROM_CODE] = "-c", [FROM_MODULE] = "-m"};
    const char *zeroth = options->origin == FROM_FILE   ? options->program
                         : options->origin == FROM_STDIN ? (options->program ? "-" : "")
                                                         : first[options->origin];
    put_count(out, 'l', 1 + options->arg_count);
    put_str(out, zeroth);
    for (u32 i = 0; i < options->arg_count; i++) put_str(out, options->args[i]);
}

static void put_search_path(Buffer *out, const Options *options, const char *script) {
    put_count(out, 'l', 1);
    if (options->origin != FROM_FILE) {
        put_str(out, options->origin == FROM_MODULE ? current_folder() : "");
        return;
    }
    const char *slash = strrchr(script, '/');
    put_bytes(out, 's', script, slash ? (u32)(slash == script ? 1 : slash - script) : 0);
}

static void create(const Options *options, const char *script) {
    Pairs all = {0};
    put_argv(pair(&all, "argv"), options);
    put_search_path(pair(&all, "path"), options, script);
    put_pairs(pair(&all, "env"), &options->env);
    put_f64(pair(&all, "memory"), options->memory);
    put_tag(pair(&all, "filesystem"), 'T');
    if (options->has_hash_seed) put_i64(pair(&all, "hashSeed"), options->hash_seed);
    Buffer out = {0};
    put_pairs(&out, &all);
    u32 refused = krait_create(out.at, out.length);
    if (refused == 2) fail(1, "not enough memory to start with", "", "");
    if (refused) fail(EXIT_CRASHED, "the engine refuses its options", "", "");
    free(out.at);
    free(all.bytes.at);
}

static u32 open_run(const Options *options, const char *script) {
    Pairs request = {0};
    Buffer source = {0};
    put_str(pair(&request, "mode"), "main");
    switch (options->origin) {
    case FROM_FILE: put_str(pair(&request, "path"), script); break;
    case FROM_MODULE: put_str(pair(&request, "module"), options->program); break;
    case FROM_CODE:
        put_str(pair(&request, "source"), options->program);
        put_str(pair(&request, "filename"), "<string>");
        break;
    case FROM_STDIN:
        if (!read_all(0, &source)) fail(1, "cannot read standard input", "", "");
        put_bytes(pair(&request, "source"), 'b', source.at, source.length);
        put_str(pair(&request, "filename"), "<stdin>");
        break;
    }
    Buffer out = {0};
    put_pairs(&out, &request);
    u32 run = krait_eval(out.at, out.length);
    if (!run) fail(1, "not enough memory for the program", "", "");
    free(out.at);
    free(source.at);
    free(request.bytes.at);
    return run;
}

/* --- Waits --- */

static void resume(u32 run, bool failed, Buffer *answer) {
    if (krait_resume(run, failed, answer->at, answer->length) != 0) fail(EXIT_CRASHED, "the engine refuses an answer", "", "");
    free(answer->at);
}

/* A line of standard input without its newline; false: there is none. A byte at a time is never read: the rest waits
 * here for the next line. */
static bool read_line(Buffer *line) {
    static u8 part[4096];
    static u32 at, end;
    line->length = 0;
    for (bool any = false;; any = true) {
        if (at == end) {
            ssize_t n = read(0, part, sizeof part);
            if (n < 0 && errno == EINTR) continue;
            if (n <= 0) return any && line->length > 0;
            at = 0, end = (u32)n;
        }
        const u8 *newline = memchr(part + at, '\n', end - at);
        u32 length = newline ? (u32)(newline - (part + at)) : end - at;
        put(line, part + at, length);
        at += length + (newline ? 1 : 0);
        if (newline) return true;
    }
}

static void answer_input(u32 run) {
    Reader in = payload();
    Bytes prompt = read_str(&in);
    host_write(1, prompt.at, prompt.length);
    Buffer line = {0}, answer = {0};
    if (read_line(&line)) put_bytes(&answer, 's', line.at, line.length);
    else put_tag(&answer, 'N');
    free(line.at);
    resume(run, false, &answer);
}

static void answer_sleep(u32 run) {
    Reader in = payload();
    f64 ms = read_f64(&in);
    struct timespec time = {.tv_sec = (time_t)(ms / 1e3)};
    time.tv_nsec = (long)((ms - (f64)time.tv_sec * 1e3) * 1e6);
    nanosleep(&time, NULL); /* an interrupt cuts it short, and the run sees it */
    Buffer answer = {0};
    put_tag(&answer, 'N');
    resume(run, false, &answer);
}

static void answer_file(u32 run) {
    Reader in = payload();
    expect(&in, 'l');
    if (read_u32(&in) < 2) fail(EXIT_CRASHED, "the engine asks for no file", "", "");
    Bytes operation = read_str(&in);
    char *path = copy_text(read_str(&in));
    Buffer answer = {0};
    if (operation.length == 4 && memcmp(operation.at, "stat", 4) == 0) answer_stat(path, &answer);
    else if (operation.length == 4 && memcmp(operation.at, "read", 4) == 0) answer_read(path, &answer);
    else if (operation.length == 4 && memcmp(operation.at, "list", 4) == 0) answer_list(path, &answer);
    else put_tag(&answer, 'N');
    free(path);
    resume(run, false, &answer);
}

static void refuse_hostcall(u32 run) {
    Buffer answer = {0};
    put_count(&answer, 'l', 2);
    put_str(&answer, "RuntimeError");
    put_str(&answer, "the command has no host modules");
    resume(run, true, &answer);
}

/* --- The run --- */

static volatile sig_atomic_t interrupted;

static void on_interrupt(int signal_number) { interrupted = signal_number; }

/* Prints an error's text; its exit code. */
static int report_error(void) {
    Reader in = payload();
    expect(&in, 'e');
    Bytes type = read_str(&in);
    read_str(&in); /* its text */
    Bytes traceback = read_str(&in);
    host_output_left = UINT64_MAX; /* the last words are not the program's output */
    host_write(2, traceback.at, traceback.length);
    if (type.length == 17 && memcmp(type.at, "KeyboardInterrupt", 17) == 0) return EXIT_INTERRUPTED;
    expect(&in, 'l');
    for (u32 frames = read_u32(&in); frames > 0; frames--) { /* each: function, file, line, column */
        expect(&in, 'l');
        read_u32(&in);
        read_str(&in), read_str(&in);
        expect(&in, 'i'), read_i64(&in);
        expect(&in, 'i'), read_i64(&in);
    }
    return *take(&in, 1) == 'i' ? (int)(read_i64(&in) & 0xff) : 1;
}

static bool is_over_limit(const Options *options, f64 started) {
    if (host_output_left == 0) return true;
    if (options->seconds > 0 && host_clock(2) - started > options->seconds * 1e9) return true;
    return options->fuel > 0 && krait_usage()->fuel >= (f64)options->fuel;
}

static u32 next_slice(const Options *options) {
    if (options->fuel == 0) return options->slice;
    f64 left = (f64)options->fuel - krait_usage()->fuel;
    return left < (f64)options->slice ? (left > 1 ? (u32)left : 1) : options->slice;
}

static int drive(const Options *options, u32 run) {
    f64 started = host_clock(2);
    bool stopped = false;
    for (;;) {
        switch ((KraitState)krait_run(run, next_slice(options), options->instructions)) {
        case KRAIT_SLICE: case KRAIT_BREAKPOINT: break;
        case KRAIT_INPUT: answer_input(run); break;
        case KRAIT_SLEEP: answer_sleep(run); break;
        case KRAIT_HOSTCALL: refuse_hostcall(run); break;
        case KRAIT_FILE: answer_file(run); break;
        case KRAIT_DONE: return 0;
        case KRAIT_ERROR: {
            int code = report_error();
            return stopped ? EXIT_LIMIT : code;
        }
        }
        if (interrupted) {
            interrupted = 0;
            krait_interrupt(run);
        }
        if (!stopped && is_over_limit(options, started)) {
            stopped = true;
            krait_stop(run);
        }
    }
}

static void show_usage(void) {
    const KraitUsage *usage = krait_usage();
    Buffer line = {0};
    put_figure(&line, "usage: memory=", usage->memory);
    put_figure(&line, " memory_peak=", usage->memory_peak);
    put_figure(&line, " wasm_memory=", usage->wasm_memory);
    put_figure(&line, " fuel=", usage->fuel);
    put_figure(&line, " cpu_ms=", usage->cpu_ms);
    put_figure(&line, " depth=", usage->depth);
    put_figure(&line, " c_stack_peak=", usage->c_stack_peak);
    put(&line, "\n", 1);
    host_write(2, line.at, line.length);
    free(line.at);
}

int main(int argc, char **argv) {
    Options options = {.memory = 512.0 * 1024 * 1024, .slice = SLICE, .output = UINT64_MAX};
    if (KRAIT_WASM)
        for (char **variable = environ; *variable; variable++) pass_variable(&options, *variable); /* the engine chose them */
    read_command_line(&options, (u32)argc, argv);
    char *script = options.origin == FROM_FILE ? find_script(options.program) : NULL;
    host_output_left = options.output;
    create(&options, script);
    u32 run = open_run(&options, script);
    signal(SIGINT, on_interrupt);
    int code = drive(&options, run);
    if (options.shows_usage) show_usage();
    krait_close(run);
    krait_dispose();
    if (!KRAIT_WASM) free(script), free(options.env.bytes.at); /* there, the heap has gone */
    return code;
}
