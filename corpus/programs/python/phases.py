"""Two threads with CPU budgets for each function. usage: phases.py [SCALE]"""
import re
import sys
import threading
import time

SCALE = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0


def multiply(times):
    x = 1
    for i in range(times):
        x = (x * 1664525 + i) & 0xFFFFFFFF
    return x


def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


def sort_strings():
    return sorted((str((i * 7919) % 3001) for i in range(3000)), key=lambda text: text[::-1])


def replace_all():
    return len(re.sub(r"[a-z](\d+)", lambda match: "<" + match.group(1) + ">", "a1b22c333;" * 200))


def burn(what, ms, body):
    start = time.thread_time()
    while (time.thread_time() - start) * 1e3 < ms * SCALE:
        body()
    took = (time.thread_time() - start) * 1e3
    print(f"{what} in thread {threading.current_thread().name!r}: {took:.1f} ms", flush=True)


def main():
    worker = threading.Thread(target=burn, args=("sort_strings", 300, sort_strings), name="worker two")
    worker.start()
    burn("multiply", 300, lambda: multiply(20000))
    burn("fibonacci", 200, lambda: fibonacci(8))
    burn("replace_all", 150, replace_all)
    worker.join()


main()
