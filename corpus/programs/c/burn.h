/* Shared by the C programs: burn CPU time in a named function and say how much it was. */
#ifndef BURN_H
#define BURN_H

#include <stdio.h>
#include <time.h>

#define NOINLINE __attribute__((noinline, noclone))

static __thread volatile unsigned long sink;

static double cpu_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

/* Defines NAME_chunk, a loop of under a millisecond over the expression in x and i, and NAME, which
   repeats it for the given CPU time of its thread and prints what it really took. */
#define DEFINE_WORK(name, expression)                                 \
    NOINLINE void name##_chunk(void) {                                \
        unsigned long x = sink + 1;                                   \
        for (int i = 0; i < 200000; i++) {                            \
            x = (expression);                                         \
        }                                                             \
        sink = x;                                                     \
    }                                                                 \
    NOINLINE void name(double ms) {                                   \
        double start = cpu_ms();                                      \
        do {                                                          \
            name##_chunk();                                           \
        } while (cpu_ms() - start < ms);                              \
        printf("%s_chunk: %.1f ms\n", #name, cpu_ms() - start);       \
        fflush(stdout);                                               \
    }

#endif
