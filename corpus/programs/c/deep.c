/* Deep recursion: descend(1000) burns in its deepest frame, ping and pong call each other 400 deep,
   and shallow does the same work just below main.
   usage: deep [SCALE] */
#define _GNU_SOURCE
#include "burn.h"
#include <stdlib.h>

static double scale = 1;

DEFINE_WORK(leaf, x * 6364136223846793005ul + i)

NOINLINE void descend(int depth) {
    if (depth > 1) {
        descend(depth - 1);
    } else {
        leaf(300 * scale);
    }
    sink++;
}

NOINLINE void pong(int depth);

NOINLINE void ping(int depth) {
    if (depth > 1) {
        pong(depth - 1);
    } else {
        leaf(200 * scale);
    }
    sink++;
}

NOINLINE void pong(int depth) {
    if (depth > 1) {
        ping(depth - 1);
    } else {
        leaf(200 * scale);
    }
    sink++;
}

NOINLINE void shallow(void) {
    leaf(100 * scale);
    sink++;
}

int main(int count, char **arguments) {
    scale = count > 1 ? atof(arguments[1]) : 1;
    descend(1000);
    ping(400);
    shallow();
    return 0;
}
