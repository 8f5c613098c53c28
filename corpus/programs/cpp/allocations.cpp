// Keeps a known amount of memory from two places, for a heap profiler that counts every allocation.
#include <cstdio>
#include <cstdlib>
#include <vector>

#define NOINLINE __attribute__((noinline))

static std::vector<void *> kept;

NOINLINE void keep_large(int count) {
    for (int i = 0; i < count; i++) {
        kept.push_back(malloc(1 << 20));
    }
}

NOINLINE void keep_small(int count) {
    for (int i = 0; i < count; i++) {
        kept.push_back(malloc(1000));
    }
}

NOINLINE void release(int count) {
    for (int i = 0; i < count; i++) {
        void *block = malloc(5000);
        asm volatile("" ::"r"(block) : "memory");
        free(block);
    }
}

int main() {
    kept.reserve(4096);
    keep_large(32);
    keep_small(2000);
    release(300);
    printf("keep_large: 32 x 1 MiB kept; keep_small: 2000 x 1000 bytes kept; release: 300 x 5000 bytes freed\n");
}
