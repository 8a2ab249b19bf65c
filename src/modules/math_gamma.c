/* math_gamma.c: gamma and the logarithm of its size, by Lanczos' approximation with g = 6.0246…, 13 terms, as a quotient of
 * polynomials (the coefficients are Boost's lanczos13m53). libm has both, but not the same in every libm; CPython carries
 * its own, by this same method. */
#include "modules/math.h"
#include <math.h>

static const f64 G = 6.024680040776729583740234375, G_LESS_HALF = 5.524680040776729583740234375;
enum { TERMS = 13 };
static const f64 upper[TERMS] = {
    23531376880.410759688572007674451636754734846804940, 42919803642.649098768957899047001988850926355848959,
    35711959237.355668049440185451547166705960488635843, 17921034426.037209699919755754458931112671403265390,
    6039542586.3520280050642916443072979210699388420708, 1439720407.3117216736632230727949123939715485786372,
    248874557.86205415651146038641322942321632125127801, 31426415.585400194380614231628318205362874684987640,
    2876370.6289353724412254090516208496135991145378768, 186056.26539522349504029498971604569928220784236328,
    8071.6720023658162106380029022722506138218516325024, 210.82427775157934587250973392071336271166969580291,
    2.5066282746310002701649081771338373386264310793408};
/* x (x+1) … (x+11) */
static const f64 lower[TERMS] = {0.0,     39916800.0, 120543840.0, 150917976.0, 105258076.0, 45995730.0, 13339535.0,
                                 2637558.0, 357423.0,   32670.0,     1925.0,      66.0,        1.0};

/* x > 0. From the end that keeps the powers small. */
static f64 lanczos_sum(f64 x) {
    f64 over = 0, under = 0;
    if (x < 5.0) {
        for (u32 i = TERMS; i-- > 0;) {
            over = over * x + upper[i];
            under = under * x + lower[i];
        }
    } else {
        for (u32 i = 0; i < TERMS; i++) {
            over = over / x + upper[i];
            under = under / x + lower[i];
        }
    }
    return over / under;
}

/* sin(pi x), x finite: the argument is brought near zero before it is multiplied. */
static f64 sin_of_pi(f64 x) {
    f64 y = fmod(fabs(x), 2.0), result;
    switch ((int)round(2.0 * y)) {
    case 0: result = sin(M_PI * y); break;
    case 1: result = cos(M_PI * (y - 0.5)); break;
    case 2: result = sin(M_PI * (1.0 - y)); break; /* not -sin(pi (y-1)): the sign of zero */
    case 3: result = -cos(M_PI * (y - 1.5)); break;
    default: result = sin(M_PI * (y - 2.0)); break;
    }
    return copysign(1.0, x) * result;
}

static f64 whole_gamma(f64 x) { /* 1 <= x <= 23: exact */
    f64 product = 1;
    for (f64 i = 2; i < x; i++) product *= i;
    return product;
}

/* r * y ** (size - 0.5), in two steps where the power alone would be too large. */
static f64 times_power(f64 r, f64 y, f64 size, bool divide) {
    if (size < 140.0) {
        f64 power = pow(y, size - 0.5);
        return divide ? r / power : r * power;
    }
    f64 root = pow(y, size / 2.0 - 0.25);
    return divide ? r / root / root : r * root * root;
}

f64 math_gamma_of(f64 x) {
    if (!isfinite(x)) return isnan(x) || x > 0 ? x : NAN;
    if (x == 0) return NAN;
    if (x == floor(x)) {
        if (x < 0) return NAN;
        if (x <= 23) return whole_gamma(x);
    }
    f64 size = fabs(x);
    if (size < 1e-20) return 1.0 / x;
    if (size > 200.0) return x < 0 ? 0.0 / sin_of_pi(x) : INFINITY;
    f64 y = size + G_LESS_HALF;
    /* what rounding y has lost */
    f64 lost = size > G_LESS_HALF ? (y - size) - G_LESS_HALF : (y - G_LESS_HALF) - size;
    lost = lost * G / y;
    f64 r;
    if (x < 0) {
        r = -M_PI / sin_of_pi(size) / size * exp(y) / lanczos_sum(size);
        r -= lost * r;
        return times_power(r, y, size, true);
    }
    r = lanczos_sum(size) / exp(y);
    r += lost * r;
    return times_power(r, y, size, false);
}

f64 math_lgamma_of(f64 x) {
    if (!isfinite(x)) return isnan(x) ? x : INFINITY;
    if (x == floor(x) && x <= 2.0) return x <= 0 ? (f64)NAN : 0.0;
    f64 size = fabs(x);
    if (size < 1e-20) return -log(size);
    f64 r = log(lanczos_sum(size)) - G;
    r += (size - 0.5) * (log(size + G - 0.5) - 1);
    if (x < 0) r = log(M_PI) - log(fabs(sin_of_pi(size))) - log(size) - r;
    return r;
}
