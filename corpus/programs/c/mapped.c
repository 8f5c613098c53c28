/* Runs code from anonymous memory, from a memfd, from a shared object deleted while in use, and from a
   shared object given by name (use one with a blank in it).
   usage: mapped OBJECT-TO-DELETE OBJECT MILLISECONDS-EACH */
#define _GNU_SOURCE
#include "burn.h"
#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* push rbp; mov rbp, rsp; mov ecx, 200000; again: dec ecx; jnz again; pop rbp; ret */
static const unsigned char Code[] = {0x55, 0x48, 0x89, 0xe5, 0xb9, 0x40, 0x0d, 0x03, 0x00,
                                     0xff, 0xc9, 0x75, 0xfc, 0x5d, 0xc3};

typedef void (*body)(void);

static double budget_ms = 150;

NOINLINE void repeat(body run, const char *where) {
    double start = cpu_ms();
    do {
        run();
    } while (cpu_ms() - start < budget_ms);
    printf("%s: %.1f ms\n", where, cpu_ms() - start);
    fflush(stdout);
}

NOINLINE void run_anonymous(void) {
    void *memory = mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    memcpy(memory, Code, sizeof Code);
    repeat((body)memory, "anonymous");
}

NOINLINE void run_memfd(void) {
    int file = memfd_create("jit code (x)", 0);
    if (ftruncate(file, 4096) != 0 || write(file, Code, sizeof Code) != sizeof Code) {
        return;
    }
    repeat((body)mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_SHARED, file, 0), "memfd");
}

NOINLINE void run_object(const char *path, int should_delete) {
    void *object = dlopen(path, RTLD_NOW);
    if (object == NULL) {
        puts(dlerror());
        return;
    }
    if (should_delete) {
        unlink(path);
    }
    repeat((body)dlsym(object, "plugin_burn"), should_delete ? "deleted object" : "object");
}

int main(int count, char **arguments) {
    if (count < 4) {
        return 2;
    }
    budget_ms = atof(arguments[3]);
    run_anonymous();
    run_memfd();
    run_object(arguments[1], 1);
    run_object(arguments[2], 0);
    return 0;
}
