/* time.c: the time module's clocks and sleep (library reference, "time"). What a clock says comes from the embedder, as
 * nanoseconds in a double; sleeping leaves the loop until the embedder says that the time is over. The calendar is
 * time_calendar.c.
 */
#include "modules/time.h"
#include <math.h>

enum { CLOCK_EPOCH, CLOCK_MONOTONIC, CLOCK_PROCESSOR }; /* numbers of the embedder's clocks */
static const f64 SECOND = 1e9;                            /* nanoseconds */

static Value seconds(u32 clock) { return value_from_double(vm.hooks.clock(clock) / SECOND); }
static Value nanoseconds(u32 clock) { return int_from_double(vm.hooks.clock(clock)); }

f64 time_now(void) { return vm.hooks.clock(CLOCK_EPOCH) / SECOND; }

static Value time_time(Ref self) { return seconds(CLOCK_EPOCH); }
static Value time_time_ns(Ref self) { return nanoseconds(CLOCK_EPOCH); }
static Value time_monotonic(Ref self) { return seconds(CLOCK_MONOTONIC); }
static Value time_monotonic_ns(Ref self) { return nanoseconds(CLOCK_MONOTONIC); }
static Value time_process_time(Ref self) { return seconds(CLOCK_PROCESSOR); }
static Value time_process_time_ns(Ref self) { return nanoseconds(CLOCK_PROCESSOR); }

/* ---- sleep ---- */

static Outcome too_long(void) { return RAISE_OUTCOME(ERR_OVERFLOW, "timestamp out of range for C PyTime_t"); }

static Outcome sleep_for(f64 wanted) {
    if (isnan(wanted)) return RAISE_OUTCOME(ERR_VALUE, "Invalid value NaN (not a number)");
    if (!(fabs(wanted) < 9223372036.854775807)) return too_long();
    if (wanted < 0) return RAISE_OUTCOME(ERR_VALUE, "sleep length must be non-negative");
    return wait_sleep(wanted * 1000);
}

static Outcome sleep_int(Ref wanted) {
    return int_fits_i64(wanted) ? sleep_for((f64)int_clamp_i64(wanted)) : too_long();
}

static Outcome sleep_step(Frame *f, Value incoming) {
    if (is_error(incoming)) return native_fail(f);
    if (f->state == 2) return native_done(f, incoming);
    if (f->state++ == 0) return op_index(ref(frame_slots(f)[0]));
    Outcome asked = sleep_int(ref(incoming));
    value_release(incoming);
    f->state = 2;
    return asked;
}
static const NativeFrameKind sleep_frame = {.name = "sleep", .step = sleep_step, .slots = 1};

static Outcome time_sleep(Ref self, Ref wanted) {
    if (is_kind(wanted, TYPE_IS_FLOAT)) return sleep_for(float_of(wanted));
    if (is_integer(wanted)) return sleep_int(payload_of(wanted));
    if (!type_lookup_dunder(type_of(wanted), N_INDEX)) return RAISE_OUTCOME(ERR_TYPE, "'%T' object cannot be interpreted as an integer or float", wanted);
    Frame *f = native_push(&sleep_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(wanted);
    return OUTCOME_PUSHED;
}

static const NativeRow functions[] = {
    FUNCTION_ROW("time($self, /)", P0, time_time, "Return the current time in seconds since the Epoch."),
    FUNCTION_ROW("time_ns($self, /)", P0, time_time_ns, "Return the current time in nanoseconds since the Epoch."),
    FUNCTION_ROW("monotonic($self, /)", P0, time_monotonic, "Monotonic clock, cannot go backward."),
    FUNCTION_ROW("monotonic_ns($self, /)", P0, time_monotonic_ns, "Monotonic clock, cannot go backward, as nanoseconds."),
    FUNCTION_ROW("perf_counter($self, /)", P0, time_monotonic, "Performance counter for benchmarking."),
    FUNCTION_ROW("perf_counter_ns($self, /)", P0, time_monotonic_ns, "Performance counter for benchmarking as nanoseconds."),
    FUNCTION_ROW("process_time($self, /)", P0, time_process_time, "Process time for profiling: sum of the kernel and user-space CPU time."),
    FUNCTION_ROW("process_time_ns($self, /)", P0, time_process_time_ns, "Process time for profiling as nanoseconds."),
    FUNCTION_ROW("thread_time($self, /)", P0, time_process_time, "Thread time for profiling: there is one thread."),
    FUNCTION_ROW("thread_time_ns($self, /)", P0, time_process_time_ns, "Thread time for profiling as nanoseconds."),
    FUNCTION_ROW("sleep($self, object, /)", O1, time_sleep, "Delay execution for a given number of seconds.  The argument may be a floating-point number for subsecond precision."),
};

const ModuleSpec time_module = {.name = "time", .doc = "This module provides various functions to manipulate time values.", FUNCTIONS(functions)};
