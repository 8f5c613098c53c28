// Names as C++ makes them: templates, operators, lambdas, std::function, an anonymous namespace; and
// inlined functions three deep. Built with -O2 -g; with frame pointers kept or not, as the recording needs.
// usage: shapes [SCALE]
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#define NOINLINE __attribute__((noinline))

static double cpu_ms() {
    timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

namespace geo {

template <typename T, int N> struct Vec {
    T v[N];
};

template <typename T, int N> NOINLINE T dot(const Vec<T, N> &a, const Vec<T, N> &b) {
    T sum{};
    for (int k = 0; k < 4000; k++) {
        for (int i = 0; i < N; i++) {
            sum += a.v[i] * b.v[i] + T(k);
        }
    }
    return sum;
}

template <typename T, int N> NOINLINE Vec<T, N> operator+(const Vec<T, N> &a, const Vec<T, N> &b) {
    Vec<T, N> sum{};
    for (int k = 0; k < 4000; k++) {
        for (int i = 0; i < N; i++) {
            sum.v[i] = a.v[i] + b.v[i] + T(k);
        }
        asm volatile("" ::"r"(&sum) : "memory");
    }
    return sum;
}

struct Shape {
    virtual ~Shape() = default;
    virtual double area(int steps) const = 0;
};

template <class... Ts> struct Poly final : Shape {
    NOINLINE double area(int steps) const override {
        double sum = 0;
        for (int i = 1; i < steps; i++) {
            sum += 1.0 / i;
        }
        return sum + sizeof...(Ts);
    }
};

}

namespace {

inline int step_inner(int x) {
    return (x * 1103515245 + 12345) & 0x7fffffff;
}

inline __attribute__((always_inline)) int step_middle(int x) {
    for (int i = 0; i < 50; i++) {
        x = step_inner(x);
    }
    return x;
}

NOINLINE int inlined_chain(int x) {
    for (int i = 0; i < 200; i++) {
        x = step_middle(x);
    }
    return x;
}

NOINLINE void sort_words(std::vector<std::string> words) {
    std::sort(words.begin(), words.end(), [](const std::string &a, const std::string &b) { return b < a; });
    asm volatile("" ::"r"(words.data()) : "memory");
}

}

template <class F> NOINLINE void phase(const char *name, double ms, F body) {
    double start = cpu_ms();
    do {
        body();
    } while (cpu_ms() - start < ms);
    printf("%s: %.1f ms\n", name, cpu_ms() - start);
    fflush(stdout);
}

int main(int count, char **arguments) {
    double scale = count > 1 ? atof(arguments[1]) : 1;
    volatile double sink = 0;
    volatile int number = 1;
    geo::Vec<float, 4> a{{1, 2, 3, 4}}, b{{4, 3, 2, 1}};
    geo::Vec<double, 8> c{{1, 2, 3, 4, 5, 6, 7, 8}};
    phase("geo::dot<float, 4>", 200 * scale, [&] { sink = sink + geo::dot(a, b); });
    phase("geo::operator+<double, 8>", 150 * scale, [&] { sink = sink + (c + c).v[0]; });
    using Odd = geo::Poly<int, std::map<std::string, std::vector<int>>, void (*)(char, long)>;
    std::unique_ptr<geo::Shape> shape = std::make_unique<Odd>();
    phase("geo::Poly<...>::area", 150 * scale, [&] { sink = sink + shape->area(20000); });
    phase("(anonymous namespace)::inlined_chain", 250 * scale, [&] { number = inlined_chain(number); });
    std::vector<std::string> words;
    for (int i = 0; i < 1000; i++) {
        words.push_back("key" + std::to_string((i * 7919) % 1000));
    }
    phase("(anonymous namespace)::sort_words", 200 * scale, [&] { sort_words(words); });
    std::function<long(long)> fibonacci = [&](long n) { return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2); };
    phase("std::function fibonacci", 150 * scale, [&] { sink = sink + fibonacci(8); });
}
