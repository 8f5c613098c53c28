/* A shared object that `mapped` loads under odd names. */
static volatile unsigned long sink;

__attribute__((noinline)) void plugin_inner(void) {
    unsigned long x = sink;
    for (int i = 0; i < 200000; i++) {
        x = x * 6364136223846793005ul + i;
    }
    sink = x;
}

void plugin_burn(void) {
    plugin_inner();
    sink++;
}
