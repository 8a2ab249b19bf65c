/* random.c: the _random module: the Mersenne twister MT19937 (Matsumoto and Nishimura 1998), seeded by an array of words as
 * its authors give it. A seed is the caller's: nothing here asks for entropy. src/lib/random.py rests on it. */
#include "modules/native.h"
#include "base/digits.h"

enum { WORDS = 624, AHEAD = 397 };
typedef struct {
    Object head;
    u32 next;          /* word to give out; WORDS: make new ones first */
    u32 state[WORDS];
} Twister;
INLINE Twister *twister_of(Ref r) { return AS(Twister, r); }

static void twister_destroy(Object *self) { object_free(self, sizeof(Twister)); }
static void twister_visit(Object *self, GcVisit *visit) {} /* a derived class adds what holds others */

static u32 mixed(u32 high, u32 low, u32 far) {
    u32 y = (high & 0x80000000u) | (low & 0x7FFFFFFFu);
    return far ^ (y >> 1) ^ (y & 1 ? 0x9908B0DFu : 0);
}

static void renew(Twister *t) {
    u32 *s = t->state;
    for (u32 i = 0; i < WORDS; i++) s[i] = mixed(s[i], s[(i + 1) % WORDS], s[(i + AHEAD) % WORDS]);
    t->next = 0;
    fuel_charge(8);
}

static u32 word(Twister *t) {
    if (t->next >= WORDS) renew(t);
    u32 y = t->state[t->next++];
    y ^= y >> 11;
    y ^= (y << 7) & 0x9D2C5680u;
    y ^= (y << 15) & 0xEFC60000u;
    return y ^ (y >> 18);
}

static void seed_word(Twister *t, u32 seed) {
    u32 *s = t->state;
    s[0] = seed;
    for (u32 i = 1; i < WORDS; i++) s[i] = 1812433253u * (s[i - 1] ^ (s[i - 1] >> 30)) + i;
    t->next = WORDS;
}

static void seed_array(Twister *t, const u32 *key, u32 count) {
    u32 *s = t->state, i = 1, k = 0;
    seed_word(t, 19650218u);
    for (u32 step = u32_max(WORDS, count); step; step--) {
        s[i] = (s[i] ^ ((s[i - 1] ^ (s[i - 1] >> 30)) * 1664525u)) + key[k] + k;
        if (++i >= WORDS) s[0] = s[WORDS - 1], i = 1;
        if (++k >= count) k = 0;
    }
    for (u32 step = WORDS - 1; step; step--) {
        s[i] = (s[i] ^ ((s[i - 1] ^ (s[i - 1] >> 30)) * 1566083941u)) - i;
        if (++i >= WORDS) s[0] = s[WORDS - 1], i = 1;
    }
    s[0] = 0x80000000u;
    fuel_charge(count / 16 + 16);
}

/* The size of an int, word by word; 0 is one word. */
static void seed_int(Twister *t, Ref seed) {
    static const u32 zero = 0;
    IntView view;
    int_view(seed, &view);
    seed_array(t, view.count ? view.digits : &zero, view.count ? view.count : 1);
}

static Value twister_new(Ref self, const Value *args, u32 n) {
    Construct c;
    if (!construct_new(self, args, &c)) return VALUE_ERROR;
    Value made = type_allocate(c.type);
    if (!is_error(made)) seed_word(twister_of(ref(made)), 5489u);
    return made;
}

static Value twister_seed(Ref self, Ref seed) {
    if (!is_integer(seed)) return raise(ERR_TYPE, "seed() argument must be int, not %T", seed);
    seed_int(twister_of(self), seed);
    return NONE;
}

/* 53 bits of [0, 1) from two words. */
static Value twister_random(Ref self) {
    Twister *t = twister_of(self);
    u32 high = word(t) >> 5, low = word(t) >> 6;
    return value_double(((f64)high * 67108864.0 + (f64)low) * (1.0 / 9007199254740992.0));
}

static Value many_bits(Twister *t, u64 bits) {
    u64 room = (bits + 31) / 32;
    IntDigits *made = room > DIGITS_MAX ? (raise_no_memory(), NULL) : int_blank(room);
    if (!made) return VALUE_ERROR;
    for (u32 i = 0; i < (u32)room; i++, bits -= 32) {
        made->digits[i] = bits < 32 ? word(t) >> (32 - bits) : word(t);
        if (bits < 32) break;
    }
    fuel_charge((u32)(room / 8));
    return int_finish(made, room, digits_normalise(made->digits, (u32)room), false);
}

static Value bits_of(Ref self, i64 bits) {
    Twister *t = twister_of(self);
    if (bits < 0) return raise(ERR_VALUE, "Cannot convert negative int");
    if (!bits) return value_int48(0);
    return bits <= 32 ? value_u32(word(t) >> (32 - bits)) : many_bits(t, (u64)bits);
}

static Outcome getrandbits_ready(Ref self, const Value *args, u32 n) { return outcome(bits_of(self, arg_i64(args[0], 0))); }
static Outcome twister_getrandbits(Ref self, const Value *args, u32 n) {
    static const ArgsSpec spec = {"getrandbits", "n", getrandbits_ready};
    ARGS(spec);
    return getrandbits_ready(self, args, n);
}

static Value twister_getstate(Ref self) {
    const Twister *t = twister_of(self);
    Tuple *made = tuple_new(WORDS + 1);
    if (!made) return VALUE_ERROR;
    for (u32 i = 0; i < WORDS; i++) made->items[i] = value_u32(t->state[i]);
    made->items[WORDS] = value_u32(t->next);
    return value_of(made);
}

static Value twister_setstate(Ref self, Ref state) {
    Twister *t = twister_of(self);
    if (!is_kind(state, TYPE_IS_TUPLE)) return raise(ERR_TYPE, "state vector must be a tuple");
    const Tuple *given = tuple_of(state);
    if (given->count != WORDS + 1) return raise(ERR_VALUE, "state vector is the wrong size");
    for (u32 i = 0; i <= WORDS; i++) {
        Ref item = ref(given->items[i]);
        if (!is_integer(item)) return raise(ERR_TYPE, "an integer is required");
        i64 most = i == WORDS ? WORDS : UINT32_MAX;
        if (integer_clamp(item) < 0 || integer_clamp(item) > most) return raise(ERR_VALUE, "invalid state");
    }
    for (u32 i = 0; i < WORDS; i++) t->state[i] = (u32)integer_clamp(ref(given->items[i]));
    t->next = (u32)integer_clamp(ref(given->items[WORDS]));
    return NONE;
}

static const NativeRow methods[] = {
    STATIC_METHOD("__new__($type, *args, **kwargs)", PN, twister_new, NEW_DOC),
    METHOD("random($self, /)", P0, twister_random, "random() -> x in the interval [0, 1)."),
    METHOD("seed($self, n, /)", P1, twister_seed, "Starts the sequence that belongs to an int."),
    METHOD("getrandbits($self, k, /)", ON, twister_getrandbits, "getrandbits(k) -> x.  Generates an int with k random bits."),
    METHOD("getstate($self, /)", P0, twister_getstate, "getstate() -> tuple containing the current state."),
    METHOD("setstate($self, state, /)", P1, twister_setstate, "setstate(state) -> None.  Restores generator state."),
};
static const TypeSpec random_spec = {
    .name = "_random.Random", .doc = "Random() -> create a random number generator with its own internal state.", .size = sizeof(Twister),
    .flags = TYPE_BASE, METHODS(methods), .destroy = twister_destroy, .visit = twister_visit};
static const TypeSpec *const types[] = {&random_spec};
const ModuleSpec random_module = {.name = "_random", .doc = "Module implements the Mersenne Twister random number generator.", TYPES(types)};
