/* One thread after the other, each with a comm that looks like something else.
   usage: comms MILLISECONDS-EACH */
#define _GNU_SOURCE
#include "burn.h"
#include <pthread.h>
#include <stdlib.h>
#include <sys/prctl.h>

static const char *const Names[] = {
    "x", "7", "1234 5678", "a  b", "trail ", " lead", "x;y;z", "kworker/0:1-ev", "[brackets]",
    "(paren) 12/34", "42/43 [000]", "12:34:56.789:", "1.5: 10 cycles:", "caf\xc3\xa9-\xe2\x82\xac",
    "\xff\xfe bad", "tab\there", "two\nlines", "", "#comment", "- -", "%s%n", "(anonymous names",
};

static double budget_ms = 40;

DEFINE_WORK(spin, x * 2862933555777941757ul + 3037000493ul)

NOINLINE void *odd_thread(void *name) {
    char actual[17] = {0};
    prctl(PR_SET_NAME, name);
    prctl(PR_GET_NAME, actual);
    printf("comm");
    for (char *p = actual; *p; p++) {
        printf(" %02x", (unsigned char)*p);
    }
    printf(" in ");
    spin(budget_ms);
    return name;
}

int main(int count, char **arguments) {
    budget_ms = count > 1 ? atof(arguments[1]) : 40;
    for (unsigned i = 0; i < sizeof Names / sizeof *Names; i++) {
        pthread_t thread;
        pthread_create(&thread, NULL, odd_thread, (void *)Names[i]);
        pthread_join(thread, NULL);
    }
    return 0;
}
