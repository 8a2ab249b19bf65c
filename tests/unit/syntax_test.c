/* syntax_test.c: what parsing must survive: depth, broken input, no memory; and where the dump server lives.
 *
 * That trees and faults are CPython's is tested by tests/syntax.test.mjs, which talks
 * to this program: syntax_test --serve.
 */
#include "unit.h"

#include "ast_dump.h"
#include "mem/budget.h"
#include "mem/pages.h"
#include "syntax/parser.h"

/* -- helpers ------------------------------------------------------------------- */

typedef struct {
    u8 *at;
    u32 length, room;
} Text;

static void add(Text *text, const char *words) {
    u32 n = (u32)strlen(words);
    if (text->length + n > text->room) text->at = realloc(text->at, text->room = (text->length + n) * 2 + 1024);
    memcpy(text->at + text->length, words, n);
    text->length += n;
}

static void repeat(Text *text, const char *words, u32 times) {
    while (times--) add(text, words);
}

typedef enum { GOOD = -1 } Outcome;

/* GOOD or the fault's kind; *first: the first 40 bytes of its message. */
static int parse_kind(Bytes source, ParseMode mode, char first[41]) {
    Arena arena = {0};
    Parse parse;
    Fault fault;
    ParseOptions options = {.mode = mode, .max_str_digits = 4300};
    bool good = parse_source(&arena, source, &options, &parse, &fault);
    first[0] = 0;
    if (!good) {
        u32 n = fault.message.length < 40 ? fault.message.length : 40;
        if (n) memcpy(first, fault.message.at, n);
        first[n] = 0;
    }
    int kind = good ? GOOD : (int)fault.kind;
    arena_free(&arena);
    return kind;
}

static void expect(const char *name, Text *text, int kind, const char *message) {
    char first[41];
    int actual = parse_kind((Bytes){text->at, text->length}, PARSE_EXEC, first);
    if (actual != kind || strncmp(first, message, strlen(message)) != 0) {
        printf("# %s: %d '%s', not %d '%s'\n", name, actual, first, kind, message);
        unit_failures++;
    }
    text->length = 0;
}

/* head*n middle tail*n */
static void nest(const char *head, const char *middle, const char *tail, u32 n, int kind, const char *message) {
    static Text text;
    repeat(&text, head, n);
    add(&text, middle);
    repeat(&text, tail, n);
    expect(head, &text, kind, message);
}

#define TOO_DEEP FAULT_MEMORY_ERROR, "Parser stack overflowed"
#define TOO_MANY FAULT_SYNTAX_ERROR, "too many nested parentheses"

/* -- depth ------------------------------------------------------------------------ */

TEST(brackets_nest_to_200_as_in_cpython) {
    static const struct { const char *head, *middle, *tail; } cases[] = {
        {"(", "1", ")"}, {"[", "1", "]"}, {"{", "1", "}"}, {"{1:", "1", "}"}, {"f(", "1", ")"}, {"f[", "1", "]"},
        {"a+(", "1", ")"}, {"f(x=", "1", ")"}, {"f(*", "1", ")"}, {"[*", "a", "]"}, {"(x:=", "1", ")"}, {"{**", "a", "}"},
        {"(yield ", "1", ")"}, {"[x for x in ", "y", "]"}, {"(x for x in ", "y", ")"}, {"f(x for x in ", "y", ")"},
        {"(lambda: ", "1", ")"}, {"(not ", "1", ")"}, {"(1 if 1 else ", "1", ")"}, {"(-", "1", ")"}, {"(1, ", "1", ")"},
        {"x[1:", "1", "]"}, {"(a or b and not c < d | e ^ f & g << h + i * -j ** ", "1", ")"},
        {"{1: {x: y for x in ", "y", "}}"}, {"(await f(", "1", "))"}, {"(a.b.c", "", ")"},
    };
    for (u32 i = 0; i < COUNT_OF(cases); i++) {
        const char *head = cases[i].head;
        u32 opens = 0;
        for (const char *at = head; *at; at++) opens += *at == '(' || *at == '[' || *at == '{';
        nest(head, cases[i].middle, cases[i].tail, 10000, TOO_MANY);
        if (strchr("(", head[0]) && !cases[i].middle[0]) continue; /* a call chain of a.b.c(...) */
        nest(head, cases[i].middle, cases[i].tail, 200 / opens, GOOD, "");
    }
}

TEST(patterns_and_targets_nest_to_200) {
    static Text text;
    for (u32 n = 200; n <= 201; n++) {
        int kind = n == 200 ? (int)GOOD : (int)FAULT_SYNTAX_ERROR;
        const char *message = n == 200 ? "" : "too many nested";
        add(&text, "match x:\n case "), repeat(&text, "[", n), repeat(&text, "]", n), add(&text, ": pass");
        expect("case [", &text, kind, message);
        add(&text, "match x:\n case "), repeat(&text, "A(b=", n), add(&text, "1"), repeat(&text, ")", n), add(&text, ": pass");
        expect("case A(", &text, kind, message);
        add(&text, "match x:\n case "), repeat(&text, "{1:", n), add(&text, "1"), repeat(&text, "}", n), add(&text, ": pass");
        expect("case {", &text, kind, message);
        repeat(&text, "(", n), add(&text, "x"), repeat(&text, ")", n), add(&text, " = 1");
        expect("(x) =", &text, kind, message);
        add(&text, "for "), repeat(&text, "[", n), add(&text, "x"), repeat(&text, "]", n), add(&text, " in y: pass");
        expect("for [", &text, kind, message);
        add(&text, "del "), repeat(&text, "(", n), add(&text, "x"), repeat(&text, ")", n);
        expect("del (", &text, kind, message);
        add(&text, "with "), repeat(&text, "(", n), add(&text, "x"), repeat(&text, ")", n), add(&text, ": pass");
        expect("with (", &text, kind, message);
    }
}

TEST(prefixes_nest_until_the_parser_stack_is_full) {
    nest("-", "1", "", 5900, GOOD, "");
    nest("not ", "1", "", 5900, GOOD, "");
    nest("1 if 1 else ", "1", "", 5900, GOOD, "");
    nest("lambda: ", "1", "", 2900, GOOD, "");
    nest("1**", "1", "", 2900, GOOD, "");
    nest("lambda x=", "1", ":1", 300, GOOD, "");
    nest("-", "1", "", 100000, TOO_DEEP);
    nest("not ", "1", "", 100000, TOO_DEEP);
    nest("~+-", "1", "", 100000, TOO_DEEP);
    nest("1 if 1 else ", "1", "", 100000, TOO_DEEP);
    nest("lambda: ", "1", "", 100000, TOO_DEEP);
    nest("lambda x=", "1", ":1", 100000, TOO_DEEP);
    nest("1**", "1", "", 100000, TOO_DEEP);
    nest("1**-", "1", "", 100000, TOO_DEEP);
    nest("await ", "1", "", 100000, FAULT_SYNTAX_ERROR, "invalid syntax");
}

TEST(chains_have_no_limit) {
    nest("1+", "1", "", 100000, GOOD, "");
    nest("1 and ", "1", "", 100000, GOOD, "");
    nest("1 < ", "1", "", 100000, GOOD, "");
    nest("", "x", ".x", 100000, GOOD, "");
    nest("", "x", "()", 100000, GOOD, "");
    nest("", "x", "[0]", 100000, GOOD, "");
    nest("x = ", "1", "", 100000, GOOD, "");
    nest("x; ", "x", "", 100000, GOOD, "");
    nest("'a' ", "'b'", "", 100000, GOOD, "");
    nest("f'{x}' ", "'b'", "", 30000, GOOD, "");
    nest("@f\n", "class A: pass", "", 10000, GOOD, "");
    nest("", "[1", " for x in y if z", 10000, FAULT_SYNTAX_ERROR, "'[' was never closed");
}

TEST(elifs_are_a_loop) {
    nest("", "if 1: pass\n", "elif 1: pass\n", 5900, GOOD, "");
    nest("", "if 1: pass\n", "elif 1: pass\n", 7000, TOO_DEEP);
}

static void nest_blocks(Text *text, u32 depth, const char *head) {
    for (u32 i = 0; i < depth; i++) repeat(text, " ", i), add(text, head);
    repeat(text, " ", depth), add(text, "pass\n");
}

TEST(blocks_nest_to_99) {
    static Text text;
    static const char *const heads[] = {"if 1:\n", "while 1:\n", "class A:\n", "def f():\n", "with x:\n", "for x in y:\n"};
    for (u32 i = 0; i < COUNT_OF(heads); i++) {
        nest_blocks(&text, 99, heads[i]);
        expect(heads[i], &text, GOOD, "");
        nest_blocks(&text, 100, heads[i]);
        expect(heads[i], &text, FAULT_INDENTATION_ERROR, "too many levels of indentation");
    }
    nest_blocks(&text, 99, "def f():\n"); /* all that C can stack up */
    text.length -= 5;
    repeat(&text, "(lambda x=f(", 100), add(&text, "1"), repeat(&text, "): 1)", 100), add(&text, "\n");
    expect("blocks and brackets", &text, GOOD, "");
}

TEST(strings_nest_to_149) {
    static Text text;
    for (u32 n = 149; n <= 150; n++) {
        repeat(&text, "f'{", n), add(&text, "1"), repeat(&text, "}'", n);
        expect("f'{", &text, n == 149 ? (int)GOOD : (int)FAULT_SYNTAX_ERROR, n == 149 ? "" : "too many nested f-strings");
        repeat(&text, "t'{", n), add(&text, "1"), repeat(&text, "}'", n);
        expect("t'{", &text, n == 149 ? (int)GOOD : (int)FAULT_SYNTAX_ERROR, n == 149 ? "" : "too many nested f-strings");
    }
    add(&text, "f'{a:{b:{c}}}'");
    expect("specs", &text, GOOD, "");
    add(&text, "f'{a:{b:{c:{d}}}}'");
    expect("specs", &text, FAULT_SYNTAX_ERROR, "f-string: expressions nested too deeply");
}

TEST(wrong_and_deep_is_refused_in_linear_time) {
    static const char *const heads[] = {"(a ", "[a ", "{a ", "f(a ", "(a, ", "{a: ", "f(a=", "[x for ", "(lambda: a ", "a if ", "f(a b, ",
                                        "[x for ", "(x async for ", "_ [", "match [", "[*", "(a = ", "f(*a, ", "print [", "{a: *"};
    for (u32 i = 0; i < COUNT_OF(heads); i++) {
        static Text text;
        char first[41];
        repeat(&text, heads[i], 199);
        EXPECT(parse_kind((Bytes){text.at, text.length}, PARSE_EXEC, first) != GOOD);
        add(&text, "1 2");
        repeat(&text, ")", 199);
        EXPECT(parse_kind((Bytes){text.at, text.length}, PARSE_EXEC, first) != GOOD);
        text.length = 0;
    }
}

TEST(long_lines) {
    nest("a b ", "", "", 250000, TOO_DEEP);
    nest("print ", "", "", 100000, TOO_DEEP);
    nest("print x, ", "", "", 100000, TOO_DEEP);
    nest("a b, ", "", "", 100000, TOO_DEEP);
    nest("_ ", "", "", 100000, TOO_DEEP);
    nest("1 + not ", "", "", 100000, TOO_DEEP);
    nest("a 'b' ", "", "", 100000, FAULT_SYNTAX_ERROR, "invalid syntax");
    nest("1 2 ", "", "", 250000, FAULT_SYNTAX_ERROR, "invalid syntax");
    nest("a, ", "b", "", 350000, GOOD, "");
    nest("x", "", "", 1000000, GOOD, "");
    nest("'", "", "", 1000001, FAULT_SYNTAX_ERROR, "unterminated");
    nest("\\\n", "x", "", 300000, GOOD, "");
    nest("\n", "x", "", 1000000, GOOD, "");
    nest("0", "", "", 1000000, GOOD, "");
    nest("#", "", "", 1000000, GOOD, "");
}

/* -- broken input -------------------------------------------------------------------- */

/* Every construct at least once. */
static const char sample[] =
    "# -*- coding: utf-8 -*-\n"
    "'''doc'''\n"
    "from __future__ import annotations\n"
    "import a.b as c, d\n"
    "from ..e import (f, g as h,)\n"
    "from . import *\n"
    "@deco(1, *a, k=2, **kw)\n"
    "async def fun[T: int = str, *Ts = *tuple[int], **P](a, b: int = 1, /, c=2, *args: *Ts, d, e=3, **kw) -> int:\n"
    "    global g1, g2; nonlocal_ = 0xFF_FF + 0b11 - 0o17 * 1.5e-3j / 1_000 // .5 % 3 @ m ** -2 << 1 >> 2 & 3 | 4 ^ ~5\n"
    "    async with x as y, (z): await q\n"
    "    async for i, *j in k: yield i\n"
    "    else: return (yield), [*a, b], {*a}, {**a, 'b': 1}, (1,), (), lambda *a, b=1, **c: a[1:2, ::3, ...]\n"
    "class C[T](Base, metaclass=M):\n"
    "\tx: int = 1; y = z = not a is not b and c not in d or e <= f != g\n"
    "\tdef m(self): return f'a{self!r:>{w}}b{{c}}' rf'\\d{x = }' 'tail' if x else t'{y:{z}}'\n"
    "if (n := 10) > 5: pass\n"
    "elif x: del a, b[0], c.d\n"
    "else:\n"
    "    while True:\n"
    "        try: raise E from None\n"
    "        except A, B: continue\n"
    "        except (C) as e: break\n"
    "        else: assert x, 'm'\n"
    "        finally: x += 1; y **= 2\n"
    "        try: pass\n"
    "        except* D: pass\n"
    "match a, *b:\n"
    "    case [1, -2.5, 3+4j, 'x' 'y', None, *rest] | {'k': v, **kw} if v: pass\n"
    "    case (C.D(1, x=2) as z) | (y) | []: type X[T] = list[T]\n"
    "    case _: print([x async for x in y if z for w in v], {k: v for k, v in d}, {x for x in y}, f(x for x in y))\n"
    "with (open(a) as f, b): x = b'\\x00' b\"\\377\"; y = \"\\u1234\" '''\n"
    "multi''' \\\n"
    "  '\xc3\xa9'\n"
    "nai\xc3\xafve = 1\f\n";

static int outcome_of(const u8 *at, u32 length, ParseMode mode) {
    u8 *exact = malloc(length ? length : 1); /* a read behind its end would be seen */
    char first[41];
    memcpy(exact, at, length);
    int kind = parse_kind((Bytes){exact, length}, mode, first);
    free(exact);
    return kind;
}

TEST(the_sample_is_right) { EXPECT_EQ(outcome_of((const u8 *)sample, sizeof sample - 1, PARSE_EXEC), GOOD); }

TEST(every_prefix_parses_or_faults) {
    u32 good = 0, bad = 0;
    for (u32 n = 0; n <= sizeof sample - 1; n++) {
        for (ParseMode mode = PARSE_EXEC; mode <= PARSE_SINGLE; mode++) {
            bool is_good = outcome_of((const u8 *)sample, n, mode) == GOOD;
            good += is_good, bad += !is_good;
        }
    }
    EXPECT(good > 20 && bad > 1000);
}

TEST(every_suffix_parses_or_faults) {
    for (u32 n = 0; n < sizeof sample - 1; n++) outcome_of((const u8 *)sample + n, sizeof sample - 1 - n, PARSE_EXEC);
    EXPECT(true);
}

TEST(changed_bytes_parse_or_fault) {
    static const char words[] = "()[]{}:,;.'\"\\\n\t #=!@*-+fbrtx0_1\x80\xff\r";
    u8 text[sizeof sample];
    for (u32 round = 0; round < 6000; round++) {
        memcpy(text, sample, sizeof sample);
        for (u32 changes = 1 + unit_random(3); changes--;)
            text[unit_random(sizeof sample - 1)] = (u8)(unit_random(4) ? words[unit_random(sizeof words - 1)] : (char)unit_random(256));
        outcome_of(text, sizeof sample - 1, (ParseMode)unit_random(3));
    }
    EXPECT(true);
}

TEST(moved_pieces_parse_or_fault) {
    u8 text[2 * sizeof sample];
    for (u32 round = 0; round < 3000; round++) {
        u32 n = 0;
        for (u32 pieces = 1 + unit_random(6); pieces--;) {
            u32 from = unit_random(sizeof sample - 1), length = unit_random(sizeof sample / 4);
            if (length > sizeof sample - 1 - from) length = sizeof sample - 1 - from;
            memcpy(text + n, sample + from, length);
            n += length;
        }
        outcome_of(text, n, PARSE_EXEC);
    }
    EXPECT(true);
}

TEST(a_failing_allocation_is_a_memory_error) {
#ifdef KRAIT_DEBUG
    static const char wrong[] = "x = 1\nf(a b, \xc3\xa9 = t'{x!r}' f'{y}')\n";
    static const struct { const char *at; u32 length; } texts[] = {{sample, sizeof sample - 1}, {wrong, sizeof wrong - 1}};
    for (u32 i = 0; i < COUNT_OF(texts); i++) {
        u32 n = 1;
        for (;; n++) {
            char first[41];
            budget.fail_after = n;
            int kind = parse_kind((Bytes){(const u8 *)texts[i].at, texts[i].length}, PARSE_EXEC, first);
            bool failed = budget.fail_after == 0;
            budget.fail_after = 0;
            if (!failed) break;
            if (kind != FAULT_MEMORY_ERROR) {
                printf("# text %u, allocation %u: kind %d '%s'\n", (unsigned)i, (unsigned)n, kind, first);
                unit_failures++;
                break;
            }
        }
        EXPECT(n > (i ? 20 : 500));
    }
#endif
    EXPECT(true);
}

TEST(nothing_is_left_behind) {
    char first[41];
    u32 before = pages_usage().lent;
    for (u32 i = 0; i < 20; i++) parse_kind((Bytes){(const u8 *)sample, sizeof sample - 1}, PARSE_EXEC, first);
    u32 after = pages_usage().lent;
    EXPECT(after <= before + 4); /* what the heap keeps for next time */
}

int main(int argc, char **argv) {
    if (argc > 1 && !strcmp(argv[1], "--serve")) return dump_serve();
    return unit_main(argc > 1 ? argv[1] : NULL);
}
