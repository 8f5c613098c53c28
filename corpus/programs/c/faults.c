/* Touches a known number of fresh pages from two places, and computes in between.
   usage: faults PAGES MILLISECONDS   first fill touches 3/4 of PAGES, second fill 1/4 */
#define _GNU_SOURCE
#include "burn.h"
#include <stdlib.h>
#include <sys/mman.h>

DEFINE_WORK(compute, x * 6364136223846793005ul + i)

NOINLINE void touch_pages(char *memory, size_t pages) {
    for (size_t i = 0; i < pages; i++) {
        memory[i * 4096] = (char)i;
    }
    sink++;
}

static char *map_pages(size_t pages) {
    char *memory = mmap(NULL, pages * 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    madvise(memory, pages * 4096, MADV_NOHUGEPAGE);
    return memory;
}

NOINLINE void first_fill(size_t pages) {
    touch_pages(map_pages(pages), pages);
    sink++;
}

NOINLINE void second_fill(size_t pages) {
    touch_pages(map_pages(pages), pages);
    sink++;
}

int main(int count, char **arguments) {
    size_t pages = count > 1 ? atol(arguments[1]) : 8000;
    double ms = count > 2 ? atof(arguments[2]) : 300;
    first_fill(pages / 4 * 3);
    compute(ms);
    second_fill(pages / 4);
    compute(ms);
    printf("touch_pages: %zu pages\n", pages);
    return 0;
}
