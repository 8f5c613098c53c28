// Burn is the Go program that perf records: goroutines, closures, generics, methods behind interfaces.
// usage: burn [SCALE]
package main

import (
	"fmt"
	"os"
	"sort"
	"strconv"
	"strings"
	"sync"
	"time"
)

var sink int

type number interface{ ~int | ~float64 }

//go:noinline
func sumAll[T number](values []T) (sum T) {
	for round := 0; round < 50; round++ {
		for _, value := range values {
			sum += value*3 + 1
		}
	}
	return
}

type shape interface{ area(steps int) float64 }

type poly struct{ factor float64 }

//go:noinline
func (p *poly) area(steps int) float64 {
	sum := 0.0
	for i := 1; i < steps; i++ {
		sum += p.factor / float64(i)
	}
	return sum
}

//go:noinline
func fibonacci(n int) int {
	if n < 2 {
		return n
	}
	return fibonacci(n-1) + fibonacci(n-2)
}

func burn(what string, budget time.Duration, body func()) {
	start := time.Now()
	for time.Since(start) < budget {
		body()
	}
	fmt.Printf("%s: %d ms of wall time\n", what, time.Since(start).Milliseconds())
}

func main() {
	scale := 1.0
	if len(os.Args) > 1 {
		scale, _ = strconv.ParseFloat(os.Args[1], 64)
	}
	ms := func(n float64) time.Duration { return time.Duration(n * scale * float64(time.Millisecond)) }
	ints, floats := make([]int, 2000), make([]float64, 2000)
	var group sync.WaitGroup
	group.Add(2)
	go func() {
		defer group.Done()
		burn("sumAll[int]", ms(400), func() { sink += sumAll(ints) })
	}()
	go func() {
		defer group.Done()
		burn("sumAll[float64]", ms(300), func() { sink += int(sumAll(floats)) })
	}()
	group.Wait()
	var s shape = &poly{2}
	burn("(*poly).area", ms(300), func() { sink += int(s.area(20000)) })
	burn("fibonacci", ms(300), func() { sink += fibonacci(12) })
	burn("sort.Slice", ms(300), func() {
		words := strings.Fields(strings.Repeat("zeta alpha mid ", 300))
		sort.Slice(words, func(i, j int) bool { return words[i] < words[j] })
		sink += len(words)
	})
}
