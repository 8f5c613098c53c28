// Records an execution trace of many goroutines that hand numbers to each other, for benchmarks: about 2.8 MB for each
// thousand laps of the second argument. The CPU profile of the same time is written beside the trace.
package main

import (
	"os"
	"runtime/pprof"
	"runtime/trace"
	"strconv"
	"sync"
)

func ring(n, laps int) {
	first := make(chan int)
	in := first
	var wg sync.WaitGroup
	for i := 0; i < n; i++ {
		out := make(chan int)
		wg.Add(1)
		go func(in, out chan int) {
			defer wg.Done()
			for v := range in {
				out <- v + 1
			}
			close(out)
		}(in, out)
		in = out
	}
	for i := 0; i < laps; i++ {
		first <- i
		<-in
	}
	close(first)
	for range in {
	}
	wg.Wait()
}

func main() {
	laps, _ := strconv.Atoi(os.Args[2])
	f, _ := os.Create(os.Args[1])
	c, _ := os.Create(os.Args[1] + ".cpu.pprof")
	trace.Start(f)
	pprof.StartCPUProfile(c)
	var wg sync.WaitGroup
	for r := 0; r < 8; r++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			ring(20, laps)
			for i := 0; i < laps; i++ {
				os.Stat("/tmp")
			}
		}()
	}
	wg.Wait()
	pprof.StopCPUProfile()
	trace.Stop()
	f.Close()
}
