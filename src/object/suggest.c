/* suggest.c: which name was probably meant: the nearest by edit distance, where a change of case costs half of another change.
 * Bounds and costs are CPython's, since its suggestions are part of its error texts. Names are compared as UTF-8.
 */
#include "object/error.h"
#include "object/suggest.h"

enum { NAME_MOST = 40, MOVE_COST = 2, CASE_COST = 1 };

typedef struct { u8 at[160]; u32 length; } Name;

static bool read_name(const Text *t, Name *out, u32 *size) {
    *size = text_utf8_length(t);
    if (*size > sizeof out->at) return false;
    out->length = text_to_utf8(t, out->at);
    return true;
}

static u32 substitution(u8 a, u8 b) {
    if ((a & 31) != (b & 31)) return MOVE_COST;
    if (a == b) return 0;
    if (a >= 'A' && a <= 'Z') a += 32;
    if (b >= 'A' && b <= 'Z') b += 32;
    return a == b ? CASE_COST : MOVE_COST;
}

/* The distance, or anything over `most` once that is certain. One row of the table is kept. */
static u32 distance(const u8 *a, u32 a_size, const u8 *b, u32 b_size, u32 most) {
    while (a_size && b_size && *a == *b) a++, b++, a_size--, b_size--;
    while (a_size && b_size && a[a_size - 1] == b[b_size - 1]) a_size--, b_size--;
    if (!a_size || !b_size) return (a_size + b_size) * MOVE_COST;
    if (a_size > NAME_MOST || b_size > NAME_MOST) return most + 1;
    if (b_size < a_size) {
        const u8 *shorter = b;
        u32 size = b_size;
        b = a, b_size = a_size;
        a = shorter, a_size = size;
    }
    if ((b_size - a_size) * MOVE_COST > most) return most + 1;
    u32 row[NAME_MOST], result = 0;
    for (u32 i = 0; i < a_size; i++) row[i] = (i + 1) * MOVE_COST;
    for (u32 k = 0; k < b_size; k++) {
        u32 diagonal = k * MOVE_COST, least = ~0u;
        result = diagonal;
        for (u32 i = 0; i < a_size; i++) {
            u32 substitute = diagonal + substitution(b[k], a[i]);
            diagonal = row[i];
            result = u32_min(u32_min(result, diagonal) + MOVE_COST, substitute);
            row[i] = result;
            least = u32_min(least, result);
        }
        if (least > most) return most + 1;
    }
    return result;
}

static bool is_nearer(const Name *name, const u8 *other, u32 other_size, u32 *best) {
    u32 most = u32_min((name->length + other_size + 3) * MOVE_COST / 6, *best - 1);
    u32 found = *best ? distance(name->at, name->length, other, other_size, most) : 1;
    fuel_charge(1);
    if (!*best || found > most) return false;
    *best = found;
    return true;
}

bool suggest_nearer(const Text *wrong, const Text *candidate, u32 *best) {
    Name name, other;
    u32 size;
    if (text_equal(candidate, wrong) || !read_name(wrong, &name, &size) || !read_name(candidate, &other, &size)) return false;
    return is_nearer(&name, other.at, other.length, best);
}

bool raise_unexpected_keyword(const char *function, const Text *key, const char *const *names, u32 count) {
    const char *nearest = NULL;
    u32 best = SUGGEST_NONE, size;
    Name name;
    for (u32 i = 0; i < count && read_name(key, &name, &size); i++)
        if (*names[i] && is_nearer(&name, (const u8 *)names[i], (u32)strlen(names[i]), &best)) nearest = names[i];
    if (nearest) return RAISE_FALSE(ERR_TYPE, "%s() got an unexpected keyword argument '%U'. Did you mean '%s'?", function, key, nearest);
    return RAISE_FALSE(ERR_TYPE, "%s() got an unexpected keyword argument '%U'", function, key);
}
