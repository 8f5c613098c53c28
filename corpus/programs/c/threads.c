/* Four threads, each with a known CPU budget for each function, and comms with blanks and punctuation.
   usage: threads [SCALE]   every budget is multiplied by SCALE (default 1). */
#define _GNU_SOURCE
#include "burn.h"
#include <pthread.h>
#include <stdlib.h>
#include <sys/prctl.h>

static double scale = 1;

DEFINE_WORK(parse_config, x * 6364136223846793005ul + i)
DEFINE_WORK(render_frame, (x ^ (x << 13)) + (x >> 7))
DEFINE_WORK(decode_packet, x / 3 + i * 7)
DEFINE_WORK(encode_packet, x % 1000003 + i)
DEFINE_WORK(checksum_block, (x << 5 | x >> 59) ^ i)
DEFINE_WORK(measure_text, x * 31 + (i & 0x7f))

NOINLINE void handle_request(int is_reply) {
    if (is_reply) {
        encode_packet(100 * scale);
    } else {
        decode_packet(300 * scale);
    }
    sink++;
}

NOINLINE void reflow(int depth) {
    if (depth > 0) {
        reflow(depth - 1);
    } else {
        measure_text(250 * scale);
    }
    sink++;
}

NOINLINE void *net_worker(void *argument) {
    prctl(PR_SET_NAME, "net worker (2)");
    handle_request(0);
    handle_request(1);
    return argument;
}

NOINLINE void *io_reader(void *argument) {
    prctl(PR_SET_NAME, "io/read:fast");
    checksum_block(500 * scale);
    return argument;
}

NOINLINE void *web_content(void *argument) {
    prctl(PR_SET_NAME, "Web Content #1");
    reflow(12);
    return argument;
}

int main(int count, char **arguments) {
    void *(*bodies[])(void *) = {net_worker, io_reader, web_content};
    pthread_t threads[3];
    scale = count > 1 ? atof(arguments[1]) : 1;
    for (int i = 0; i < 3; i++) {
        pthread_create(&threads[i], NULL, bodies[i], NULL);
    }
    parse_config(200 * scale);
    render_frame(400 * scale);
    for (int i = 0; i < 3; i++) {
        pthread_join(threads[i], NULL);
    }
    return 0;
}
