package org.example.demo;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Two named threads and main, each with a CPU budget for each method. usage: Phases [SCALE] */
public final class Phases {
    private static volatile long sink;
    private static double scale = 1;

    private Phases() {
    }

    static final class Holder<K extends Comparable<K>, V> {
        private final Map<K, List<V>> lists = new TreeMap<>();

        void put(K key, V value) {
            lists.computeIfAbsent(key, unused -> new ArrayList<>()).add(value);
        }

        int size() {
            return lists.size();
        }
    }

    private static double cpuMs() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e6;
    }

    private static void burn(String what, double ms, Runnable body) {
        double start = cpuMs();
        do {
            body.run();
        } while (cpuMs() - start < ms * scale);
        System.out.printf(Locale.ROOT, "%s in thread \"%s\": %.1f ms%n", what, Thread.currentThread().getName(),
                cpuMs() - start);
    }

    static long multiply(long times) {
        long x = sink;
        for (long i = 0; i < times; i++) {
            x = x * 6364136223846793005L + i;
        }
        return x;
    }

    static long divide(int times, String[][] names, Map.Entry<String, int[]> entry) {
        long x = sink | 1;
        for (int i = 1; i < times; i++) {
            x = x / 3 + i * 7L;
        }
        return x;
    }

    static int fibonacci(int n) {
        return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2);
    }

    static void fillHolder() {
        Holder<String, Integer> holder = new Holder<>();
        for (int i = 0; i < 2000; i++) {
            holder.put("k" + (i % 97), i);
        }
        sink += holder.size();
    }

    static void stream() {
        sink += IntStream.range(0, 20000).filter(x -> x % 3 == 0).mapToObj(Integer::toString)
                .map(String::length).reduce(0, Integer::sum);
    }

    static void recurse(int depth, Runnable body) {
        if (depth > 0) {
            recurse(depth - 1, body);
        } else {
            body.run();
        }
        sink++;
    }

    public static void main(String[] arguments) throws InterruptedException {
        scale = arguments.length > 0 ? Double.parseDouble(arguments[0]) : 1;
        Thread first = new Thread(() -> burn("multiply", 500, () -> sink = multiply(300000)), "worker [1/2] ;x");
        Thread second = new Thread(() -> {
            burn("divide", 400, () -> sink = divide(100000, null, null));
            burn("multiply below recurse(10)", 300, () -> recurse(10, () -> sink = multiply(200000)));
        }, "Worker Two (div)");
        first.start();
        second.start();
        burn("fibonacci", 400, () -> sink = fibonacci(12));
        burn("Holder.put", 300, Phases::fillHolder);
        burn("stream", 300, Phases::stream);
        first.join();
        second.join();
    }
}
